package io.plimsoll.replay;

import io.plimsoll.evaluation.Explainer;
import io.plimsoll.evaluation.Explanation;
import io.plimsoll.evaluation.Wording;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.replay.dossier.Case;
import io.plimsoll.replay.dossier.Compared;
import io.plimsoll.replay.dossier.Side;

/** Explains what two versions say of one situation. */
final class Cases {
    private static final String WHY = "It was evaluated for a comparison.";

    private Cases() {}

    /**
     * One of the two.
     *
     * @param number of the policy's version, counted per domain; 0 where it has none
     */
    record Voice(int number, KeptPolicies.Pair asked) {
        private Case.Told tell(Compared compared, Side side) {
            Explanation.Chosen chosen = new Explanation.Chosen(
                    number, asked.policy().digest().toString(), PolicyReference.Stage.ACTIVE.name(), WHY, null);
            return new Case.Told(
                    side,
                    new Explainer(asked.policy(), asked.guardrails())
                            .explain(
                                    new Explainer.Recorded(compared.situation(), side.verdictJson(), side.traceJson()),
                                    chosen,
                                    Wording.ENGLISH));
        }
    }

    static Case of(Compared compared, Voice baseline, Voice candidate) {
        return new Case(
                compared.id(),
                baseline.tell(compared, compared.baseline()),
                candidate.tell(compared, compared.candidate()));
    }
}
