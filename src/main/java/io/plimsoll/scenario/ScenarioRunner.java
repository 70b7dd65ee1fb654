package io.plimsoll.scenario;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.Violation;
import java.util.List;

/** Runs scenarios against a policy. Pure: the service's instant is the instant of the signal. */
public final class ScenarioRunner {
    /** The service scores unscored text; a scenario must see the same situation. */
    private static final Scorer SCORER = LexiconScorer.load();

    private ScenarioRunner() {}

    /** @return where the verdict differs from what is expected, in words; empty when it agrees */
    public static List<String> run(CompiledPolicy policy, Scenario scenario) {
        List<Violation> violations = policy.contract().violations(scenario.body());
        if (!violations.isEmpty()) {
            return violations.stream()
                    .map(violation -> violation.pointer() + " " + violation.detail())
                    .toList();
        }
        Submission sent = Submission.of(scenario.body());
        Submission submission = sent.with(sent.signal().scoredBy(SCORER));
        Situation situation =
                new Situation(policy.manifest().domain(), submission.signal().occurredAt(), submission);
        Verdict verdict = Evaluator.evaluate(policy, situation).verdict();
        return Expectation.differences(scenario.expect(), verdict.tree());
    }
}
