package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.Explanations.explained;
import static io.plimsoll.evaluation.Situations.requesting;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Explanation.Result;
import io.plimsoll.evaluation.Explanation.Row;
import io.plimsoll.evaluation.Explanation.Table;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Cells of the kinds that analysts write, in a table of the columns Amount, Kind, Day and Tags. */
class CellsTest {
    private static final List<List<String>> ROWS = List.of(
            List.of("? > 10 and ? < 20", "-", "-", "-"),
            List.of("[5..15)", "\"A\",\"B\"", "-", "-"),
            List.of("> 100", "\"A\"", "-", "-"),
            List.of("-", "not(\"A\")", "-", "-"),
            List.of("-", "-", "< date(\"2026-03-02\")", "-"),
            List.of("-", "-", "[date(\"2026-01-01\")..date(\"2026-12-31\")]", "-"),
            List.of("-", "-", "-", "list contains(?, \"x\")"),
            List.of("null", "null", "null", "null"),
            List.of("<= Base Limit", "-", "-", "-"),
            List.of("12.50, 13", "starts with(?, \"B\")", "-", "count(?) = 2"),
            List.of("-", "-", "-", "-"));
    private static final CompiledPolicy POLICY = compiled();

    @Test
    void cells_withValues_areTrueFalseOrNotReached() {
        Table table = table("{\"amount\": 12.5, \"kind\": \"B\", \"day\": \"2026-03-02\", \"tags\": [\"x\", \"y\"]}");

        assertThat(table.columns())
                .extracting(Explanation.Column::met)
                .containsExactly("12.5", "\"B\"", "\"2026-03-02\"", "[\"x\",\"y\"]");
        assertThat(grid(table))
                .containsExactly(
                        "TTTT hit",
                        "TTTT hit",
                        "Fooo",
                        "TTTT hit",
                        "TTFo near",
                        "TTTT hit",
                        "TTTT hit",
                        "Fooo",
                        "TTTT hit",
                        "TTTT hit",
                        "TTTT hit");
        assertThat(table.note()).isNull();
        assertThat(table.hitPolicy()).isEqualTo("COLLECT");
    }

    @Test
    void cells_ofAbsentValues_areWhatTheEngineTakesThemFor() {
        Table table = table("{}");

        assertThat(table.columns()).extracting(Explanation.Column::met).containsExactly("null", "null", "null", "null");
        assertThat(grid(table))
                .containsExactly(
                        "Fooo near",
                        "Fooo",
                        "Fooo",
                        "TTTT hit",
                        "TTFo near",
                        "TTFo near",
                        "TTTF near",
                        "TTTT hit",
                        "Fooo near",
                        "Fooo",
                        "TTTT hit");
    }

    @Test
    void cells_atTheEdgesOfRanges_areOnTheSideThatIsWritten() {
        assertThat(grid(table("{\"amount\": 5, \"kind\": \"A\"}")).get(1)).isEqualTo("TTTT hit");
        assertThat(grid(table("{\"amount\": 15, \"kind\": \"A\"}")).get(1)).isEqualTo("Fooo near");
        assertThat(grid(table("{\"day\": \"2026-12-31\"}")).get(5)).isEqualTo("TTTT hit");
        assertThat(grid(table("{\"day\": \"2027-01-01\"}")).get(5)).isEqualTo("TTFo near");
    }

    @Test
    void value_thatIsLong_isCut() {
        String met = table("{\"kind\": \"" + "z".repeat(900) + "\"}")
                .columns()
                .get(1)
                .met();

        assertThat(met).hasSize(Cells.MAX_LENGTH + 1).endsWith("z…");
    }

    @Test
    void table_thatWasNotAsked_hasNoCellReached() {
        CompiledPolicy policy = TestPolicy.policy()
                .table("permit", "Kind", "", "\"A\" -> " + TestPolicy.PERMIT)
                .compiled();

        Table table = only(policy, "{\"kind\": \"C\"}");

        assertThat(table.asked()).isFalse();
        assertThat(table.note()).contains("did not come");
        assertThat(table.columns().get(0).met()).isNull();
        assertThat(results(table)).containsExactly(Result.NOT_REACHED);
    }

    @Test
    void table_thatRefusesAValue_triesNoRow_andShowsTheValue() {
        CompiledPolicy policy = TestPolicy.policy()
                .table(
                        "permit",
                        "Text",
                        "\"x\",\"y\"",
                        "\"x\" -> " + TestPolicy.PERMIT,
                        "\"y\" -> " + TestPolicy.PERMIT)
                .compiled();

        Table table = only(policy, "{\"text\": \"z\"}");

        assertThat(table.asked()).isTrue();
        assertThat(table.note()).contains("No row was tried");
        assertThat(table.columns().get(0).met()).isEqualTo("\"z\"");
        assertThat(results(table)).containsExactly(Result.NOT_REACHED, Result.NOT_REACHED);
    }

    @Test
    void trace_thatDoesNotComeOutAgain_leavesTheCellsUnknown_andTheRowsAsRecorded() {
        Situation situation = requesting("permit", "{\"amount\": 7}");
        CompiledPolicy policy = TestPolicy.policy()
                .table("permit", "Amount", "", "< 5 -> " + TestPolicy.PERMIT, ">= 5 -> " + TestPolicy.PERMIT)
                .compiled();
        Evaluation evaluation = Evaluator.evaluate(policy, situation);
        String other = evaluation.traceJson().replace("\"Amount\":7", "\"Amount\":8");

        Explanation explanation = new Explainer(policy)
                .explain(
                        new Explainer.Recorded(situation, evaluation.verdictJson(), other),
                        Explanations.CHOSEN,
                        Wording.ENGLISH);

        Table table = explanation.tables().get(0);
        assertThat(other).isNotEqualTo(evaluation.traceJson());
        assertThat(table.note()).contains("does not give the recorded trace again");
        assertThat(results(table)).containsExactly(Result.UNKNOWN, Result.UNKNOWN);
        assertThat(table.rows()).extracting(Row::selected).containsExactly(false, true);
    }

