package io.plimsoll.replay;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.EngineReason;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.record.DecisionHistory.Recording;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.replay.dossier.Case;
import io.plimsoll.replay.dossier.Compared;
import io.plimsoll.replay.dossier.Side;
import java.util.List;

/**
 * Another version on the situations as they were recorded, restricted by (or, for guardrails, restricting) whatever was
 * recorded with each. What the baseline decided itself is taken as it was recorded; else it is asked too.
 */
final class Comparing implements Judge {
    private final KeptPolicies policies;
    private final ReplayOrder.Change change;
    private final Admission admission;

    Comparing(KeptPolicies policies, ReplayOrder.Change change) {
        this.policies = policies;
        this.change = change;
        this.admission = new Admission(policies.policy(change.candidate()));
    }

    @Override
    public Judgement judge(Recording recording) {
        return new Judgement.Evaluated(compare(recording.decision()), List.of());
    }

    private Compared compare(RecordedDecision decision) {
        if (decision.reasons().contains(EngineReason.CONTENDED.name())) {
            throw new KeptPolicies.NotReplayable("others were quicker, so that no policy was asked");
        }
        Situation situation = KeptPolicies.situation(decision);
        KeptPolicies.Pair recorded = policies.of(decision);
        CompiledPolicy candidate = policies.policy(change.candidate());
        if (isPolicy()) {
            admission.require(recorded.policy(), situation);
        }
        Side after = side(recorded.with(candidate), situation);
        Side before = isAsRecorded(recorded)
                ? recorded(decision, after)
                : side(recorded.with(policies.policy(change.baseline())), situation);
        return new Compared(decision.id().value().toString(), situation, before, after);
    }

    /** Most changes leave most decisions alone, and what is the same need not be read again. */
    static Side recorded(RecordedDecision decision, Side again) {
        return again.verdictJson().equals(decision.verdictJson())
                        && again.traceJson().equals(decision.traceJson())
                ? again
                : Side.read(decision.verdictJson(), decision.traceJson());
    }

    private static Side side(KeptPolicies.Pair pair, Situation situation) {
        return Side.of(Evaluator.evaluate(pair.policy(), pair.guardrails(), situation));
    }

    /** @throws KeptPolicies.NotReplayable as for a judgement */
    Case explain(RecordedDecision decision) {
        KeptPolicies.Pair recorded = policies.of(decision);
        return Cases.of(
                compare(decision),
                voice(recorded, decision, change.baseline()),
                voice(recorded, decision, change.candidate()));
    }

    private Cases.Voice voice(KeptPolicies.Pair recorded, RecordedDecision decision, ReplayOrder.Named version) {
        return new Cases.Voice(
                isPolicy() ? version.id().number() : decision.policy().version(),
                recorded.with(policies.policy(version)));
    }

    private boolean isAsRecorded(KeptPolicies.Pair recorded) {
        CompiledPolicy decided = isPolicy() ? recorded.policy() : recorded.guardrails();
        return decided != null && decided.digest().equals(change.baseline().digest());
    }

    private boolean isPolicy() {
        return change.candidate().id().kind() == Manifest.Kind.POLICY;
    }
}
