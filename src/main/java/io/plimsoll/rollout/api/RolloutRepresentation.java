package io.plimsoll.rollout.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.rollout.Comparison;
import io.plimsoll.rollout.Deployment;
import io.plimsoll.rollout.Gates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rollout on the wire.
 *
 * @param stage of its last step
 * @param steps oldest first; left out in lists
 * @param compared with the active version so far; left out in lists
 */
@Schema(
        name = "Rollout",
        requiredProperties = {"id", "version", "stage", "effectiveFrom", "gates", "by", "why", "at"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record RolloutRepresentation(
        long id,
        String version,
        Deployment.Stage stage,
        @Nullable BigDecimal percent,
        Instant effectiveFrom,
        @Nullable Instant effectiveTo,
        RolloutBodies.GatesBody gates,
        String by,
        String why,
        Instant at,
        @Nullable List<Step> steps,
        @Nullable Compared compared) {

    /** One step. */
    @Schema(
            name = "RolloutStep",
            requiredProperties = {"number", "stage", "effectiveFrom", "by", "why", "at"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            long number,
            Deployment.Stage stage,
            @Nullable BigDecimal percent,
            Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            String by,
            String why,
            Instant at) {}

    /**
     * What was compared.
     *
     * @param moneyBaseline permitted by the active version
     * @param moneyCandidate permitted by the candidate
     */
    @Schema(name = "Compared")
    record Compared(
            long decisions,
            long agreed,
            long changed,
            long failed,
            BigDecimal moneyBaseline,
            BigDecimal moneyCandidate) {}

    /**
     * A decision that the other version would have made differently.
     *
     * @param answeredBy which of the two the caller heard
     * @param otherVerdict what the other said
     */
    @Schema(name = "ChangedDecision")
    record Changed(
            UUID decision,
            Instant at,
            String answeredBy,
            Outcome answered,
            Outcome other,
            BigDecimal moneyAnswered,
            BigDecimal moneyOther,

            @JsonRawValue @Schema(implementation = Object.class)
            String otherVerdict,

            String explanation) {
        static Changed of(Comparison comparison) {
            return new Changed(
                    comparison.decision().value(),
                    comparison.at(),
                    comparison.byCanary() ? "CANDIDATE" : "ACTIVE",
                    comparison.answered(),
                    comparison.compared(),
                    comparison.moneyAnswered(),
                    comparison.moneyCompared(),
                    String.valueOf(comparison.comparedVerdict()),
                    "/v1/decisions/" + comparison.decision().value() + "/explanation");
        }
    }

    static RolloutRepresentation brief(Deployment last) {
        return of(last, null, null);
    }

    static RolloutRepresentation whole(List<Deployment> steps, Gates.Totals totals) {
        return of(
                steps.get(steps.size() - 1),
                steps.stream()
                        .map(step -> new Step(
                                step.number(),
                                step.stage(),
                                step.percent(),
                                step.from(),
                                step.to(),
                                step.by(),
                                step.why(),
                                step.at()))
                        .toList(),
                new Compared(
                        totals.decisions(),
                        totals.decisions() - totals.changed(),
                        totals.changed(),
                        totals.failed(),
                        totals.moneyBaseline(),
                        totals.moneyCandidate()));
    }

    private static RolloutRepresentation of(Deployment last, @Nullable List<Step> steps, @Nullable Compared compared) {
        return new RolloutRepresentation(
                last.rollout(),
                last.version().toString(),
                last.stage(),
                last.percent(),
                last.from(),
                last.to(),
                RolloutBodies.GatesBody.of(last.gates()),
                last.by(),
                last.why(),
                last.at(),
                steps,
                compared);
    }
}
