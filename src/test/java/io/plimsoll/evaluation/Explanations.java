package io.plimsoll.evaluation;

import org.jspecify.annotations.Nullable;

/** Explains decisions of tests. */
final class Explanations {
    static final Explanation.Chosen CHOSEN = new Explanation.Chosen(1, "sha256:0", "ACTIVE", "For a test.", null);

    private Explanations() {}

    static Explanation explained(
            CompiledPolicy policy, @Nullable CompiledPolicy guardrails, Situation situation, Evaluation evaluation) {
        return explained(policy, guardrails, situation, evaluation, Wording.ENGLISH);
    }

    static Explanation explained(
            CompiledPolicy policy,
            @Nullable CompiledPolicy guardrails,
            Situation situation,
            Evaluation evaluation,
            String language) {
        return new Explainer(policy, guardrails)
                .explain(
                        new Explainer.Recorded(situation, evaluation.verdictJson(), evaluation.traceJson()),
                        CHOSEN,
                        language);
    }
}
