package io.plimsoll.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.TestPolicy;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.sandbox.ExaminationTask.Subject;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.coverage.Coverage;
import io.plimsoll.scenario.coverage.Examined;
import io.plimsoll.scenario.coverage.GeneratedCases;
import io.plimsoll.scenario.mutation.Fate;
import io.plimsoll.scenario.mutation.Journal;
import io.plimsoll.scenario.mutation.Mutation;
import io.plimsoll.scenario.mutation.MutationReport;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExaminerTest {
    private static final String REFUSAL = "{intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}";
    /** Above 200 somebody counts for long: within the bounds of the gate, but slow. */
    private static final String SLOW = "if count(for a in 1..1000, b in 1..100 return a) = 0 then null else " + REFUSAL;

    private static Examiner examiner(Map<String, String> changed) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(ExaminationSettings.class);
        changed.forEach((name, value) -> builder.withDefaultValue("plimsoll.examination." + name, value));
        return new Examiner(builder.build().getConfigMapping(ExaminationSettings.class));
    }

    private static TestPolicy refund(String above) {
        return TestPolicy.policy()
                .table("refund", "Amount", "", "<= 200 -> " + TestPolicy.PERMIT, "> 200 -> " + above)
                .files("scenarios: [scenarios/a.jsonl]");
    }

    private static String scenario(int amount, String disposition) {
        return ("{\"id\":\"amount-%d\",\"note\":\"n\",\"signal\":{\"id\":\"s\",\"customer\":\"c\","
                        + "\"occurredAt\":\"2026-01-01T00:00:00Z\"},\"request\":{\"type\":\"refund\"},"
                        + "\"facts\":{\"amount\":%d},\"expect\":{\"intents\":[{\"disposition\":\"%s\"}]}}")
                .formatted(amount, amount, disposition);
    }

    private static PolicyBundle bundle() {
        return refund(REFUSAL)
                .file("scenarios/a.jsonl", scenario(100, "PERMITTED") + "\n" + scenario(300, "REFUSED"))
                .bundle();
    }

    private static ExaminationTask task(Subject subject, PolicyBundle bundle) {
        return new ExaminationTask(subject, bundle, null, 1_000, 1);
    }

    private static Examined examinedHere(PolicyBundle bundle) {
        CompiledPolicy policy = PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
        return Examined.of(policy, bundle, null);
    }

    @Test
    void mutation_inAChild_isByteEqualToThisProcess() {
        MutationReport here = Mutation.run(
                examinedHere(bundle()), new Mutation.Options(1_000, 1, 2, Mutation.Options.CASES), Progress.UNSEEN);

        Examiner.Found found = examiner(Map.of()).examine(task(Subject.MUTATION, bundle()), "", stand -> true);

        assertThat(found.report()).isEqualTo(here.bytes());
        assertThat(found.proposals()).isEqualTo(here.file()).contains("expect: open");
    }

    @Test
    void coverage_inAChild_isByteEqualToThisProcess() {
        Examined examined = examinedHere(bundle());
        Coverage.Measured here = Coverage.measure(examined, Progress.UNSEEN);

        Examiner.Found found = examiner(Map.of()).examine(task(Subject.COVERAGE, bundle()), "", stand -> true);

        assertThat(found.report()).isEqualTo(here.report().bytes());
        assertThat(found.proposals())
                .isEqualTo(GeneratedCases.of(examined, here, Progress.UNSEEN).file(examined));
    }

    @Test
    void examination_thatNobodyWants_isGivenUp_andItsChildIsGone() {
        List<Examiner.Stand> heard = new ArrayList<>();

        assertThatThrownBy(() -> examiner(Map.of()).examine(task(Subject.MUTATION, bundle()), "", stand -> {
                    heard.add(stand);
                    return false;
                }))
                .isInstanceOf(Progress.Cancelled.class);

        assertThat(heard).hasSize(1);
        await().until(() -> ProcessHandle.current().children().findAny().isEmpty());
    }

    @Test
    void bundle_withoutScenarios_saysSo() {
        PolicyBundle bundle = TestPolicy.policy()
                .table("refund", "Amount", "", "- -> " + TestPolicy.PERMIT)
                .bundle();

        assertThatThrownBy(() -> examiner(Map.of()).examine(task(Subject.COVERAGE, bundle), "", stand -> true))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("It has no scenario that could be run");
    }

    @Test
    void bundle_thatTheCompilerRefuses_isNotEvaluated() {
        PolicyBundle bundle = TestPolicy.policy().request("permit", "now()").bundle();

        assertThatThrownBy(() -> examiner(Map.of()).examine(task(Subject.MUTATION, bundle), "", stand -> true))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("It cannot be evaluated: error CLOCK_READ");
    }

    /** Says the same 500 times in one scenario. */
    private static PolicyBundle slowAbove200(int amount) {
        return refund(SLOW)
                .files("scenarios: [scenarios/a.yaml]")
                .file("scenarios/a.yaml", """
                        plimsoll: 1
                        domain: test
                        scenarios:
                          - id: again-and-again
                            note: The same is said again and again.
                            timeline:
                              - from: 2026-01-09T09:00:00Z
                                every: PT1S
                                times: 500
                                signal: {customer: c, channel: CHAT, topic: t}
                                request: {type: refund}
                                facts: {amount: %d}
                                expect: {%s: {exactly: 500}}
                        """.formatted(amount, amount > 200 ? "dismissed" : "acted"))
                .bundle();
    }

    /** No scenario comes by the row that counts; the mutant in which the other row answers as it does comes by it. */
    @Test
    void mutantThatDoesNotComeToAnEnd_isStopped_andTheNextIsTried() {
        List<Examiner.Stand> heard = new ArrayList<>();

        Examiner.Found found =
                examiner(Map.of("memory", "128")).examine(task(Subject.MUTATION, slowAbove200(100)), "", heard::add);

        Map<String, @Nullable Object> report = Tree.asObject(StrictJson.read(found.report()));
        Map<String, @Nullable Object> total = Tree.asObject(report.get("total"));
        // Of row 1: its conclusion, which is slow then, and the row itself. Nothing comes by row 2.
        assertThat(total.get("killed")).isEqualTo(new BigDecimal(2));
        assertThat(heard).anySatisfy(stand -> assertThat(stand.notes()).contains("T"));
    }

    @Test
    void policyThatDoesNotComeToAnEnd_isStopped() {
        Examiner examiner = examiner(Map.of("limit", "PT2S"));

        for (Subject subject : Subject.values()) {
            assertThatThrownBy(() -> examiner.examine(task(subject, slowAbove200(300)), "", stand -> true))
                    .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(ProblemCode.SANDBOX_STOPPED))
                    .hasMessageContaining("It was stopped");
        }
        await().until(() -> ProcessHandle.current().children().findAny().isEmpty());
    }

    @Test
    void mutantsThatHaveToBeStopped_tooMany_endIt() {
        Examiner examiner = examiner(Map.of("limit", "PT3S", "stops", "0"));

        assertThatThrownBy(() -> examiner.examine(task(Subject.MUTATION, slowAbove200(100)), "", stand -> true))
                .hasMessageContaining("It was stopped. One step took more than 3 s");
    }

    @Test
    void examination_thatEndedInBetween_goesOnWhereItWas() {
        AtomicReference<String> mutants = new AtomicReference<>("");
        MutationReport whole = Mutation.run(
                examinedHere(bundle()),
                new Mutation.Options(1_000, 1, 1, Mutation.Options.CASES),
                Progress.UNSEEN,
                new Journal() {
                    @Override
                    public void open(Digest of, int count) {
                        mutants.set(of.hex());
                    }

                    @Override
                    public Optional<Fate> known(int mutant) {
                        return Optional.empty();
                    }

                    @Override
                    public void begins(int mutant) {
                        // only which mutants there are is of interest
                    }

                    @Override
                    public void ended(int mutant, Fate fate) {
                        // only which mutants there are is of interest
                    }
                });

        // What is said of mutant 0 is believed, so it is not tried again.
        Examiner.Found again = examiner(Map.of())
                .examine(task(Subject.MUTATION, bundle()), mutants.get() + ":B.........", stand -> true);
        Examiner.Found other = examiner(Map.of())
                .examine(task(Subject.MUTATION, bundle()), "0".repeat(64) + ":B.........", stand -> true);

        assertThat(Tree.asObject(Tree.asObject(StrictJson.read(again.report())).get("total")))
                .containsEntry("stillborn", BigDecimal.ONE);
        assertThat(other.report()).as("notes of other mutants").isEqualTo(whole.bytes());
    }

    @Test
    void examination_thatTakesTooLongAltogether_isStopped() {
        Examiner examiner = examiner(Map.of("longest", "PT0.1S"));

        assertThatThrownBy(() -> examiner.examine(task(Subject.MUTATION, bundle()), "", stand -> true))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("all together more than");
    }
}
