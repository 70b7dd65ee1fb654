package io.plimsoll.record;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.platform.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it was made. The texts are canonical JSON, stored once and never written again.
 *
 * @param source from where the signal came
 * @param content digest of the canonical body, to tell a repeated signal from a changed one
 * @param reasons the codes of the verdict's reasons
 * @param traceparent the distributed trace in which it was made, as the W3C header says it; null for none
 */
public record RecordedDecision(
        DecisionId id,
        DomainName domain,
        Source source,
        SignalId signal,
        SubjectReference subject,
        Instant occurredAt,
        Instant decidedAt,
        PolicyReference policy,
        Outcome outcome,
        int severity,
        List<String> reasons,
        Digest content,
        String situationJson,
        String verdictJson,
        String traceJson,
        @Nullable String traceparent) {

    public RecordedDecision {
        reasons = List.copyOf(reasons);
    }

    /**
     * Whom and what the decision is about, to find it by.
     *
     * @param customer the client's own name of the customer
     * @param caseId the client's own name of the case
     */
    public record SubjectReference(
            String customer,
            @Nullable String caseId,
            @Nullable String requestType) {}
}
