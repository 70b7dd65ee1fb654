package io.plimsoll.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.ModelAnswer;
import io.plimsoll.evaluation.ModelMessage;
import io.plimsoll.platform.CanonicalJson;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScesimReaderTest {
    private static final String FILE = "orders.scesim";
    private static final String CASES = Orders.text(FILE);
    private static final String SMALL = "1 A small order";
    private static final String LARGE = "2 A large order";

    @Test
    void read_rows_becomeCasesWithTheirInputs() {
        ModelCases cases = Orders.read(FILE, CASES);

        assertThat(cases.model()).isEqualTo(new ModelReference.Named("urn:test:orders", "Orders"));
        assertThat(cases.cases()).extracting(ModelCase::id).containsExactly(SMALL, LARGE);
        assertThat(cases.cases().get(0).checks())
                .extracting(ModelCheck::subject)
                .containsExactly("Refund.Amount", "Refund.Approver", "Deadline");
        assertThat(CanonicalJson.text(
                        cases.cases().get(0).checks().get(0).question().inputs()))
                .isEqualTo("{\"Order\":{\"Country\":\"NL\",\"Days\":14,\"Value\":40},\"Placed\":\"2026-03-02\"}");
    }

    @Test
    void run_asExpected_hasNoDifferences() {
        assertThat(Orders.run(Orders.read(FILE, CASES)))
                .containsOnlyKeys(SMALL, LARGE)
                .allSatisfy((id, differences) -> assertThat(differences).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    &gt;= 100          | &gt;= 250          |
                    &gt;= 100          | &lt;= 250          |
                    &gt;= 100          | 250                |
                    &gt;= 100          | 250.000000001      | Refund.Amount is 250, expected 250.000000001
                    &gt;= 100          | &gt;= 250.01       | Refund.Amount is 250, expected >= 250.01
                    &gt;= 100          | &lt; 250           | Refund.Amount is 250, expected < 250
                    &gt;= 100          | &gt; 250           | Refund.Amount is 250, expected > 250
                    \\"the boss\\" Lee | the boss           | Refund.Approver is "Ann \\"the boss\\" Lee", expected "Ann the boss"
                    """)
    void run_expectation_holdsOrIsToldInWords(String what, String by, String difference) {
        String cases = Orders.with(CASES, what, by);

        assertThat(words(Objects.requireNonNull(
                        Orders.run(Orders.read(FILE, cases)).get(LARGE))))
                .isEqualTo(difference == null ? List.of() : List.of(difference));
    }

    @Test
    void run_difference_tellsTheLineOfTheCell() {
        String cases = Orders.with(CASES, "date(\"2026-03-16\")", "date(\"2026-03-17\")");
        int line = 1
                + (int) cases.substring(0, cases.indexOf("date(\"2026-03-17\")"))
                        .lines()
                        .count()
                - 1;

        assertThat(Orders.run(Orders.read(FILE, cases)).get(SMALL))
                .containsExactly("line " + line + ": Deadline is \"2026-03-16\", expected \"2026-03-17\"");
    }

    @Test
    void run_background_isGivenToEveryRow() {
        String cases = Orders.with(CASES, ">14<", ">15<");

        assertThat(words(Objects.requireNonNull(
                        Orders.run(Orders.read(FILE, cases)).get(SMALL))))
                .containsExactly("Deadline is \"2026-03-17\", expected \"2026-03-16\"");
    }

    @Test
    void run_modelThatFails_isNoNull() {
        ModelCases cases = Orders.read(FILE, CASES);
        ModelMessage message = new ModelMessage("ERROR", "ERROR_EVAL_NODE", "Refund", null, null, "nothing came of it");
        ModelCaseRunner runner =
                new ModelCaseRunner(Orders.BUNDLE, question -> new ModelAnswer(null, List.of(message)));

        assertThat(runner.run(cases.model(), cases.cases().get(0).checks().get(1)))
                .hasSize(2)
                .allSatisfy(difference -> assertThat(difference).startsWith("line "))
                .anySatisfy(difference -> assertThat(difference).endsWith("Refund.Approver failed, expected null"))
                .anySatisfy(
                        difference -> assertThat(difference).endsWith("the model says: Refund: nothing came of it"));
    }

    @Test
    void run_answerWithoutFields_isTold() {
        ModelCases cases = Orders.read(FILE, CASES);
        ModelCaseRunner runner = new ModelCaseRunner(Orders.BUNDLE, question -> new ModelAnswer("no", List.of()));

        assertThat(words(runner.run(cases.model(), cases.cases().get(0).checks().get(0))))
                .containsExactly("Refund.Amount does not exist: the answer is \"no\", which has no field Amount");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    version="1.8" | version="1.7" | <ScenarioSimulationModel> is not <ScenarioSimulationModel version="1.8">; save the file with a current editor
                    <type>DMN</type> | <type>RULE</type> | <ScenarioSimulationModel> is not about a decision model; only files of the type DMN can be read
                    >250.00< | >200 + 50< | <rawValue> is 200 + 50, no literal of FEEL; write a simple value
                    >250.00< | >[1, 2]< | <rawValue> is [1, 2], no literal of FEEL; write a simple value
                    @"2026-03-02" | @"yesterday" | <rawValue> is @"yesterday", no literal of FEEL; write a simple value
                    &gt;= 100 | not(1) | <rawValue> is not(1), neither a literal of FEEL nor a number behind <, <=, > or >=; write a simple value
                    &gt;= 100 | 1, 2 | <rawValue> is 1, 2, neither a literal of FEEL nor a number behind <, <=, > or >=; write a simple value
                    &gt;= 100 | &gt; "a" | <rawValue> is > "a", neither a literal of FEEL nor a number behind <, <=, > or >=; write a simple value
                    <step>Days</step> | <step>Value</step><step>Days</step> | <rawValue> gives a part of what another column gives as a whole
                    <factIdentifier> | <factIdentifier importPrefix="lib"> | <FactMapping> is about Order of an imported model, which cannot be read
                    <type>EXPECT</type> | <type>GIVEN</type> | <Scenario> expects nothing; fill a cell of an EXPECT column
                    <Scenario> | <Row> | <ScenarioSimulationModel> holds no scenario
                    """)
    void read_notUnderstood_isRefusedWithItsLine(String what, String by, String fault) {
        String cases =
                Orders.with(CASES, what, by).replace("</Scenario>", by.equals("<Row>") ? "</Row>" : "</Scenario>");

        List<String> faults = Orders.faults(FILE, cases);

        assertThat(faults).allSatisfy(each -> assertThat(each).matches("line \\d+: .*"));
        assertThat(words(faults)).contains(fault);
    }

    @Test
    void read_modelWithoutName_isFoundByItsFile() {
        String cases = Orders.with(CASES, "<dmnName>Orders</dmnName>", "");

        assertThat(Orders.run(Orders.read(FILE, cases)).get(SMALL)).isEmpty();
        assertThat(words(Orders.faults(
                        FILE, Orders.with(cases, "<dmnFilePath>src/main/resources/orders.dmn</dmnFilePath>", ""))))
                .containsExactly("<ScenarioSimulationModel> names no model; its <settings> need a <dmnName>");
    }

    @Test
    void read_hostile_isRefusedBeforeAnythingIsRead() {
        String cases = Orders.with(
                CASES, "<ScenarioSimulationModel", "<!DOCTYPE a [<!ENTITY b \"c\">]><ScenarioSimulationModel");

        assertThat(Orders.faults(FILE, cases))
                .containsExactly("it declares a document type or entities; remove the <!DOCTYPE …>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    -0.50                            | -0.5
                    .5                               | 0.5
                    false                            | false
                    null                             | null
                    "a\\n\\u0041"                    |
                    "a\\tb"                          | "a\\tb"
                    ""                               | ""
                    "a" + "b"                        |
                    "a                               |
                    "a\\                             |
                    "                                |
                    date( "2026-03-02" )             | "2026-03-02"
                    date and time("2026-03-02T01:02:03") | "2026-03-02T01:02:03"
                    duration("P1D")                  | "P1D"
                    @"P1D")                          |
                    date("2026-03-02"                |
                    time("soon")                     |
                    1e3                              |
                    Order.Value                      |
                    """)
    void literal_ofFeel_isReadAndAllElseIsNot(String feel, String tree) {
        assertThat(FeelLiteral.of(feel)
                        .map(literal -> CanonicalJson.text(literal.tree()))
                        .orElse(null))
                .isEqualTo(tree);
    }

    /** Without the lines. */
    private static List<String> words(List<String> told) {
        return told.stream().map(each -> each.replaceFirst("^line \\d+: ", "")).toList();
    }
}
