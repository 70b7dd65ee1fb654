package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.TestGuardrails.guardrails;
import static io.plimsoll.evaluation.Timeline.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .manifest("history: {within: P30D, signals: 10}\nfeatures: {Hot: {type: boolean}}")
            .reason("CAP")
            .rules(
                    "perceive",
                    "rule \"It is hot\" when Signal( topic == \"fire\" ) then insert(new Sign(\"Hot\")); end")
            .request(
                    "refund",
                    "{intents: [{disposition: \"PERMITTED\", ceiling: 10, reasons: [\"FINE\"]},"
                            + " {type: \"gift_card\", disposition: \"PERMITTED\", ceiling: 5, reasons: []}]}")
            .request("gift_card", TestPolicy.PERMIT)
            .rules("govern", "rule \"One\" when Proposal() then insert(new Suppress(\"gift_card\", \"CAP\")); end")
            .compiled();

    @Test
    void explanation_ofAllPhases_namesRulesFeaturesAndWhatWasHeldBack() {
        CompiledPolicy guardrails = guardrails()
                .intent("g", "{disposition: \"NEEDS_APPROVAL\", reasons: [\"TOO_MUCH\"]}")
                .rules(
                        "rule \"Fire\" when Sign( sign == \"Hot\" ) then insert(new Raise(\"ESCALATE\", \"NOT_NOW\")); end")
                .compiled();
        Timeline timeline = new Timeline(POLICY, guardrails);
        Situation situation =
                timeline.situation("PT0H", "PT0H", said("\"topic\": \"fire\"").requesting("refund"));

        Explanation explanation = Explanations.explained(POLICY, guardrails, situation, timeline.evaluate(situation));

        assertThat(explanation.features()).isEqualTo(Map.of("Hot", true));
        assertThat(explanation.rules())
                .containsExactly(
                        new Explanation.Rule(
                                Phase.PERCEIVE, "rules/perceive0.drl", "It is hot", List.of("signal crm/s-0")),
                        new Explanation.Rule(Phase.GOVERN, "rules/govern1.drl", "One", List.of("proposal gift_card")),
                        new Explanation.Rule(Phase.GOVERN, "rules/govern1.drl", "One", List.of("proposal refund")),
                        new Explanation.Rule(Phase.GUARD, "rules/guard.drl", "Fire", List.of("feature Hot")));
        assertThat(explanation.story())
                .isEqualTo(
                        "A person takes over. The action \"refund\" needs approval, up to 10 EUR. It is fine. It is too"
                                + " much. Not now. Held back: the action \"gift card\", because: Because. The guardrails are"
                                + " stricter than the policy, which alone would have acted. It goes to the queue compliance and"
                                + " is due within PT8H.");
    }

    @Test
    void explanation_ofARuleThatFailed_isAHandOver() {
        CompiledPolicy failing = TestPolicy.policy()
                .manifest("features: {Heat: {type: number}}")
                .request("refund", TestPolicy.PERMIT)
                .rules(
                        "perceive",
                        "rule \"A\" when $s : Signal() then insert(new Feature(\"Heat\", $s.sentiment)); end")
                .compiled();
        Timeline timeline = new Timeline(failing);
        Situation situation = timeline.situation("PT0H", "PT0H", said("").requesting("refund"));

        Explanation explanation = Explanations.explained(failing, null, situation, timeline.evaluate(situation));

        assertThat(explanation.story()).startsWith("A person takes over.").contains("Heat");
        assertThat(explanation.tables()).isEmpty();
    }
}
