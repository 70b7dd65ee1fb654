package io.plimsoll.scenario.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.TestPolicy;
import io.plimsoll.scenario.Progress;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final String PERMITTED = "{disposition: \"PERMITTED\", ceiling: \"none\", reasons: [\"FINE\"]}";

    private static final String SIZES = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="test" name="Test"
                         namespace="https://plimsoll.io/test">
              <inputData id="amount" name="Amount"><variable id="amount_v" name="Amount" typeRef="number"/></inputData>
              <decision id="size" name="Size"><variable id="size_v" name="Size" typeRef="string"/>
                <informationRequirement id="size_1"><requiredInput href="#amount"/></informationRequirement>
                <decisionTable id="size_table" hitPolicy="UNIQUE">
                  <input id="size_i"><inputExpression id="size_e" typeRef="number"><text>Amount</text></inputExpression></input>
                  <output id="size_o" typeRef="string"/>
                  <rule id="small"><inputEntry id="small_1"><text>&lt;= 200</text></inputEntry>
                    <outputEntry id="small_2"><text>"SMALL"</text></outputEntry></rule>
                  <rule id="large"><inputEntry id="large_1"><text>&gt; 200</text></inputEntry>
                    <outputEntry id="large_2"><text>"LARGE"</text></outputEntry></rule>
                </decisionTable></decision>
              <decision id="refund" name="refund"><variable id="refund_v" name="refund"/>
                <informationRequirement id="refund_1"><requiredDecision href="#size"/></informationRequirement>
                <literalExpression id="refund_e">
                  <text>{intents: [{disposition: if Size = "SMALL" then "PERMITTED" else "REFUSED", ceiling: "none",
                         reasons: ["FINE"]}]}</text></literalExpression></decision>
            </definitions>
            """;

    /** Two rows, split at 200; the answers of the goals are known by hand. */
    private static TestPolicy refund() {
        return TestPolicy.policy()
                .table(
                        "refund",
                        "Amount",
                        "",
                        "<= 200 -> {intents: [" + PERMITTED + "]}",
                        "> 200 -> {intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}")
                .files("scenarios: [scenarios/a.jsonl]");
    }

    private static PolicyBundle bundle(TestPolicy policy, String... amounts) {
        return policy.file("scenarios/a.jsonl", scenarios(amounts)).bundle();
    }

    static String scenarios(String... amounts) {
        return Stream.of(amounts)
                .map(amount -> "{\"id\":\"amount-%s\",\"note\":\"n\",\"signal\":{\"id\":\"s\",\"customer\":\"c\","
                                .formatted(amount)
                        + "\"occurredAt\":\"2026-01-01T00:00:00Z\"},\"request\":{\"type\":\"refund\"},"
                        + "\"facts\":{\"amount\":%s},\"expect\":{\"severity\":1}}".formatted(amount))
                .collect(Collectors.joining("\n"));
    }

    private static CoverageReport measured(PolicyBundle bundle) {
        return Coverage.measure(Examined.of(compiled(bundle), bundle, null), Progress.UNSEEN)
                .report();
    }

    @Test
    void oneSide_coversOneRowAndHalfOfTheConditions() {
        CoverageReport report = measured(bundle(refund(), "100"));

        assertThat(report.scenarios()).isEqualTo(1);
        assertThat(report.decisions()).isEqualTo(1);
        assertThat(report.tables()).singleElement().satisfies(table -> {
            assertThat(table.asked()).isEqualTo(1);
            assertThat(table.hits()).containsExactly(1, 0);
            assertThat(table.rows()).isEqualTo(new Figure(1, 2));
            assertThat(table.conditions()).isEqualTo(new Figure(2, 4));
            assertThat(table.edges()).isEqualTo(new Figure(0, 4));
            assertThat(table.independence()).isEqualTo(new Figure(0, 0));
            assertThat(table.why()).contains("a conclusion is computed");
            assertThat(table.gaps().stream().map(Goal::words))
                    .containsExactly(
                            "row 1, Amount <= 200 never fails",
                            "row 1, Amount <= 200: nothing stands at exactly 200",
                            "row 1, Amount <= 200: nothing stands just above 200",
                            "row 2 never answers",
                            "row 2, Amount > 200 never holds",
                            "row 2, Amount > 200: nothing stands at exactly 200",
                            "row 2, Amount > 200: nothing stands just above 200");
        });
    }

    @Test
    void bothSidesOfTheThreshold_coverEverything() {
        CoverageReport report = measured(bundle(refund(), "200", "200.01"));

        assertThat(report.tables()).singleElement().satisfies(table -> {
            assertThat(table.gaps()).isEmpty();
            assertThat(table.rows()).isEqualTo(new Figure(2, 2));
            assertThat(table.conditions()).isEqualTo(new Figure(4, 4));
            assertThat(table.edges()).isEqualTo(new Figure(4, 4));
        });
    }

    @Test
    void independence_whereTheAnalyserManages_asksForBothSides() {
        TestPolicy policy = TestPolicy.policy()
                .request("refund", TestPolicy.PERMIT)
                .file("dmn/test.dmn", SIZES)
                .files("scenarios: [scenarios/a.jsonl]");

        CoverageReport one = measured(bundle(policy, "100"));
        CoverageReport both = measured(bundle(policy, "100", "300"));

        assertThat(one.tables()).singleElement().satisfies(table -> {
            assertThat(table.why()).isNull();
            assertThat(table.independence()).isEqualTo(new Figure(1, 2));
            assertThat(table.gaps().stream().map(Goal::words)).contains("no case like Amount 201");
        });
        assertThat(both.tables().get(0).independence()).isEqualTo(new Figure(2, 2));
    }

    @Test
    void cellBehindOneThatFails_isNotReached() {
        TestPolicy policy = TestPolicy.policy()
                .request("other", TestPolicy.PERMIT)
                .table("refund", "Amount > 5", "", "true -> {intents: [" + PERMITTED + "]}");

        CoverageReport report = measured(bundle(policy.files("scenarios: [scenarios/a.jsonl]"), "10"));

        assertThat(report.tables()).singleElement().satisfies(table -> assertThat(
                        table.gaps().stream().map(Goal::words))
                .containsExactly("row 1, Amount > 5 true never fails"));
    }

    @Test
    void rules_thatFire_areCounted() {
        TestPolicy policy = refund().manifest("history: {within: P1D, signals: 10}")
                .reason("LATE")
                .rules("govern", """
                        rule "Large"
                        when
                            Proposal( what == "refund", disposition == "PERMITTED" )
                        then
                            insert(new Restrict("refund", "REFUSED", "", "LATE"));
                        end
                        rule "Never"
                        when
                            Proposal( what == "refund", severity > 4 )
                        then
                            insert(new Restrict("refund", "REFUSED", "", "LATE"));
                        end
                        """);

        CoverageReport report = measured(bundle(policy, "100", "300"));

        assertThat(report.rules())
                .extracting(rule -> rule.rule().rule() + " " + rule.fired())
                .containsExactly("Large 1", "Never 0");
        assertThat(report.rulesFired()).isEqualTo(new Figure(1, 2));
        assertThat(CoverageText.plain(report)).contains("rule \"Never\" never fires");
    }

    @Test
    void scenarioThatDoesNotHold_isNamedAndCountsAllTheSame() {
        PolicyBundle bundle = refund().file(
                        "scenarios/a.jsonl", scenarios("100").replace("\"severity\":1", "\"severity\":2"))
                .bundle();

        CoverageReport report = measured(bundle);

        assertThat(report.failed()).containsExactly("scenarios/a.jsonl, amount-100");
        assertThat(report.tables().get(0).rows()).isEqualTo(new Figure(1, 2));
    }

    @Test
    void report_ofEqualBundles_isEqual() {
        assertThat(measured(bundle(refund(), "100")).bytes())
                .isEqualTo(measured(bundle(refund(), "100")).bytes());
    }

    @Test
    void examination_thatNobodyWaitsFor_ends() {
        PolicyBundle bundle = bundle(refund(), "100");
        CompiledPolicy policy = compiled(bundle);
        Progress gone = new Progress() {
            @Override
            public void at(int done, int of) {
                throw new AssertionError("went on");
            }

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> Coverage.measure(Examined.of(policy, bundle, null), gone))
                .isInstanceOf(Progress.Cancelled.class);
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(compiled -> compiled.policy(), rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }

    @Test
    void text_tellsFiguresAndGaps() {
        CoverageReport report = measured(bundle(refund(), "100"));

        assertThat(CoverageText.plain(report))
                .contains(
                        "Test, refund: rows 1 of 2, conditions 2 of 4, thresholds 0 of 4, independence not known (",
                        "  row 2 never answers",
                        "1 scenarios, 1 decisions");
        assertThat(CoverageText.markdown(report))
                .contains("| Test, refund | 1 | 1 of 2 | 2 of 4 | 0 of 4 | not known (");
    }
}
