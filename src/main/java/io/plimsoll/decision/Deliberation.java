package io.plimsoll.decision;

import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Engine;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Reason;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.record.Commitment;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.KeyUse;
import io.plimsoll.record.NewDecision;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.rollout.ActivePolicy;
import io.plimsoll.rollout.Chosen;
import io.plimsoll.rollout.ControlsInForce;
import io.plimsoll.signal.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Freezes what is known of a matter and evaluates it. Nothing is written. */
@ApplicationScoped
class Deliberation {
    private final Intake intake;
    private final Spans spans;

    Deliberation(Intake intake, Spans spans) {
        this.intake = intake;
        this.spans = spans;
    }

    /**
     * What is to be decided, and by whom.
     *
     * @param key null when the client sent none
     */
    record Matter(
            DecisionService.Call call,
            Chosen chosen,
            Intake.Accepted accepted,
            @Nullable KeyUse key) {
        static Matter of(DecisionService.Call call, Chosen chosen, Intake.Accepted accepted) {
            DecisionService.IdempotencyKey key = call.key();
            return new Matter(
                    call,
                    chosen,
                    accepted,
                    key == null
                            ? null
                            : new KeyUse(call.source().client(), key.path(), key.value(), accepted.content()));
        }
    }

    /** A decision that is not yet recorded, and what it was made of. */
    record Made(NewDecision written, Situation situation, Evaluation evaluation) {
        RecordedDecision decision() {
            return written.decision();
        }
    }

    /**
     * Makes a decision.
     *
     * @param contended whether others were always quicker, so that it is handed over and written whatever happened
     */
    Made make(Matter matter, ControlsInForce known, boolean contended) {
        ActivePolicy active = matter.chosen().policy();
        Manifest manifest = active.policy().manifest();
        Intake.Situated situated = intake.situate(
                manifest, matter.call().source(), matter.accepted().submission());
        Situation situation = known.freeze(situated.situation());
        Evaluation evaluation = contended
                ? Evaluator.contended(active.policy(), situation)
                : Evaluator.evaluate(active.policy(), active.restricting(), situation);
        Commitment commitment = manifest.needsBackground()
                ? new Commitment(
                        Consequences.of(manifest, matter.call().source().value(), situation, evaluation),
                        contended ? List.of() : situated.read())
                : null;
        NewDecision written = new NewDecision(
                decision(matter, situation, evaluation), matter.key(), commitment, contended ? null : known.number());
        return new Made(written, situation, evaluation);
    }

    private RecordedDecision decision(Matter matter, Situation situation, Evaluation evaluation) {
        DecisionService.Call call = matter.call();
        Chosen chosen = matter.chosen();
        ActivePolicy active = chosen.policy();
        ActivePolicy.Guardrails guardrails = active.guardrails();
        Signal signal = situation.submission().signal();
        return new RecordedDecision(
                DecisionId.next(),
                active.domain(),
                call.source(),
                signal.id(),
                new RecordedDecision.SubjectReference(
                        signal.customer().value(),
                        signal.caseId() == null ? null : signal.caseId().value(),
                        situation.submission().requestType()),
                signal.occurredAt(),
                situation.instant(),
                new PolicyReference(
                        active.version(),
                        active.policy().digest(),
                        chosen.canary() ? PolicyReference.Stage.CANARY : PolicyReference.Stage.ACTIVE,
                        guardrails == null
                                ? null
                                : new PolicyReference.Guardrails(
                                        guardrails.version(),
                                        guardrails.policy().digest()),
                        chosen.why(),
                        Engine.NAME),
                evaluation.verdict().outcome(),
                evaluation.verdict().severity(),
                evaluation.verdict().reasons().stream().map(Reason::code).toList(),
                matter.accepted().content(),
                new String(situation.bytes(), StandardCharsets.UTF_8),
                evaluation.verdictJson(),
                evaluation.traceJson(),
                spans.traceparent(call.traceparent()));
    }
}
