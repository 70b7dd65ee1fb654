package io.plimsoll.scenario.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.TestPolicy;
import io.plimsoll.platform.Digest;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.coverage.Examined;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MutationTest {
    private static final Mutation.Options WITH_CASES = new Mutation.Options(1_000, 1, 2, 100);
    private static final String REFUSAL = "{intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}";
    private static final Mutation.Options ALL = new Mutation.Options(1_000, 1, 2, 0);

    /** Permitted up to 200, refused above. */
    private static TestPolicy refund() {
        return TestPolicy.policy()
                .table("refund", "Amount", "", "<= 200 -> " + TestPolicy.PERMIT, "> 200 -> " + REFUSAL)
                .files("scenarios: [scenarios/a.jsonl]");
    }

    private static PolicyBundle bundle(TestPolicy policy, String... scenarios) {
        return policy.file("scenarios/a.jsonl", String.join("\n", scenarios)).bundle();
    }

    private static String scenario(int amount, String expect) {
        return ("{\"id\":\"amount-%d\",\"note\":\"n\",\"signal\":{\"id\":\"s\",\"customer\":\"c\","
                        + "\"occurredAt\":\"2026-01-01T00:00:00Z\"},\"request\":{\"type\":\"refund\"},"
                        + "\"facts\":{\"amount\":%d},\"expect\":%s}")
                .formatted(amount, amount, expect);
    }

    private static final String PERMITTED = "{\"intents\":[{\"disposition\":\"PERMITTED\"}]}";
    private static final String REFUSED = "{\"intents\":[{\"disposition\":\"REFUSED\"}]}";

    private static MutationReport run(PolicyBundle bundle, Journal journal) {
        return Mutation.run(examined(bundle), WITH_CASES, Progress.UNSEEN, journal);
    }

    private static MutationReport run(PolicyBundle bundle, Mutation.Options options, Progress progress) {
        return Mutation.run(examined(bundle), options, progress);
    }

    private static Examined examined(PolicyBundle bundle) {
        CompiledPolicy policy = PolicyCompiler.compile(bundle).fold(compiled -> compiled.policy(), rejected -> {
            throw new AssertionError(rejected.findings());
        });
        return Examined.of(policy, bundle, null);
    }

    private static MutationReport run(PolicyBundle bundle) {
        return run(bundle, ALL, Progress.UNSEEN);
    }

    private static List<String> survivors(MutationReport report) {
        return report.survivors().stream().map(MutationReport.Survivor::words).toList();
    }

    @Test
    void scenariosAwayFromTheThreshold_noticeNoneOfItsMutants() {
        MutationReport report = run(bundle(refund(), scenario(100, PERMITTED), scenario(300, REFUSED)));

        assertThat(survivors(report))
                .containsExactly(
                        "row 1 (refund_row_1), Amount: < 200 instead of <= 200",
                        "row 1 (refund_row_1), Amount: <= 201 instead of <= 200",
                        "row 1 (refund_row_1), Amount: <= 199 instead of <= 200",
                        "row 2 (refund_row_2), Amount: >= 200 instead of > 200",
                        "row 2 (refund_row_2), Amount: > 201 instead of > 200",
                        "row 2 (refund_row_2), Amount: > 199 instead of > 200");
        // Of each row: three of the threshold, the other's output, the row itself.
        assertThat(report.all()).isEqualTo(10);
        assertThat(report.subjects()).containsExactly(new MutationReport.Subject("Test, refund", 4, 6, 0));
        assertThat(report.total().score()).contains(new BigDecimal("0.4000"));
    }

    /** A deliberately weak set: what it misses is told in words, and the cases that are offered mend it. */
    @Test
    void survivors_areToldInWordsAndTheirCasesKillThem() {
        TestPolicy policy = refund();
        String permitted = scenario(100, PERMITTED);
        String refused = scenario(300, REFUSED);

        MutationReport weak = run(bundle(policy, permitted, refused), WITH_CASES, Progress.UNSEEN);

        assertThat(survivors(weak).get(0))
                .startsWith("nobody tests that Amount 200 gives refund {intents: [{disposition: \"PERMITTED\"")
                .endsWith("row 1 (refund_row_1), Amount: < 200 instead of <= 200 goes unnoticed");
        assertThat(weak.survivors())
                .allSatisfy(survivor -> assertThat(survivor.killing()).isNotNull());
        assertThat(weak.file()).contains("facts: {amount: 200}", "facts: {amount: 201}", "expect: open");

        PolicyBundle mended = policy.files("scenarios: [scenarios/a.jsonl, scenarios/b.yaml]")
                .file("scenarios/b.yaml", answered(weak.file()))
                .bundle();
        MutationReport strong = run(mended, WITH_CASES, Progress.UNSEEN);

        assertThat(strong.failed()).isEmpty();
        assertThat(strong.survivors()).isEmpty();
        assertThat(strong.total().score()).contains(new BigDecimal("1.0000"));
    }

    /** As an analyst fills in what the policy answers today. */
    private static String answered(String file) {
        return Stream.of(file.split("(?=  # Today's answer)"))
                .map(scenario -> scenario.replace(
                        "expect: open",
                        "expect: {intents: [{disposition: "
                                + (scenario.contains("refund PERMITTED") ? "PERMITTED" : "REFUSED") + "}]}"))
                .collect(Collectors.joining());
    }

    @Test
    void mutantThatChangesNothing_isToldAsSuch() {
        TestPolicy policy = TestPolicy.policy()
                .table(
                        "refund",
                        "if Amount > 5 then 10 else 20",
                        "",
                        "< 15 -> " + TestPolicy.PERMIT,
                        ">= 15 -> " + REFUSAL)
                .files("scenarios: [scenarios/a.jsonl]");

        MutationReport report =
                run(bundle(policy, scenario(1, REFUSED), scenario(6, PERMITTED)), WITH_CASES, Progress.UNSEEN);

        assertThat(survivors(report))
                .contains("row 1 (refund_row_1), if Amount > 5 then 10 else 20: <= 15 instead of < 15"
                        + " (no case found that tells the two apart)");
        assertThat(report.survivors())
                .allSatisfy(survivor -> assertThat(survivor.killing()).isNull());
    }

    @Test
    void scenariosOnBothSides_noticeEverything() {
        MutationReport report = run(bundle(refund(), scenario(200, PERMITTED), scenario(201, REFUSED)));

        assertThat(report.survivors()).isEmpty();
        assertThat(report.total().score()).contains(new BigDecimal("1.0000"));
    }

    @Test
    void scenarioThatExpectsNothingOfTheAnswer_noticesOnlyWhatCannotBeDecided() {
        MutationReport report =
                run(bundle(refund(), scenario(200, "{\"severity\":1}"), scenario(201, "{\"severity\":1}")));

        assertThat(survivors(report))
                .containsExactly(
                        "row 1 (refund_row_1), refund: {intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}"
                                + " instead of " + TestPolicy.PERMIT,
                        "row 2 (refund_row_2), refund: " + TestPolicy.PERMIT
                                + " instead of {intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}");
    }

    /** In the words of an analyst: which of the two texts is missing, or stands for which. */
    @Test
    void listOfTexts_isToldByWhatDiffers() {
        TestPolicy policy = TestPolicy.policy()
                .table(
                        "refund",
                        "if Amount < 10 then \"LOW\" else if Amount < 100 then \"MIDDLE\" else \"HIGH\"",
                        "",
                        "\"LOW\",\"MIDDLE\" -> " + TestPolicy.PERMIT,
                        "\"HIGH\" -> " + REFUSAL)
                .files("scenarios: [scenarios/a.jsonl]");

        MutationReport report = run(bundle(policy, scenario(1, PERMITTED)));

        assertThat(survivors(report))
                .anySatisfy(words -> assertThat(words).endsWith(": \"HIGH\" instead of \"MIDDLE\""))
                .anySatisfy(words -> assertThat(words).endsWith(": without \"MIDDLE\""))
                .noneSatisfy(words -> assertThat(words).contains("without \"LOW\""));
        assertThat(MutationText.plain(
                        run(bundle(policy, scenario(1, PERMITTED), scenario(50, PERMITTED), scenario(100, REFUSED)))))
                .contains("score 1.0000")
                .doesNotContain("of those that survived");
    }

    @Test
    void rules_areChangedToo() {
        TestPolicy policy = refund().manifest("history: {within: P1D, signals: 10}")
                .reason("LATE")
                .rules("govern", """
                        rule "Large"
                        when
                            Proposal( what == "refund", disposition == "PERMITTED", severity <= 3 )
                        then
                            insert(new Restrict("refund", "NEEDS_APPROVAL", "people", "LATE"));
                        end
                        """);
        String approval = "{\"intents\":[{\"disposition\":\"NEEDS_APPROVAL\"}]}";

        MutationReport report = run(bundle(policy, scenario(200, approval), scenario(201, REFUSED)));

        assertThat(report.subjects())
                .extracting(MutationReport.Subject::name)
                .containsExactly("Test, refund", "rules/govern0.drl");
        assertThat(survivors(report))
                .contains(
                        "rule \"Large\": severity < 3 instead of severity <= 3",
                        "rule \"Large\": severity <= 4 instead of severity <= 3",
                        "rule \"Large\": without severity <= 3")
                .doesNotContain(
                        "rule \"Large\": \"REFUSED\" instead of \"NEEDS_APPROVAL\"",
                        "without rule \"Large\"",
                        "rule \"Large\": what != \"refund\" instead of what == \"refund\"");
        assertThat(report.subjects().get(1).killed()).isPositive();
    }

    @Test
    void sample_isDrawnBySeedAndSaysSo() {
        PolicyBundle bundle = bundle(refund(), scenario(100, PERMITTED), scenario(300, REFUSED));

        MutationReport once = run(bundle, new Mutation.Options(4, 7, 1, 10), Progress.UNSEEN);
        MutationReport again = run(bundle, new Mutation.Options(4, 7, 2, 10), Progress.UNSEEN);
        MutationReport other = run(bundle, new Mutation.Options(4, 8, 2, 10), Progress.UNSEEN);

        assertThat(once.drawn()).isEqualTo(4);
        assertThat(once.all()).isEqualTo(10);
        assertThat(again.bytes()).isEqualTo(once.bytes());
        assertThat(other.bytes()).isNotEqualTo(once.bytes());
        assertThat(MutationText.plain(once)).contains("4 mutants, drawn from 10 with the seed 7");
    }

    @Test
    void scenarioThatDoesNotHoldAnyway_isLeftOutAndNamed() {
        MutationReport report = run(bundle(refund(), scenario(100, REFUSED), scenario(300, REFUSED)));

        assertThat(report.failed()).containsExactly("scenarios/a.jsonl, amount-100");
        assertThat(report.scenarios()).isEqualTo(1);
        assertThat(survivors(report)).contains("without row 1 (refund_row_1)");
    }

    @Test
    void progress_isToldAndEndsIt() {
        PolicyBundle bundle = bundle(refund(), scenario(100, PERMITTED));
        AtomicInteger told = new AtomicInteger();
        List<Progress.Phase> phases = new ArrayList<>();
        Progress untilThree = new Progress() {
            @Override
            public void begins(Phase phase) {
                phases.add(phase);
            }

            @Override
            public void at(int done, int of) {
                if (phases.contains(Phase.MUTANTS)) {
                    assertThat(of).isEqualTo(10);
                    told.incrementAndGet();
                } else {
                    assertThat(of).isEqualTo(1);
                }
            }

            @Override
            public boolean cancelled() {
                return told.get() >= 3;
            }
        };

        assertThatThrownBy(() -> run(bundle, new Mutation.Options(1_000, 1, 1, 0), untilThree))
                .isInstanceOf(Progress.Cancelled.class);
        assertThat(told).hasValue(3);
        assertThat(phases).containsExactly(Progress.Phase.SCENARIOS, Progress.Phase.MUTANTS);
    }

    @Test
    void mutantsThatAreKnown_areNotTriedAgain_andTheReportIsTheSame() {
        PolicyBundle bundle = bundle(refund(), scenario(100, PERMITTED), scenario(300, REFUSED));
        Notes first = new Notes(Map.of());
        MutationReport whole = run(bundle, first);
        Map<Integer, Fate> half = first.ended.entrySet().stream()
                .filter(each -> each.getKey() < 7)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        Notes second = new Notes(half);
        MutationReport continued = run(bundle, second);

        assertThat(first.ended).hasSize(10);
        assertThat(second.ended.keySet()).containsExactlyInAnyOrder(7, 8, 9);
        assertThat(second.mutants).isEqualTo(first.mutants);
        assertThat(continued.bytes()).isEqualTo(whole.bytes());
    }

    @Test
    void mutantThatWasStopped_countsAsNoticed_andOneWithoutASearchIsNotExplained() {
        PolicyBundle bundle = bundle(refund(), scenario(100, PERMITTED), scenario(300, REFUSED));
        MutationReport all = run(bundle, new Notes(Map.of()));

        MutationReport report = run(bundle, new Notes(Map.of(0, Fate.STOPPED, 1, Fate.UNSOUGHT)));

        assertThat(report.total().killed()).isEqualTo(all.total().killed() + 1);
        assertThat(report.survivors()).hasSize(all.survivors().size() - 1);
        assertThat(report.survivors().get(0).killing()).isNull();
        assertThat(report.survivors().get(0).words())
                .isEqualTo("row 1 (refund_row_1), Amount: <= 201 instead of <= 200");
    }

    /** What an examination that ended in between has left behind. */
    private static final class Notes implements Journal {
        private final Map<Integer, Fate> known;
        private final Map<Integer, Fate> ended = new ConcurrentHashMap<>();
        private @Nullable Digest mutants;

        Notes(Map<Integer, Fate> known) {
            this.known = known;
        }

        @Override
        public void open(Digest of, int count) {
            mutants = of;
            assertThat(count).isEqualTo(10);
        }

        @Override
        public Optional<Fate> known(int mutant) {
            return Optional.ofNullable(known.get(mutant));
        }

        @Override
        public void begins(int mutant) {
            assertThat(mutant).isBetween(0, 9);
        }

        @Override
        public void ended(int mutant, Fate fate) {
            ended.put(mutant, fate);
        }
    }

    @Test
    void markdown_tellsScoresAndSurvivors() {
        MutationReport report = run(bundle(refund(), scenario(100, PERMITTED), scenario(300, REFUSED)));

        assertThat(MutationText.markdown(report).lines())
                .containsAll(Stream.of(
                                "- all 10 mutants",
                                "- of those that survived 0 with a case that would notice, 6 without one",
                                "| Test, refund | 0.4000 | 4 | 6 | 0 |",
                                "  - row 1 (refund_row_1), Amount: < 200 instead of <= 200")
                        .toList());
    }
}
