package io.plimsoll.scenario;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.Violation;
import java.util.List;

/** Runs scenarios against a policy. Pure: the service's instant is the instant of the signal. */
public final class ScenarioRunner {
    private ScenarioRunner() {}

    /** @return where the verdict differs from what is expected, in words; empty when it agrees */
    public static List<String> run(CompiledPolicy policy, Scenario scenario) {
        List<Violation> violations = policy.contract().violations(scenario.body());
        if (!violations.isEmpty()) {
            return violations.stream()
                    .map(violation -> violation.pointer() + " " + violation.detail())
                    .toList();
        }
        Submission submission = Submission.of(scenario.body());
        Situation situation =
                new Situation(policy.manifest().domain(), submission.signal().occurredAt(), submission);
        Verdict verdict = Evaluator.evaluate(policy, situation).verdict();
        return Expectation.differences(scenario.expect(), verdict.tree());
    }
}
