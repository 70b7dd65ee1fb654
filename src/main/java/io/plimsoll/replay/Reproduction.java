package io.plimsoll.replay;

import io.plimsoll.evaluation.Engine;
import io.plimsoll.evaluation.EngineReason;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.Digest;
import io.plimsoll.record.DecisionHistory.Recording;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.replay.dossier.Compared;
import io.plimsoll.replay.dossier.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The same versions and the same situation: verdict and trace come out byte for byte, or something is wrong. */
final class Reproduction implements Judge {
    private final KeptPolicies policies;

    Reproduction(KeptPolicies policies) {
        this.policies = policies;
    }

    @Override
    public Judgement judge(Recording recording) {
        RecordedDecision decision = recording.decision();
        List<String> alarms = new ArrayList<>(tampered(recording));
        Situation situation = KeptPolicies.situation(decision);
        Evaluation again = evaluate(policies.of(decision), decision, situation);
        if (!again.verdictJson().equals(decision.verdictJson())) {
            alarms.add("The verdict comes out otherwise.");
        }
        if (!again.traceJson().equals(decision.traceJson())) {
            alarms.add("The trace comes out otherwise.");
        }
        String engine = decision.policy().engine();
        if (!alarms.isEmpty() && !engine.equals(Engine.NAME)) {
            alarms.add("It was decided by " + engine + "; this is " + Engine.NAME + ".");
        }
        Side now = Side.of(again);
        return new Judgement.Evaluated(
                new Compared(decision.id().value().toString(), situation, Comparing.recorded(decision, now), now),
                alarms);
    }

    /** A decision that others were quicker than was made without asking the policy; it is made so again. */
    private static Evaluation evaluate(KeptPolicies.Pair pair, RecordedDecision decision, Situation situation) {
        return decision.reasons().contains(EngineReason.CONTENDED.name())
                ? Evaluator.contended(pair.policy(), situation)
                : Evaluator.evaluate(pair.policy(), pair.guardrails(), situation);
    }

    /** The digests were stored beside what they are of. */
    private static List<String> tampered(Recording recording) {
        RecordedDecision decision = recording.decision();
        List<String> alarms = new ArrayList<>();
        if (!Digest.of(decision.situationJson().getBytes(StandardCharsets.UTF_8))
                .equals(recording.situation())) {
            alarms.add("The stored situation is not the one whose digest was stored with it.");
        }
        if (!Digest.of(Evaluation.bytes(decision.traceJson(), decision.verdictJson()))
                .equals(recording.evaluation())) {
            alarms.add("The stored verdict or trace is not the one whose digest was stored with it.");
        }
        return alarms;
    }
}