    private static Table table(String facts) {
        Situation situation = requesting("ask", facts);
        return explained(POLICY, null, situation, Evaluator.evaluate(POLICY, situation)).tables().stream()
                .filter(table -> table.decision().equals("Rows"))
                .findFirst()
                .orElseThrow();
    }

    private static Table only(CompiledPolicy policy, String facts) {
        Situation situation = requesting("permit", facts);
        List<Table> tables = explained(policy, null, situation, Evaluator.evaluate(policy, situation))
                .tables();
        assertThat(tables).hasSize(1);
        return tables.get(0);
    }

    private static List<Result> results(Table table) {
        return table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .map(Explanation.Cell::result)
                .toList();
    }

    /** A letter for each cell, and what is said of the row. */
    private static List<String> grid(Table table) {
        Map<Result, String> letters =
                Map.of(Result.TRUE, "T", Result.FALSE, "F", Result.NOT_REACHED, "o", Result.UNKNOWN, "?");
        return table.rows().stream()
                .map(row -> row.cells().stream()
                                .map(cell -> letters.get(cell.result()))
                                .collect(Collectors.joining())
                        + (row.selected() && row.matched() ? " hit" : "")
                        + (row.nearMiss() ? " near" : ""))
                .toList();
    }

    private static CompiledPolicy compiled() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS.size(); i++) {
            rows.append("<rule id=\"row_").append(i + 1).append("\">");
            ROWS.get(i).forEach(cell -> rows.append("<inputEntry><text>")
                    .append(cell.replace("<", "&lt;").replace(">", "&gt;"))
                    .append("</text></inputEntry>"));
            rows.append("<outputEntry><text>").append(i + 1).append("</text></outputEntry></rule>\n");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(PolicyBundle.MANIFEST, """
                plimsoll: 1
                domain: test
                title: Cells
                description: Cells of many kinds.
                currency: EUR
                inputs:
                  amount: {name: Amount, type: number}
                  kind: {name: Kind, type: string}
                  day: {name: Day, type: date}
                  tags: {name: Tags, type: list, items: {type: string}}
                requests: {ask: {description: Test.}}
                intents: {ask: {description: Test., money: false}}
                steps: [{decide: Cells, answer: Answer, for: [ask]}]
                default: {outcome: MONITOR, severity: 1, reason: FINE}
                handover: {severity: 4, queue: people, level: 2, dueWithin: PT2H}
                reasons: {FINE: It is fine.}
                files: {dmn: [dmn/cells.dmn]}
                """.getBytes(StandardCharsets.UTF_8));
        files.put("dmn/cells.dmn", """
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="cells" name="Cells" namespace="urn:cells">
                  <itemDefinition id="tags_type" name="tTags" isCollection="true"><typeRef>string</typeRef></itemDefinition>
                  <inputData id="amount" name="Amount"><variable id="v1" name="Amount" typeRef="number"/></inputData>
                  <inputData id="kind" name="Kind"><variable id="v2" name="Kind" typeRef="string"/></inputData>
                  <inputData id="day" name="Day"><variable id="v3" name="Day" typeRef="date"/></inputData>
                  <inputData id="tags" name="Tags"><variable id="v4" name="Tags" typeRef="tTags"/></inputData>
                  <decision id="limit" name="Base Limit"><variable id="v5" name="Base Limit" typeRef="number"/>
                    <literalExpression id="limit_e"><text>12.5</text></literalExpression></decision>
                  <decision id="rows" name="Rows"><variable id="v6" name="Rows"/>
                    <informationRequirement id="r1"><requiredInput href="#amount"/></informationRequirement>
                    <informationRequirement id="r2"><requiredInput href="#kind"/></informationRequirement>
                    <informationRequirement id="r3"><requiredInput href="#day"/></informationRequirement>
                    <informationRequirement id="r4"><requiredInput href="#tags"/></informationRequirement>
                    <informationRequirement id="r5"><requiredDecision href="#limit"/></informationRequirement>
                    <decisionTable id="rows_table" hitPolicy="COLLECT">
                      <input id="c1"><inputExpression id="e1" typeRef="number"><text>Amount</text></inputExpression></input>
                      <input id="c2"><inputExpression id="e2" typeRef="string"><text>Kind</text></inputExpression></input>
                      <input id="c3"><inputExpression id="e3" typeRef="date"><text>Day</text></inputExpression></input>
                      <input id="c4"><inputExpression id="e4" typeRef="tTags"><text>Tags</text></inputExpression></input>
                      <output id="o1"/>
                      %s
                    </decisionTable></decision>
                  <decision id="answer" name="Answer"><variable id="v7" name="Answer"/>
                    <informationRequirement id="r6"><requiredDecision href="#rows"/></informationRequirement>
                    <literalExpression id="answer_e"><text>if count(Rows) &gt; 0
                      then {intents: [{disposition: "PERMITTED", reasons: ["FINE"]}]} else null</text></literalExpression></decision>
                </definitions>
                """.formatted(rows).getBytes(StandardCharsets.UTF_8));
        return PolicyCompiler.compile(new PolicyBundle(files)).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
