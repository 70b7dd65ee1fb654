package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy, with the guardrails that restrict it.
 *
 * @param guardrails null for none
 */
record PolicyBench(CompiledPolicy policy, @Nullable CompiledPolicy guardrails, List<Finding> findings)
        implements Bench {
    private static final String HISTORY = "history";
    private static final String AT = "at";
    /** The client that sends what is tried. */
    private static final String SOURCE = "sandbox";

    private static final Scorer SCORER = LexiconScorer.load();

    PolicyBench {
        findings = List.copyOf(findings);
    }

    @Override
    public Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question) {
        Trial trial = Trial.read(question);
        Situation situation =
                trial.frozen() ? Situation.read(CanonicalJson.bytes(trial.tree())) : situation(trial.tree());
        Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation);
        return new TrialAnswer(
                        tree(situation.bytes()),
                        tree(evaluation.verdictJson().getBytes(StandardCharsets.UTF_8)),
                        tree(evaluation.traceJson().getBytes(StandardCharsets.UTF_8)),
                        evaluation.isHandedOver())
                .tree();
    }

    private static Map<String, @Nullable Object> tree(byte[] json) {
        return Tree.asObject(StrictJson.read(json));
    }

    private Situation situation(Map<String, @Nullable Object> trial) {
        TrialShape.check(trial);
        Chronicle chronicle = new Chronicle(policy.manifest());
        List<@Nullable Object> history = trial.get(HISTORY) == null ? List.of() : Tree.asList(trial.get(HISTORY));
        for (int i = 0; i < history.size(); i++) {
            Pointer at = Pointer.ROOT.field(HISTORY).index(i);
            Situation earlier = situation(chronicle, Tree.asObject(history.get(i)), at);
            Evaluation evaluation = Evaluator.evaluate(policy, guardrails, earlier);
            chronicle.add(Consequences.of(policy.manifest(), SOURCE, earlier, evaluation));
        }
        return situation(chronicle, trial, Pointer.ROOT);
    }

    private Situation situation(Chronicle chronicle, Map<String, @Nullable Object> entry, Pointer pointer) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(entry);
        Object at = body.remove(AT);
        body.remove(HISTORY);
        TrialShape.refuse(placed(policy.contract().violations(body), pointer), ProblemCode.CONTRACT_VIOLATED);
        Submission submission = Submission.of(body);
        TrialShape.refuse(
                placed(policy.contract().contradictions(submission), pointer), ProblemCode.ARGUMENT_CONTRADICTS_FACT);
        Instant instant = at == null
                ? submission.signal().occurredAt()
                : OffsetDateTime.parse((String) at).toInstant();
        return chronicle.situation(
                SOURCE, instant, submission.with(submission.signal().scoredBy(SCORER)));
    }

    private static List<Violation> placed(List<Violation> violations, Pointer at) {
        return violations.stream()
                .map(violation -> new Violation(at.value() + violation.pointer(), violation.detail()))
                .toList();
    }
}
