package io.plimsoll.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Finding;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a crafted file tries, and that nothing of it runs. */
public class AttackTest {
    /** What every attack would set if it ran. */
    private static volatile boolean reached;

    private static final String HIT = "io.plimsoll.evaluation.rules.AttackTest.hit();";

    public static boolean hit() {
        reached = true;
        return true;
    }

    @TestFactory
    Stream<DynamicTest> attack_everyOne_isRefusedWithLineAndColumn() {
        Map<String, String> attacks = new LinkedHashMap<>();
        name(attacks);
        left(attacks);
        right(attacks);
        file(attacks);
        return attacks.entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.getKey(), () -> {
                    List<Finding> findings = Facts.findings(attack.getValue());

                    assertThat(findings).isNotEmpty();
                    assertThat(findings).allSatisfy(finding -> {
                        assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                        assertThat(finding.place())
                                .matches("rules/test\\.drl(, rule \"[A-Za-z0-9 -]+\")?, line \\d+, column \\d+");
                        assertThat(finding.detail()).isNotBlank();
                    });
                    assertThat(reached).isFalse();
                }));
    }

    private static void name(Map<String, String> attacks) {
        for (String name : List.of(
                "x\\\"); } static { " + HIT + " } //",
                "{}",
                "a\n}" + HIT,
                "a;b",
                "\\u0022+" + HIT,
                "",
                " ",
                "é",
                "a".repeat(81),
                "$a",
                "..\\\\..\\\\x")) {
            attacks.put("name " + Words.shown(name), rule(name, "Signal()", "insert(new Finds(\"x\", 1));"));
        }
        for (String attribute : List.of(
                "salience 10",
                "salience (" + HIT + ")",
                "no-loop",
                "enabled true",
                "dialect \"mvel\"",
                "agenda-group \"x\"",
                "duration 10",
                "timer (int: 1s)",
                "date-effective \"1-Jan-2020\"",
                "extends \"b\"",
                "@Watch( x )",
                "@Source( " + HIT + " )",
                "@Source(\"a\") @Source(\"b\")")) {
            attacks.put(attribute, "rule \"a\" " + attribute + "\nwhen Signal() then insert(new Finds(\"x\", 1)); end");
        }
    }

    private static void left(Map<String, String> attacks) {
        for (String left : List.of(
                "eval(true)",
                "eval(" + HIT + ")",
                "Signal( getClass() != null )",
                "$s : Signal( $s.getClass() != null )",
                "Signal( " + HIT + " )",
                "Signal( id == (" + HIT + ") )",
                "Signal( id.class != null )",
                "Signal( id matches \"(a+)+b\" )",
                "Signal( id soundslike \"x\" )",
                "Signal( id str[startsWith] \"x\" )",
                "Signal( id contains \"x\" )",
                "Signal( this after[0s,1m] $x )",
                "Signal() from entry-point \"x\"",
                "Signal() from " + HIT,
                "$l : java.util.ArrayList() from collect( Signal() )",
                "Signal() over window:time( 1h )",
                "/signals[ id == \"x\" ]",
                "accumulate( Signal(); init( " + HIT + " ) action() result(1) )",
                "accumulate( $s : Signal(); $l : collectList( $s ) )",
                "accumulate( $s : Signal(); $l : sum( " + HIT + " ) )",
                "accumulate( Signal(); $n : count( 1 ) )",
                "accumulate( Signal(); $n : sum( 2 * 3 ) )",
                "accumulate( Signal(); $n : count( null ) )",
                "forall( Signal() )",
                "(Signal() or Baseline())",
                "not( not( Signal() ) )",
                "Signal( ageHours > 1 ? true : false )",
                "Signal( ageHours == 1 / 0 )",
                "Signal( ageHours == 1e999999999 )",
                "Signal( ageHours == 0x10 )",
                "Signal( ageHours == 1.0B )",
                "Signal( ageHours == " + "9".repeat(35) + " )",
                "Signal( ageHours == 1" + " + 1".repeat(21) + " )",
                "Signal( ageHours == new Integer(1) )",
                "Signal( id == 'x' )",
                "Signal( id == `x` )",
                "Signal( id == \"\\u0022\" )",
                "Signal( id == \"\\n\" )",
                "Signal( id == \"a\nb\" )",
                "Signal( id == \"a\0b\" )",
                "Signal( id == \"a\u202eb\" )",
                "\\u0053ignal()",
                "Signal( id == System.lineSeparator )",
                "Signal( channel == Channel.CHAT )",
                "Object()",
                "java.lang.Runtime()",
                "Signal( " + "(".repeat(21) + "ageHours == 1" + ")".repeat(21) + " )",
                "Signal( " + "(".repeat(100_000),
                "$_0 : Signal()",
                "Signal() Signal() Signal() Signal() Signal()",
                "Signal( [] )",
                "Signal( {} )",
                "Signal( ; )",
                "?query()",
                "# comment\nSignal()",
                "/* open Signal()")) {
            attacks.put("left " + Words.shown(left), rule("a", left, "insert(new Finds(\"x\", 1));"));
        }
    }

    private static void right(Map<String, String> attacks) {
        for (String right : List.of(
                "System.exit(0);",
                HIT,
                "insert(new Finds(\"x\", 1)); " + HIT,
                HIT + " insert(new Finds(\"x\", 1));",
                "insert(" + HIT + ");",
                "insert(new Finds(" + HIT + ", 1));",
                "insert(new Finds(\"x\", 1) {{ " + HIT + " }});",
                "insert(new Finds(\"x\" + Runtime.getRuntime(), 1));",
                "insert(new Finds(\"x\", 1)); insert(new Finds(\"y\", 1));",
                "insert(new java.io.File(\"x\"));",
                "insert(new Signal(\"x\"));",
                "insert(new Finds(\"x\"));",
                "insert(new Finds(\"x\", \"1\"));",
                "insert(new Finds(null, 1));",
                "insertLogical(new Finds(\"x\", 1));",
                "while(true) {}",
                "for (;;) {}",
                "{ " + HIT + " }",
                "modify( $s ) {}",
                "delete( $s );",
                "drools.halt();",
                "")) {
            attacks.put("right " + Words.shown(right), rule("a", "Signal()", right));
        }
    }

    private static void file(Map<String, String> attacks) {
        String good = rule("good", "Signal()", "insert(new Finds(\"x\", 1));");
        for (String extra : List.of(
                "global java.util.List list;",
                "function boolean f() { return " + HIT + " }",
                "query \"q\" Signal() end",
                "declare X a : int end",
                "unit X;",
                "import java.lang.Runtime;",
                "import static io.plimsoll.evaluation.rules.AttackTest.hit;",
                "import accumulate x.Y z;",
                "import function x.Y.z;",
                "dialect \"mvel\"",
                "package a.b; {}",
                "rule",
                "end",
                "\0",
                "\ufeff\u0001",
                good)) {
            attacks.put("file " + Words.shown(extra), extra + "\n" + good);
        }
        attacks.put("empty file", "");
        attacks.put("only a comment", "// nothing");
        attacks.put("ten thousand rules", numbered(10_000));
        attacks.put("one rule too many", numbered(501));
        attacks.put("two megabytes", good + " ".repeat(2 * 1024 * 1024));
    }

    static String numbered(int count) {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < count; i++) {
            many.append("rule r" + i + " when Signal() then insert(new Finds(\"x\",1)); end\n");
        }
        return many.toString();
    }

    private static String rule(String name, String left, String right) {
        return "rule \"" + name + "\"\nwhen\n    " + left + "\nthen\n    " + right + "\nend\n";
    }

    @Test
    void file_notInUtf8_isRefused() {
        RuleReading reading = RuleFiles.parse(
                "rules/test.drl", rule("é", "Signal()", "").getBytes(StandardCharsets.ISO_8859_1), Facts.TYPES);

        assertThat(reading).isInstanceOf(RuleReading.Refused.class);
    }

    @Test
    void file_withTabsAndCrLfAndComments_isReadWithoutThem() {
        String drl = "rule \"a\"\r\nwhen // " + HIT + "\r\n\tSignal( /* " + HIT
                + " */ id == \"x\" )\r\nthen\r\n\tinsert(new Finds(\"x\", 1));\r\nend\r\n";

        String text = Facts.file(drl).text();

        assertThat(text).isEqualTo(rule("a", "Signal( id == \"x\" )", "insert(new Finds(\"x\", 1));"));
    }

    @Test
    void text_thatLooksLikeJava_staysAText() {
        String text = "\"+" + HIT + "+\" \\\\u0022 \\ // /* ${x} é 😀";
        String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        String drl = rule("a", "$s : Signal( id == " + quoted + " )", "insert(new Finds(" + quoted + ", 1));");

        try (RuleBase base = Facts.base(drl)) {
            RuleRun.Completed run = Facts.run(base, Facts.signal(text, 1, "0", "x"), Facts.signal("x", 1, "0", "x"));

            assertThat(run.results()).hasSize(1);
            assertThat(((Facts.Finds) run.results().get(0)).code()).isEqualTo(text);
            assertThat(reached).isFalse();
        }
    }

    @Test
    void file_withSeveralErrors_namesThemAllWithTheirPlaces() {
        List<Finding> findings = Facts.findings("""
                rule "one"
                when
                    Signal( sentimant < 0 )
                then
                    insert(new Finds("x", 1));
                end
                rule "two"
                when
                    Signal( ageHours > "3" )
                then
                    insert(new Finds("x", 1));
                end
                rule "three"
                    salience 3
                when
                    Signal()
                then
                    insert(new Finds("x", 1));
                end
                rule "four"
                when
                    Signal( channel == "CHATT" )
                then
                    insert(new Fnds("x", 1));
                end
                """);

        assertThat(findings)
                .extracting(Finding::place)
                .containsExactlyInAnyOrder(
                        "rules/test.drl, rule \"one\", line 3, column 13",
                        "rules/test.drl, rule \"two\", line 9, column 24",
                        "rules/test.drl, rule \"three\", line 14, column 5",
                        "rules/test.drl, rule \"four\", line 22, column 24");
        assertThat(findings)
                .extracting(Finding::detail)
                .anySatisfy(detail -> assertThat(detail).contains("did you mean sentiment?"))
                .anySatisfy(detail -> assertThat(detail).contains("did you mean CHAT?"))
                .anySatisfy(detail -> assertThat(detail).contains("attributes are not allowed"));
    }
}
