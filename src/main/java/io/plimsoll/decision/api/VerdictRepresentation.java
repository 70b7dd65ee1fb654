package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on the wire, for the documentation only: what is sent are the bytes that were recorded. A test holds the two
 * against each other.
 */
@Schema(name = "Verdict")
record VerdictRepresentation(
        @Schema(required = true) Outcome outcome,

        @Schema(required = true, minimum = "1", maximum = "5")
        int severity,

        @Schema(required = true, nullable = true, description = "Null unless a person has to act") @Nullable Route route,

        @Schema(required = true) List<Intent> intents,

        @Schema(required = true, description = "Every reason once, those of the intents included")
        List<Reason> reasons,

        @Schema(required = true, description = "What was proposed and held back")
        List<Suppression> suppressed) {

    /** Where a person has to act, and by when. */
    @Schema(name = "Route")
    record Route(
            @Schema(required = true) String queue,

            @Schema(required = true, minimum = "1", maximum = "10")
            int level,

            @Schema(required = true, description = "ISO 8601, counted from the decision", examples = "PT4H")
            String dueWithin) {}

    /** An action and how far it may go. */
    @Schema(name = "Intent")
    record Intent(
            @Schema(required = true) String type,
            @Schema(required = true) Disposition disposition,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "The most money that may go to the customer; null when none does, or when only another"
                                    + " system knows: a reason then says which")
            @Nullable Money ceiling,

            @Schema(required = true) Map<String, Object> parameters,

            @Schema(required = true, nullable = true, description = "The group that may approve") @Nullable String approvers,

            @Schema(required = true) List<Reason> reasons) {}

    /** An exact amount. */
    @Schema(name = "Money")
    record Money(
            @Schema(required = true, minimum = "0") BigDecimal amount,

            @Schema(required = true, description = "ISO 4217", examples = "USD")
            String currency) {}

    /** Why, as a stable code and a sentence. */
    @Schema(name = "Reason")
    record Reason(
            @Schema(required = true) String code,
            @Schema(required = true) String text) {}

    /** Something that was proposed and held back. */
    @Schema(name = "Suppression")
    record Suppression(
            @Schema(required = true) String what,
            @Schema(required = true) Reason reason) {}
}
