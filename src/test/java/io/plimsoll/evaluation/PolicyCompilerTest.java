package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCompilerTest {
    private static final TestPolicy GOOD = TestPolicy.policy()
            .request("permit", "if Kind = \"A\" then " + TestPolicy.PERMIT + " else " + TestPolicy.PERMIT);

    @Test
    void compile_goodBundle_hasTheDigestOfItsFiles() {
        PolicyBundle bundle = GOOD.bundle();

        assertThat(GOOD.compiled().digest()).isEqualTo(bundle.digest());
        assertThat(TestPolicy.policy()
                        .request("permit", TestPolicy.PERMIT + " ")
                        .bundle()
                        .digest())
                .isNotEqualTo(bundle.digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plimsoll: 1|plimsoll: 2|/plimsoll|must be at most 1",
                "domain: test|domain: Test!|/domain|must be lower-case letters",
                "currency: EUR|currency: ABC|/currency|ISO 4217",
                "title: Test|title: Test\\nauthor: me|/author|is not declared",
                "type: number,|type: float,|/inputs/amount/type|must be one of string, number",
                "name: Kind|name: Amount|/inputs/kind/name|names are unique",
                "answer: permit|answer: nothing|step Test / nothing|has no decision of this name",
                "decide: Test,|decide: Other,|step Other / permit|0 models of this name",
                "name: Kind|name: Sort|step Test / permit|needs the input Kind",
                "for: [permit]|for: [other]|/requests/permit|no step answers",
                "requiredFor: []|requiredFor: [other]|/inputs/amount/requiredFor|there is no request other",
                "reason: NOTHING|reason: NOTHING_AT_ALL|/default/reason|has no text",
                "dueWithin: PT2H|dueWithin: two hours|/handover/dueWithin|a length of time",
                "FINE: It is|VERY FINE: It is|/reasons/VERY FINE|upper-case letters",
                "permit: {description: Test.}|permit: {description: Test., arguments: {a: {type: string, fact: kind.x}}}|/fact|there is no fact kind.x",
                "dmn/test.dmn|dmn/other.dmn|dmn/other.dmn|not in the bundle",
                "default: {|dossier: {segments: [level]}\\ndefault: {|/dossier/segments/0|there is no fact level",
                "default: {|dossier: {segments: [kind, kind]}\\ndefault: {|/dossier/segments|kind is named twice",
                "default: {|dossier: {fairness: [{fact: amount, why: Money.}]}\\ndefault: {|/dossier/fairness/0/fact|amount does not make groups",
                "default: {|dossier: {fairness: [{fact: kind}]}\\ndefault: {|/dossier/fairness/0/why|is missing",
                "title: Test|title: [|policy.yaml|closing bracket is missing",
                "title: Test|title: Test\\ntitle: Again|policy.yaml|twice"
            })
    void compile_brokenManifest_saysWhereAndWhat(String from, String to, String place, String detail) {
        Map<String, byte[]> files = files();
        String yaml = new String(files.get(PolicyBundle.MANIFEST), StandardCharsets.UTF_8);
        files.put(
                PolicyBundle.MANIFEST,
                yaml.replace(from, to.replace("\\n", "\n")).getBytes(StandardCharsets.UTF_8));

        assertThat(findings(new PolicyBundle(files))).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.place()).contains(place);
            assertThat(finding.detail()).contains(detail);
        });
    }

    @Test
    void compile_withoutManifest_isRejected() {
        Map<String, byte[]> files = files();
        files.remove(PolicyBundle.MANIFEST);

        assertThat(findings(new PolicyBundle(files))).extracting(Finding::place).containsExactly(PolicyBundle.MANIFEST);
    }

    @Test
    void compile_fileThatIsNotListed_isRejected() {
        Map<String, byte[]> files = files();
        files.put("dmn/stray.dmn", new byte[0]);

        assertThat(findings(new PolicyBundle(files))).extracting(Finding::place).containsExactly("dmn/stray.dmn");
    }

    @ParameterizedTest
    @CsvSource({"no xml at all", "<definitions/>", "<a><b></a>"})
    void compile_fileThatIsNoDmn_isRejected(String content) {
        Map<String, byte[]> files = files();
        files.put("dmn/test.dmn", content.getBytes(StandardCharsets.UTF_8));

        assertThat(findings(new PolicyBundle(files))).isNotEmpty();
    }

    @Test
    void compile_brokenCell_isRejectedWithItsRowAndColumn() {
        List<Finding> findings = findings(TestPolicy.policy()
                .table("broken", "Amount", "", "[1.. -> " + TestPolicy.PERMIT)
                .bundle());

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.place()).isEqualTo("dmn/test.dmn, table 'broken', row 1, column 'Amount'");
            assertThat(finding.detail()).contains("is no FEEL: [1..");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"now()", "today ( )", "string(now())"})
    void compile_expressionThatReadsTheClock_isRejected(String clock) {
        List<Finding> findings = findings(TestPolicy.policy()
                .request("late", "{reasons: [" + clock + "]}")
                .bundle());

        assertThat(findings).anySatisfy(finding -> assertThat(finding.detail()).contains("reads the clock"));
    }

    @Test
    void compile_rulesThatNoStepRuns_areRejected() {
        assertThat(findings(TestPolicy.policy()
                        .request("a", TestPolicy.PERMIT)
                        .files("rules: [rules/a.drl]")
                        .file("rules/a.drl", "rule \"A\" when Signal() then insert(new Sign(\"Heard\")); end")
                        .bundle()))
                .extracting(Finding::place)
                .containsExactly("rules/a.drl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert(new Sign(\"Heard\"));            | the feature Heard is not declared",
                "insert(new Sign($s.topic));             | must be a text",
                "insert(new Suppress(\"a\", \"FINE\"));  | Suppress cannot be inserted",
                "System.exit(0);                         | insert"
            })
    void compile_ruleThatSaysWhatItMayNot_isRejectedWithItsPlace(String conclusion, String detail) {
        List<Finding> findings = findings(TestPolicy.policy()
                .request("a", TestPolicy.PERMIT)
                .rules("perceive", "rule \"A\" when $s : Signal() then " + conclusion + " end")
                .bundle());

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).place()).startsWith("rules/perceive0.drl, rule \"A\", line 1, column ");
        assertThat(findings.get(0).detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "history: {within: PT0S, signals: 10}                       | /history/within",
                "history: {within: P1D, signals: 201}                       | /history/signals",
                "history: {within: P1D, signals: 10, loads: [{of: nothing, by: QUEUE, within: PT1H}]} | /history/loads",
                "history: {within: P1D, signals: 10, trends: [{name: T, intentions: [X], by: TOPIC, baseline: PT90M}]} | /history/trends",
                "features: {Amount: {type: number}}                          | /inputs/amount/name",
                "features: {Hot: {type: boolean, absent: true}}              | /features/Hot/absent",
                "clocks: {Care: {zone: Nowhere/Land}}                        | /clocks/Care/zone",
                "clocks: {Care: {}}                                          | /clocks/Care",
                "clocks: {Care: {fact: kind}}                                | /clocks/Care/fact"
            })
    void compile_memoryThatCannotBe_isRejected(String extra, String place) {
        assertThat(findings(TestPolicy.policy()
                        .request("a", TestPolicy.PERMIT)
                        .manifest(extra)
                        .bundle()))
                .extracting(Finding::place)
                .containsExactly("policy.yaml " + place);
    }

    private static Map<String, byte[]> files() {
        PolicyBundle bundle = GOOD.bundle();
        Map<String, byte[]> files = new HashMap<>();
        bundle.paths().forEach(path -> files.put(path, bundle.file(path)));
        return files;
    }

    private static List<Finding> findings(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle)
                .fold(
                        compiled -> {
                            throw new AssertionError("compiled");
                        },
                        Compilation.Rejected::findings);
    }
}
