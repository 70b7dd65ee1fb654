package io.plimsoll.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.ModelAnswer;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TckReaderTest {
    private static final String FILE = "orders-test-01.xml";
    private static final String CASES = Orders.text(FILE);
    private static final String NUMBER = "<value xsi:type=\"xsd:decimal\">40</value>";

    @Test
    void run_asExpected_hasNoDifferences() {
        assertThat(Orders.run(Orders.read(FILE, CASES)))
                .containsOnlyKeys("small", "case 2")
                .allSatisfy((id, differences) -> assertThat(differences).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    40.000000001     | 40.0000001 | line 15: Refund.Amount is 40, expected 40.0000001
                    >2026-03-16<     | >2026-03-17< | 'line 21: Deadline is "2026-03-16", expected "2026-03-17"'
                    >receive<        | >wait<     | 'line 22: Steps[1] is "receive", expected "wait"'
                    <value xsi:nil="true"/></component> | <value>Ann</value></component> | 'line 15: Refund.Approver is null, expected "Ann"'
                    name="Approver"  | name="Boss" | 'line 15: Refund has no Boss, expected null'
                    name="Deadline"  | name="Dead" | line 21: Dead: decision does not exist in Orders; there are Deadline, Refund, Steps
                    orders.dmn       | others.dmn | line 15: Refund: the bundle has no model others.dmn; there are dmn/orders.dmn
                    """)
    void run_otherwise_tellsTheDifferenceInWords(String what, String by, String difference) {
        String cases = Orders.with(CASES, what, by);

        assertThat(Orders.run(Orders.read(FILE, cases)).get("small")).contains(difference);
    }

    @Test
    void run_failedModel_saysWhatTheModelSays() {
        String cases = Orders.with(CASES, "<value xsi:nil=\"true\"/></expected>", "<value>done</value></expected>");

        assertThat(Orders.run(Orders.read(FILE, cases)).get("case 2"))
                .hasSizeGreaterThan(1)
                .startsWith("line 27: Refund is null, expected \"done\"")
                .element(1)
                .asString()
                .startsWith("line 27: the model says: ");
    }

    @Test
    void run_engineFails_isADifferenceOfThisCaseOnly() {
        ModelCases cases = Orders.read(FILE, CASES);
        ModelCheck check = cases.cases().get(0).checks().get(0);
        PlimsollException bare = new PlimsollException(ProblemCode.NO_ANSWER, "There is none.");

        List<String> broken = new ModelCaseRunner(Orders.BUNDLE, question -> {
                    throw new ArithmeticException("too large");
                })
                .run(cases.model(), check);
        List<String> refused = new ModelCaseRunner(Orders.BUNDLE, question -> {
                    throw bare;
                })
                .run(cases.model(), check);

        assertThat(broken).singleElement().asString().contains("line 15: Refund: the engine failed", "too large");
        assertThat(refused).containsExactly("line 15: Refund: There is none.");
    }

    @Test
    void run_severalResultsOfAService_areToldApartByName() {
        ModelCases cases = Orders.read(
                FILE,
                Orders.with(CASES, "id=\"small\"", "id=\"small\" type=\"decisionService\" invocableName=\"All\""));
        ModelCaseRunner runner = new ModelCaseRunner(Orders.BUNDLE, question -> {
            assertThat(question.decisionService()).isEqualTo("All");
            assertThat(question.decision()).isNull();
            return new ModelAnswer(Map.of("Deadline", "2026-03-16", "Steps", List.of()), List.of());
        });

        assertThat(runner.run(cases.model(), cases.cases().get(0)))
                .containsExactly(
                        "line 15: Refund is null, expected {\"Amount\":40.000000001,\"Approver\":null}",
                        "line 22: Steps has 0 items, expected 2: [], expected [\"receive\",\"pay\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <modelName>orders.dmn</modelName> | '' | line 2: <testCases> names no model; write <modelName>, the name of its file
                    DMN/20160719/testcase | DMN/testcase | line 2: <testCases> is not part of test cases; they are in the namespace http://www.omg.org/spec/DMN/20160719/testcase
                    id="small" | type="policy" | line 7: <testCase> is of the type policy; only decision, decisionService and bkm can be asked
                    id="small" | type="decisionService" | line 7: <testCase> does not say what is invoked; write invocableName
                    errorResult= | erorResult= | line 27: <resultNode> has no attribute erorResult
                    <inputNode name="Placed"> | <inputNode> | line 14: <inputNode> has no name
                    name="Placed" | name="Order" | line 14: <inputNode> gives Order a second time
                    name="Country" | name="Value" | line 11: <component> gives Value a second time
                    <component name="Country"> | <component> | line 11: <component> has no name
                    <component name="Days"> | <part name="Days"/><component name="Days"> | line 12: <part> is not part of test cases; they are in the namespace http://www.omg.org/spec/DMN/20160719/testcase
                    <description> | <expected/><description> | line 8: <expected> cannot stand in <testCase>
                    >40< | >forty< | line 10: <value> is no number up to 1E300
                    >40< | >4e999999999< | line 10: <value> is no number up to 1E300
                    xsd:date | xsd:gYear | line 14: <value> is of the type xsd:gYear, which is not known
                    xsd:date | xsd:boolean | line 14: <value> is neither true nor false
                    """)
    void read_notAcceptable_tellsLineAndElement(String what, String by, String fault) {
        assertThat(Orders.faults(FILE, Orders.with(CASES, what, by))).contains(fault);
    }

    @Test
    void read_valueWithoutElement_isRefusedAndNotNull() {
        String cases = Orders.with(CASES, "<component name=\"Value\">" + NUMBER, "<component name=\"Value\">40");

        assertThat(Orders.faults(FILE, cases))
                .containsExactly("line 10: <component> holds text of its own; a value stands in <value>");
    }

    @Test
    void read_severalValues_areRefused() {
        assertThat(Orders.faults(FILE, Orders.with(CASES, NUMBER, NUMBER + NUMBER)))
                .containsExactly("line 10: <component> holds several values; put them into a <list>");
    }

    @Test
    void read_caseThatExpectsNothing_isRefused() {
        String cases = CASES.replaceAll("(?s)<testCase>.*</testCase>", "<testCase id=\"idle\"/>");

        assertThat(Orders.faults(FILE, cases))
                .containsExactly("line 26: <testCase> expects nothing; add a <resultNode>");
    }

    @Test
    void read_hostile_isRefusedBeforeAnythingIsRead() {
        assertThat(Orders.faults(
                        FILE, Orders.with(CASES, "<testCases", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><testCases")))
                .containsExactly("it declares a document type or entities; remove the <!DOCTYPE …>");
    }

    @Test
    void read_otherXml_holdsNoCases() {
        assertThat(ModelCases.read("report.xml", "<testsuites/>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
