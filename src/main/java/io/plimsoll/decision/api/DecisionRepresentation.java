package io.plimsoll.decision.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.record.RecordedDecision;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A decision on the wire. Verdict, trace and situation are written as they were recorded, byte for byte.
 *
 * @param signal the client's own id of the signal
 * @param traceparent the distributed trace in which it was made (W3C Trace Context)
 */
@Schema(
        name = "Decision",
        requiredProperties = {"id", "domain", "signal", "decidedAt", "policy", "verdict", "links"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionRepresentation(
        UUID id,
        String domain,
        String signal,
        Instant decidedAt,
        Policy policy,

        @JsonRawValue @Schema(implementation = VerdictRepresentation.class)
        String verdict,

        Links links,
        @Nullable String source,
        @Nullable String engine,
        @Nullable String traceparent,

        @JsonRawValue @Schema(implementation = SubmissionRepresentation.SituationRepresentation.class) @Nullable String situation,

        @JsonRawValue
        @Schema(
                type = SchemaType.OBJECT,
                implementation = Map.class,
                description = "What was evaluated: inputs, rows that matched and were selected by their DMN ids,"
                        + " intermediate results, messages as codes")
        @Nullable String trace) {

    /**
     * Which policy decided.
     *
     * @param why this version answered, and among which it was chosen
     * @param guardrails that restricted it; left out when there were none
     */
    @Schema(
            name = "DecidingPolicy",
            requiredProperties = {"name", "version", "digest", "stage", "why"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Policy(
            String name,
            int version,
            String digest,
            PolicyReference.Stage stage,
            String why,
            @Nullable Guardrails guardrails) {
        static Policy of(String name, PolicyReference policy) {
            PolicyReference.Guardrails guardrails = policy.guardrails();
            return new Policy(
                    name,
                    policy.version(),
                    policy.digest().toString(),
                    policy.stage(),
                    policy.chosen(),
                    guardrails == null
                            ? null
                            : new Guardrails(
                                    guardrails.version(), guardrails.digest().toString()));
        }
    }

    /** Which guardrails restricted. */
    @Schema(name = "RestrictingGuardrails")
    record Guardrails(int version, String digest) {}

    /** Where the rest is. */
    @Schema(name = "DecisionLinks")
    record Links(String self, String explanation, String situation, String trace) {}

    static DecisionRepresentation brief(RecordedDecision decision) {
        return of(decision, null, null, null, null, null);
    }

    static DecisionRepresentation whole(RecordedDecision decision) {
        return of(
                decision,
                decision.source().value(),
                decision.policy().engine(),
                decision.traceparent(),
                decision.situationJson(),
                decision.traceJson());
    }

    private static DecisionRepresentation of(
            RecordedDecision decision,
            @Nullable String source,
            @Nullable String engine,
            @Nullable String traceparent,
            @Nullable String situation,
            @Nullable String trace) {
        String self = "/v1/decisions/" + decision.id();
        return new DecisionRepresentation(
                decision.id().value(),
                decision.domain().value(),
                decision.signal().value(),
                decision.decidedAt(),
                Policy.of(decision.domain().value(), decision.policy()),
                decision.verdictJson(),
                new Links(self, self + "/explanation", self + "/situation", self + "/trace"),
                source,
                engine,
                traceparent,
                situation,
                trace);
    }
}
