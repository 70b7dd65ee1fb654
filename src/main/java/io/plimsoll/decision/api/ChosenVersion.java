package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Explanation.Chosen;
import io.plimsoll.record.PolicyReference;

/** Says which version answered and why, from what was recorded. */
final class ChosenVersion {
    private ChosenVersion() {}

    static Chosen of(PolicyReference policy) {
        PolicyReference.Guardrails guardrails = policy.guardrails();
        return new Chosen(
                policy.version(),
                policy.digest().toString(),
                policy.stage().name(),
                policy.chosen(),
                guardrails == null
                        ? null
                        : new Chosen.Guardrails(
                                guardrails.version(),
                                guardrails.digest().toString(),
                                "These were the active guardrails of the domain when it was decided."));
    }
}
