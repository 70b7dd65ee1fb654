package io.plimsoll.scenario.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.TestPolicy;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedCasesTest {
    private static final String REFUSED = "{intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}";

    private static Examined examined(TestPolicy policy, String... amounts) {
        return examined(policy.files("scenarios: [scenarios/a.jsonl]")
                .file("scenarios/a.jsonl", CoverageTest.scenarios(amounts))
                .bundle());
    }

    private static Examined examined(PolicyBundle bundle) {
        CompiledPolicy policy = PolicyCompiler.compile(bundle).fold(compiled -> compiled.policy(), rejected -> {
            throw new AssertionError(rejected.findings());
        });
        return Examined.of(policy, bundle, null);
    }

    private static GeneratedCases cases(Examined examined) {
        return GeneratedCases.of(examined, Coverage.measure(examined, Progress.UNSEEN), Progress.UNSEEN);
    }

    /** With the cases as scenarios of their own nothing is missing but what was said to be. */
    private static void assertCovered(TestPolicy policy, Examined before, String... amounts) {
        GeneratedCases cases = cases(before);
        PolicyBundle more = policy.files("scenarios: [scenarios/a.jsonl, scenarios/b.yaml]")
                .file("scenarios/a.jsonl", CoverageTest.scenarios(amounts))
                .file("scenarios/b.yaml", cases.file(before))
                .bundle();

        CoverageReport after = Coverage.measure(examined(more), Progress.UNSEEN).report();

        assertThat(after.failed()).isEmpty();
        assertThat(after.tables().stream()
                        .flatMap(table -> table.gaps().stream())
                        .map(Goal::words))
                .containsExactlyElementsOf(
                        cases.notFound().stream().map(Goal::words).toList());
    }

    @Test
    void thresholds_missing_getACaseOnEachSide() {
        TestPolicy policy = TestPolicy.policy()
                .table("refund", "Amount", "", "<= 200 -> " + TestPolicy.PERMIT, "> 200 -> " + REFUSED);
        Examined examined = examined(policy, "100");

        GeneratedCases cases = cases(examined);

        assertThat(cases.notFound()).isEmpty();
        assertThat(cases.file(examined))
                .contains("facts: {amount: 200}", "facts: {amount: 201}", "expect: open", "# Today's answer: DISMISS");
        List<Scenario> read = ScenarioReader.readYaml(
                new DomainName("test"), cases.file(examined).getBytes(StandardCharsets.UTF_8));
        assertThat(read).allSatisfy(scenario -> assertThat(scenario.open()).containsExactly(1));
        assertCovered(policy, examined, "100");
    }

    /** What a column meets is computed; the way back is found by trying. */
    @Test
    void column_thatIsComputed_isMetExactly() {
        TestPolicy policy = TestPolicy.policy()
                .table(
                        "refund",
                        "if Amount = null then 0 else 3 * Amount - 12.5",
                        "",
                        "< 77.5 -> " + TestPolicy.PERMIT,
                        ">= 77.5 -> " + REFUSED);
        Examined examined = examined(policy, "1");

        assertThat(cases(examined).notFound()).isEmpty();
        assertThat(cases(examined).file(examined)).contains("facts: {amount: 30}");
        assertCovered(policy, examined, "1");
    }

    @Test
    void texts_areTakenFromThePolicyItself() {
        TestPolicy policy = TestPolicy.policy()
                .table(
                        "refund",
                        "if Text = null then \"none\" else Text",
                        "",
                        "\"none\" -> " + TestPolicy.PERMIT,
                        "\"damaged\",\"late\" -> " + REFUSED);
        Examined examined = examined(policy, "1");

        assertThat(cases(examined).file(examined)).contains("text: damaged");
        assertCovered(policy, examined, "1");
    }

    @Test
    void whatCannotBe_isReportedAsNotFound() {
        TestPolicy policy = TestPolicy.policy()
                .table(
                        "refund",
                        "if Amount > 5 then 10 else 20",
                        "",
                        "10 -> " + TestPolicy.PERMIT,
                        "20 -> " + REFUSED,
                        "30 -> " + REFUSED);
        Examined examined = examined(policy, "1", "6");

        GeneratedCases cases = cases(examined);

        assertThat(cases.notFound().stream().map(Goal::words))
                .contains("row 3 never answers", "row 3, if Amount > 5 then 10 else 20 30 never holds");
        assertThat(cases.cases()).isEmpty();
        assertThat(cases.file(examined)).isEmpty();
    }

    @Test
    void requestThatNobodyMade_isMade() {
        TestPolicy policy = TestPolicy.policy()
                .table("refund", "Amount", "", "<= 200 -> " + TestPolicy.PERMIT, "> 200 -> " + REFUSED)
                .table("coupon", "Amount", "", "< 5 -> " + TestPolicy.PERMIT, ">= 5 -> " + REFUSED);
        Examined examined = examined(policy, "200", "201");

        assertThat(cases(examined).notFound()).isEmpty();
        assertThat(cases(examined).file(examined)).contains("request: {type: coupon}");
        assertCovered(policy, examined, "200", "201");
    }

    /** The feature counts what was said before. */
    @Test
    void history_thatIsNeeded_isTold() {
        TestPolicy policy = TestPolicy.policy()
                .manifest("""
                        history: {within: P30D, signals: 20}
                        features:
                          Said: {type: number, absent: 0}""")
                .reading("Said", "number")
                .table("refund", "Said", "", "< 3 -> " + TestPolicy.PERMIT, ">= 3 -> " + REFUSED)
                .rules("perceive", """
                        rule "Said"
                        when
                            accumulate( $s : Signal( requestType == "refund", ageHours <= 168 ); $n : count( $s ); $n >= 1 )
                        then
                            insert(new Feature("Said", $n));
                        end
                        """);
        Examined examined = examined(policy, "1");

        GeneratedCases cases = cases(examined);

        assertThat(cases.notFound()).isEmpty();
        assertThat(cases.cases())
                .anySatisfy(each -> assertThat(each.told().candidate().before()).hasSize(2));
        assertCovered(policy, examined, "1");
    }

    @Test
    void cases_ofEqualBundles_areEqual() {
        TestPolicy policy = TestPolicy.policy()
                .table("refund", "Amount", "", "<= 200 -> " + TestPolicy.PERMIT, "> 200 -> " + REFUSED);

        assertThat(cases(examined(policy, "100")).file(examined(policy, "100")))
                .isEqualTo(cases(examined(policy, "100")).file(examined(policy, "100")));
    }
}
