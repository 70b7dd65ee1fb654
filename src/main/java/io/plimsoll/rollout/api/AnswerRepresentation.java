package io.plimsoll.rollout.api;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Outcome;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The schema of what an override answers in the place of the policy: an outcome, intents, or both. */
@Schema(name = "OverrideAnswer", additionalProperties = Schema.False.class)
record AnswerRepresentation(
        @Nullable Outcome outcome,
        @Schema(minimum = "1", maximum = "5") @Nullable Integer severity,
        @Nullable RouteRepresentation route,
        @Nullable List<IntentRepresentation> intents,

        @Schema(description = "Codes that the domain's policy knows") @Nullable List<String> reasons) {

    /** Where a person has to act. */
    @Schema(
            name = "OverrideRoute",
            additionalProperties = Schema.False.class,
            requiredProperties = {"queue", "level", "dueWithin"})
    record RouteRepresentation(
            String queue,
            @Schema(minimum = "1", maximum = "10") int level,
            @Schema(format = "duration", examples = "PT4H") String dueWithin) {}

    /** An action. */
    @Schema(
            name = "OverrideIntent",
            additionalProperties = Schema.False.class,
            requiredProperties = {"disposition"})
    record IntentRepresentation(
            @Schema(description = "That of the request when left out; then the scope names a requestType") @Nullable String type,

            Disposition disposition,

            @Schema(
                    description =
                            "An amount, \"none\" or \"external\"; mandatory for what moves money and is not refused")
            @Nullable Object ceiling,

            @Schema(description = "ISO 4217; the domain's when left out") @Nullable String currency,

            @Nullable Map<String, Object> parameters,

            @Schema(description = "The group that may approve") @Nullable String approvers,

            @Nullable List<String> reasons) {}
}
