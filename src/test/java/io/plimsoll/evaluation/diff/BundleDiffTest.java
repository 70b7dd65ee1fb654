package io.plimsoll.evaluation.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleDiffTest {
    private static final String PATH = "dmn/refund.dmn";
    private static final String MODEL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="refund" name="Refund"
                         namespace="https://example.org/refund"
                         expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">
              <inputData id="days" name="Days"><variable name="Days" typeRef="number"/></inputData>
              <decision id="boundary" name="Refund boundary"><variable name="Refund boundary"/>
                <informationRequirement id="n1"><requiredInput href="#days"/></informationRequirement>
                <decisionTable id="t" hitPolicy="UNIQUE">
                  <input id="i1" label="Days"><inputExpression><text>Days</text></inputExpression></input>
                  <input id="i2" label="Tier"><inputExpression><text>Tier</text></inputExpression></input>
                  <output id="o1" label="Ceiling"/>
                  <rule id="r1"><inputEntry><text>&lt; 10</text></inputEntry><inputEntry><text>"GOLD"</text></inputEntry>
                    <outputEntry><text>100</text></outputEntry></rule>
                  <rule id="r2"><inputEntry><text>&lt; 10</text></inputEntry><inputEntry><text>"A B"</text></inputEntry>
                    <outputEntry><text>50</text></outputEntry></rule>
                  <rule id="r3"><inputEntry><text>&gt;= 10</text></inputEntry><inputEntry><text>-</text></inputEntry>
                    <outputEntry><text>0</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    private static EditedBundle model() {
        return EditedBundle.empty().file(PATH, MODEL);
    }

    private static Difference after(EditedBundle edited) {
        return BundleDiff.between(model().bundle(), edited.bundle());
    }

    @Test
    void tree_ofOneCell_hasAllThatAnAnswerNeeds() {
        Difference difference = after(model().replace(PATH, ">100<", ">120<"));

        assertThat(CanonicalJson.text(difference.changes().get(0).tree()))
                .isEqualTo("{\"action\":\"CHANGED\",\"after\":\"120\",\"before\":\"100\",\"effective\":true,\"id\":\""
                        + difference.changes().get(0).id() + "\",\"place\":{"
                        + "\"column\":{\"id\":\"o1\",\"name\":\"Ceiling\",\"number\":1,\"type\":\"output\"},"
                        + "\"element\":{\"id\":\"boundary\",\"name\":\"Refund boundary\",\"type\":\"decision\"},"
                        + "\"file\":\"dmn/refund.dmn\",\"model\":{\"name\":\"Refund\",\"type\":\"model\"},\"path\":\"text\","
                        + "\"row\":{\"id\":\"r1\",\"number\":1,\"type\":\"rule\"},"
                        + "\"table\":{\"id\":\"t\",\"name\":\"Refund boundary\",\"type\":\"decisionTable\"}},"
                        + "\"subject\":\"CELL\",\"text\":\"Table 'Refund boundary' in refund.dmn, row r1 (line 1),"
                        + " column 'Ceiling': 100 → 120\"}");
        assertThat(difference.tree()).containsKeys("before", "after", "changes", "unlisted");
    }

    @Test
    void id_ofTheSamePlace_isTheSameInEveryDifference() {
        Difference one = after(model().replace(PATH, ">100<", ">120<"));
        Difference other = after(model().replace(PATH, ">100<", ">80<").replace(PATH, ">50<", ">60<"));

        assertThat(one.changes().get(0).id()).isEqualTo(other.changes().get(0).id());
        assertThat(other.changes().get(1).id())
                .isNotEqualTo(one.changes().get(0).id());
    }

    @ParameterizedTest
    @CsvSource({
        "UNIQUE,false",
        "ANY,false",
        "FIRST,true",
        "RULE ORDER,true",
        "OUTPUT ORDER,true",
        "PRIORITY,true",
        "COLLECT,true"
    })
    void row_moved_saysWhetherOrderMatters(String hitPolicy, boolean matters) {
        EditedBundle before = model().replace(PATH, "UNIQUE", hitPolicy);
        EditedBundle edited = model().replace(PATH, "UNIQUE", hitPolicy);
        edited.swap(PATH, edited.element(PATH, "rule", "r1"), edited.element(PATH, "rule", "r3"));

        Difference difference = BundleDiff.between(before.bundle(), edited.bundle());

        assertThat(difference.changes()).isNotEmpty().allSatisfy(change -> {
            assertThat(change.subject()).isEqualTo(Subject.ROW);
            assertThat(change.action()).isEqualTo(Action.MOVED);
            assertThat(change.orderMatters()).isEqualTo(matters);
            assertThat(change.effective()).isEqualTo(matters);
        });
    }

    @Test
    void row_withoutIds_isFoundByItsContentAndThenByLikeness() {
        String plain = MODEL.replaceAll("<rule id=\"r\\d\">", "<rule>");
        EditedBundle edited = EditedBundle.empty().file(PATH, plain);
        edited.replace(PATH, "<text>\"A B\"</text>", "<text>\"A B\",\"C\"</text>");
        int third = edited.text(PATH).lastIndexOf("<rule>");
        String last = edited.text(PATH).substring(third, edited.text(PATH).lastIndexOf("</rule>") + 7);
        edited.replace(PATH, last, "").file(PATH, edited.text(PATH).replaceFirst("<rule>", last + "<rule>"));

        Difference difference =
                BundleDiff.between(EditedBundle.empty().file(PATH, plain).bundle(), edited.bundle());

        assertThat(difference.changes())
                .extracting(Change::text)
                .containsExactly(
                        "Table 'Refund boundary' in refund.dmn, row moved from line 3 to line 1; order does not matter here",
                        "Table 'Refund boundary' in refund.dmn, row 3, before 2, column 'Tier': \"A B\" → \"A B\",\"C\"");
    }

    @Test
    void column_added_isToldWithTheCellsThatAsk() {
        EditedBundle edited = model().replace(
                        PATH,
                        "<output id=\"o1\"",
                        "<input id=\"i3\" label=\"Paid\"><inputExpression><text>Paid</text></inputExpression></input><output id=\"o1\"")
                .replace(
                        PATH,
                        "\"GOLD\"</text></inputEntry>",
                        "\"GOLD\"</text></inputEntry><inputEntry><text>&gt; 5</text></inputEntry>")
                .replace(
                        PATH,
                        "\"A B\"</text></inputEntry>",
                        "\"A B\"</text></inputEntry><inputEntry><text>-</text></inputEntry>")
                .replace(
                        PATH,
                        "<text>-</text></inputEntry>\n        <outputEntry><text>0<",
                        "<text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>\n        <outputEntry><text>0<");

        assertThat(after(edited).changes())
                .extracting(Change::text)
                .containsExactly(
                        "Table 'Refund boundary' in refund.dmn, column 'Paid' added: Paid",
                        "Table 'Refund boundary' in refund.dmn, row r1 (line 1), column 'Paid' added: > 5");
    }

    @Test
    void spaces_insideATextOfFeel_areAChange_andOutsideAreNot() {
        Difference inside = after(model().replace(PATH, "\"A B\"", "\"A  B\""));
        Difference outside = after(model().replace(PATH, "&gt;= 10", " &gt;=10 "));

        assertThat(inside.changes()).hasSize(1);
        assertThat(outside.changes()).isEmpty();
        assertThat(outside.unlisted()).isEqualTo(new Unlisted(0, 1, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.omg.org/spec/DMN/20180521,1.2",
        "https://www.omg.org/spec/DMN/20191111,1.3",
        "https://www.omg.org/spec/DMN/20211108,1.4",
        "https://www.omg.org/spec/DMN/20240513,1.6"
    })
    void version_ofDmn_isTheOnlyChange(String namespace, String version) {
        Difference difference = after(model().replaceAll(PATH, "https://www.omg.org/spec/DMN/20230324", namespace));

        assertThat(difference.changes())
                .extracting(Change::text)
                .containsExactly("Model 'Refund' in refund.dmn, only the DMN version: 1.5 → " + version);
    }

    @Test
    void prefix_ofAllElements_isFormatting() {
        String prefixed = MODEL.replaceAll("<(/?)([a-zA-Z])", "<$1dmn:$2").replace("xmlns=", "xmlns:dmn=");

        Difference difference = after(EditedBundle.empty().file(PATH, prefixed));

        assertThat(difference.changes()).isEmpty();
        assertThat(difference.unlisted()).isEqualTo(new Unlisted(0, 0, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><x/>",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>&f;</x>",
                "<html/>",
                "<definitions/>",
                "",
                "\u0000",
                "{"
            })
    void file_thatIsNoSafeDmn_isComparedAsText(String content) {
        Difference difference = after(EditedBundle.empty().file(PATH, content));

        assertThat(difference.changes()).hasSize(1);
        assertThat(difference.changes().get(0).subject()).isEqualTo(Subject.FILE);
        assertThat(difference.changes().get(0).text()).contains("cannot be read");
        assertThat(CanonicalJson.text(difference.tree())).doesNotContain("root:");
    }

    @Test
    void file_beyondTheBounds_isComparedAllTheSame() {
        String deep =
                MODEL.replace("<text>100</text>", "<text>" + "<a>".repeat(5_000) + "</a>".repeat(5_000) + "</text>");
        String large = MODEL.replace("<text>100</text>", "<text>" + "1".repeat(5_000_000) + "</text>");

        Change nested = after(EditedBundle.empty().file(PATH, deep)).changes().get(0);
        Change huge = after(EditedBundle.empty().file(PATH, large)).changes().get(0);

        assertThat(nested.text()).contains("inside each other");
        assertThat(huge.text()).contains("more than 4 MB");
        assertThat(huge.after()).startsWith("sha256:");
    }

    @Test
    void bytes_thatAreNoText_areComparedByDigest() {
        Difference difference = BundleDiff.between(
                model().bundle(), new PolicyBundle(Map.of(PATH, new byte[] {(byte) 0xff, (byte) 0xfe, 1})));

        assertThat(difference.changes()).hasSize(1);
        assertThat(difference.changes().get(0).after()).startsWith("sha256:");
    }

    @Test
    void encoding_otherThanUtf8_isNotGuessed() {
        Difference difference = after(model().replace(PATH, "encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\""));

        assertThat(difference.changes())
                .extracting(Change::text)
                .singleElement()
                .asString()
                .contains("not in UTF-8");
    }

    @Test
    void ids_thatStandTwice_areNoObstacle() {
        EditedBundle broken = model().replace(PATH, "rule id=\"r2\"", "rule id=\"r1\"")
                .replace(PATH, "rule id=\"r3\"", "rule id=\"r1\"");
        EditedBundle edited =
                EditedBundle.of(broken.bundle()).replace(PATH, ">50<", ">60<").replace(PATH, ">100<", ">110<");

        List<Change> changes =
                BundleDiff.between(broken.bundle(), edited.bundle()).changes();

        assertThat(changes).extracting(Change::after).containsExactly("110", "60");
        assertThat(changes).extracting(Change::id).doesNotHaveDuplicates();
    }

    @Test
    void model_added_isToldWithItsTables() {
        Difference difference = BundleDiff.between(EditedBundle.empty().bundle(), model().bundle());

        assertThat(difference.changes())
                .extracting(Change::text)
                .containsExactly(
                        "File dmn/refund.dmn added",
                        "Input 'Days' in refund.dmn added",
                        "Table 'Refund boundary' in refund.dmn added");
        assertThat(difference.changes().get(2).after()).contains("< 10 | \"GOLD\" → 100");
    }

    @Test
    void table_thatBecomesAnExpression_isGone() {
        EditedBundle edited = model();
        edited.replace(
                PATH,
                edited.element(PATH, "decisionTable", "t"),
                "<literalExpression><text>100</text></literalExpression>");

        assertThat(after(edited).changes())
                .extracting(change -> change.subject() + " " + change.action())
                .containsExactlyInAnyOrder("EXPRESSION ADDED", "TABLE REMOVED");
    }

    @Test
    void manifest_thatCannotBeRead_isComparedAsText() {
        EditedBundle before = EditedBundle.empty().file("policy.yaml", "a: 1\nb: 2\n");
        EditedBundle edited = EditedBundle.empty().file("policy.yaml", "a: 1\nb: [2\n");

        Change change =
                BundleDiff.between(before.bundle(), edited.bundle()).changes().get(0);

        assertThat(change.subject()).isEqualTo(Subject.FILE);
        assertThat(change.lines()).containsExactly("@@ -1,2 +1,2 @@", " a: 1", "-b: 2", "+b: [2");
    }

    @Test
    void texts_withThousandsOfOtherLines_areNotComparedLineByLine() {
        String many = "x\n".repeat(100_000);
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            others.append(i).append('\n');
        }
        EditedBundle before = EditedBundle.empty().file("rules/a.drl", many);
        EditedBundle edited = EditedBundle.empty().file("rules/a.drl", others.toString());

        Change change =
                BundleDiff.between(before.bundle(), edited.bundle()).changes().get(0);

        assertThat(change.lines()).isEmpty();
        assertThat(change.after()).hasSizeGreaterThan(100_000);
    }
}
