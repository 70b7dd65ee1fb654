package io.plimsoll.decision.api;

import io.plimsoll.record.RecordedSuppression;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that a policy proposed and held back, on the wire.
 *
 * @param what the intent, or ESCALATE or ASK_APPROVAL
 */
@Schema(
        name = "SuppressedProposal",
        requiredProperties = {"decision", "domain", "source", "signal", "customer", "what", "reason", "at", "links"})
record SuppressionRepresentation(
        UUID decision,
        String domain,
        String source,
        String signal,
        String customer,
        @Nullable String caseId,
        String what,
        Reason reason,
        Instant at,
        Links links) {
    /** Why it was held back. */
    @Schema(name = "SuppressionReason")
    record Reason(String code, String text) {}

    /** Where the rest is. */
    @Schema(name = "SuppressionLinks")
    record Links(String decision, String explanation) {}

    static SuppressionRepresentation of(RecordedSuppression suppression) {
        String decision = "/v1/decisions/" + suppression.decision();
        return new SuppressionRepresentation(
                suppression.decision().value(),
                suppression.domain().value(),
                suppression.source().value(),
                suppression.signal(),
                suppression.customer(),
                suppression.caseId(),
                suppression.what(),
                new Reason(suppression.reason().code(), suppression.reason().text()),
                suppression.at(),
                new Links(decision, decision + "/explanation"));
    }
}
