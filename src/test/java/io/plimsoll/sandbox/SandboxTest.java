package io.plimsoll.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.ModelAnswer;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.scenario.Entry;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
    /** Each history is decided again for each moment. */
    private static final int MAX_HISTORY = 10;

    private static final Scorer SCORER = LexiconScorer.load();
    private static final Sandbox SANDBOX = new Sandbox(Bounds.of(Map.of()), new SimpleMeterRegistry());

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void model_thatComputes_answers() {
        Tried<ModelAnswer> tried = SANDBOX.evaluateModel(Models.computing("1 + 2"), Models.ask("Answer"));

        assertThat(answer(tried).result()).isEqualTo(new BigDecimal(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-recovery", "retail"})
    void policy_everyMomentOfTheBuiltInScenarios_isByteEqualToThisProcess(String domain) {
        PolicyBundle bundle = BuiltInPolicies.bundle(domain);
        PolicyBundle guardrails = BuiltInPolicies.guardrails(domain).orElse(null);
        CompiledPolicy policy = compiled(bundle);
        CompiledPolicy restricting = guardrails == null ? null : compiled(guardrails);
        int compared = 0;

        for (Scenario scenario : scenarios(policy, bundle)) {
            Chronicle chronicle = new Chronicle(policy.manifest());
            List<Map<String, @Nullable Object>> history = new ArrayList<>();
            for (Entry entry : scenario.timeline()) {
                Entry.Moment moment = entry.fold(each -> each, storm -> null, measure -> null);
                if (moment == null || history.size() == MAX_HISTORY) {
                    break;
                }
                Map<String, @Nullable Object> trial = new LinkedHashMap<>(moment.body());
                if (moment.at() != null) {
                    trial.put("at", moment.at().toString());
                }
                Situation situation = situation(chronicle, moment);
                Evaluation here = Evaluator.evaluate(policy, restricting, situation);
                chronicle.add(Consequences.of(policy.manifest(), "sandbox", situation, here));

                Map<String, @Nullable Object> withHistory = new LinkedHashMap<>(trial);
                withHistory.put("history", List.copyOf(history));
                TrialAnswer there = answer(SANDBOX.evaluate(bundle, guardrails, Trial.of(withHistory)));
                TrialAnswer frozen = answer(SANDBOX.evaluate(bundle, guardrails, Trial.of(situation)));

                assertThat(there.bytes()).as(scenario.id()).isEqualTo(here.bytes());
                assertThat(frozen.bytes()).as(scenario.id()).isEqualTo(here.bytes());
                assertThat(there.handedOver()).isEqualTo(here.isHandedOver());
                history.add(trial);
                compared++;
            }
        }

        assertThat(compared).isGreaterThan(30);
    }

    @Test
    void trial_thatDoesNotFulfilTheContract_isRefusedWithPointers() {
        PolicyBundle bundle = BuiltInPolicies.bundle("retail");
        Map<String, @Nullable Object> earlier = Map.of("signal", Map.of("id", "s-1"), "facts", Map.of());

        assertThatThrownBy(() -> SANDBOX.evaluate(
                        bundle, null, Trial.of(Map.of("signal", Map.of(), "history", List.of(earlier)))))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ProblemCode.CONTRACT_VIOLATED);
                    assertThat(refusal.violations())
                            .extracting(Violation::pointer)
                            .contains("/history/0/signal/customer");
                });
        assertThatThrownBy(() ->
                        SANDBOX.evaluate(bundle, null, Trial.of(Map.of("signal", Map.of(), "situation", Map.of()))))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.violations())
                        .extracting(Violation::pointer)
                        .contains("/situation"));
    }

    @Test
    void bundle_thatDoesNotCompile_isRejectedWithItsFindings() {
        Tried<TrialAnswer> tried = SANDBOX.evaluate(
                Models.computing("1"), null, Trial.of(Map.<String, @Nullable Object>of("signal", Map.of())));

        assertThat(tried).isInstanceOfSatisfying(Tried.Rejected.class, rejected -> assertThat(rejected.findings())
                .isNotEmpty());
    }

    @Test
    void question_aboutWhatDoesNotExist_namesWhatThereIs() {
        assertThatThrownBy(() -> SANDBOX.evaluateModel(Models.computing("1"), Models.ask("Question")))
                .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(
                                refusal.violations().get(0).detail())
                        .contains("Answer"));
    }

    private static Situation situation(Chronicle chronicle, Entry.Moment moment) {
        Submission unscored = Submission.of(moment.body());
        Submission submission = unscored.with(unscored.signal().scoredBy(SCORER));
        Instant at = moment.at() == null ? submission.signal().occurredAt() : moment.at();
        return chronicle.situation("sandbox", at, submission);
    }

    /** Of the long files of single signals every tenth, which says as much. */
    private static List<Scenario> scenarios(CompiledPolicy policy, PolicyBundle bundle) {
        List<Scenario> scenarios = new ArrayList<>();
        for (String path : policy.manifest().files().scenarios()) {
            if (path.endsWith(".yaml") || path.endsWith(".jsonl")) {
                List<Scenario> all = ScenarioReader.read(policy.manifest().domain(), path, bundle.file(path));
                for (int i = 0; i < all.size(); i += path.endsWith(".yaml") ? 1 : 10) {
                    scenarios.add(all.get(i));
                }
            }
        }
        return scenarios;
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compileCold(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }

    private static <A> A answer(Tried<A> tried) {
        return tried.fold(
                Tried.Answered::answer,
                rejected -> {
                    throw new AssertionError(rejected);
                },
                stopped -> {
                    throw new AssertionError(stopped);
                });
    }
}
