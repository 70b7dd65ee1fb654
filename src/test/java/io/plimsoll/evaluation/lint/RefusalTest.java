package io.plimsoll.evaluation.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.TestPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What FEEL may not do in a policy: each is refused before anything is evaluated. */
class RefusalTest {
    private static final Duration QUICKLY = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "now() => CLOCK_READ",
                "today ( ) => CLOCK_READ",
                "{n: now, x: n()} => FUNCTION_REFUSED",
                "for i in 1..1000000000 return i => ITERATION_UNBOUNDED",
                "for i in 1..Amount return i => ITERATION_UNBOUNDED",
                "some i in 1..Amount satisfies i > 3 => ITERATION_UNBOUNDED",
                "every i in [1..1000000000] satisfies i > 3 => ITERATION_UNBOUNDED",
                "{r: [1..1000000000], x: for i in r return i} => ITERATION_UNBOUNDED",
                "{x: for i in range(\"[1..1000000000]\") return i} => ITERATION_UNBOUNDED",
                "for i in 1..1000, j in 1..1000, k in 1..1000 return i => ITERATION_UNBOUNDED",
                "for i in 1..1000 return for j in 1..1000 return for k in 1..9 return k => ITERATION_UNBOUNDED",
                "{a: [1, 2], b: concatenate(a, a), c: concatenate(b, b), d: concatenate(c, c), e: concatenate(d, d), f: concatenate(e, e), g: concatenate(f, f), h: concatenate(g, g), i: concatenate(h, h), j: concatenate(i, i), k: concatenate(j, j), l: concatenate(k, k), m: concatenate(l, l), n: concatenate(m, m), o: concatenate(n, n), p: concatenate(o, o), q: concatenate(p, p), r: concatenate(q, q), s: concatenate(r, r), t: concatenate(s, s), u: concatenate(t, t), v: concatenate(u, u), w: concatenate(v, v), x: concatenate(w, w), y: concatenate(x, x), z: 1} => ITERATION_UNBOUNDED",
                "{r: [1..Amount], x: [1, r], y: for i in x return i, z: for i in r return i} => ITERATION_UNBOUNDED",
                "for i in 1..100 return partial => ITERATION_UNBOUNDED",
                "{f: function(x) for i in 1..1000 return x, y: for j in 1..1000 return f(f(j))} => ITERATION_UNBOUNDED",
                "{f: function(x) if x < 1 then 0 else f(x - 1), y: f(9)} => RECURSION",
                "{f: function(g) g(g), y: f(f)} => RECURSION",
                "{a: function(x) b(x), b: function(x) a(x), y: a(1)} => NAME_UNKNOWN",
                "{f: function(c) c.h(c), y: f({h: f})} => FUNCTION_REFUSED",
                "{f: function(a) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}}} => FUNCTION_REFUSED",
                "matches(Text, \"^(a|aa)+$\") => PATTERN_REFUSED",
                "matches(Text, Text) => PATTERN_REFUSED",
                "matches(input: Text, pattern: \"(x+)+y\") => PATTERN_REFUSED",
                "matches(Text, \"a\", \"'), doc('file:///etc/passwd'), ('\") => PATTERN_REFUSED",
                "replace(Text, \"(a*)*\", \"b\") => PATTERN_REFUSED",
                "split(Text, \"(a|a)*b\") => PATTERN_REFUSED",
                "{m: matches, x: m(Text, \"(a*)*\")} => FUNCTION_REFUSED",
                "[matches][1](Text, \"(a*)*\") => EXPRESSION_INVALID",
                "Text.class.classLoader => FUNCTION_REFUSED",
                "{t: Text, x: t.class} => FUNCTION_REFUSED",
                "invoke(\"https://plimsoll.io/test\", \"Test\", \"a\", {}) => FUNCTION_REFUSED",
                "exp(Amount) => FUNCTION_REFUSED",
                "Somebody => NAME_UNKNOWN",
                "something(Amount) => NAME_UNKNOWN",
                "{a: {b: 1}, c: a.d} => FIELD_UNKNOWN",
                "Amount + => EXPRESSION_INVALID"
            })
    void expression_thatMayNotRunOrCannotWork_isFound(String feel, String code) {
        List<Finding> findings = findings("if Amount = 1 and Text = \"x\" then null else {x: " + feel + "}");

        assertThat(findings).extracting(finding -> finding.code().name()).contains(code);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.place()).contains("dmn/test.dmn, decision 'a'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for i in 1..12 return \"partial refund\"",
                "for i in 1..12 return i * 2",
                "Amount in [1..1000000000] and Amount in [Amount..5]",
                "some x in [1, 2, 3] satisfies x > Amount",
                "{f: function(x) x * 2, y: f(f(Amount))}",
                "matches(Text, \"^[A-Z]{2}[0-9]+$\", \"i\")",
                "matches(Text, \"^[^@ ]+@[^@ ]+$\")",
                "replace(Text, \"[^0-9]\", \"\")",
                "split(Text, \",\")",
                "sort([3, 1, 2], function(a, b) a < b)",
                "[{a: 1}, {a: 2}][a > 1]",
                "[1, 2, 3][item > 1]",
                "{a: {b c: 1}, d: a.b c}",
                "string length(Text) > 3 and Text in (\"a\", \"b\")",
                "date(\"2026-01-01\").weekday",
                "if Amount between 1 and 2 then sum([1, Amount]) else count(split(Text, \" \"))",
                "every i in 1..3 satisfies some j in [i, 2] satisfies i = j"
            })
    void expression_thatIsOrdinary_isLeftAlone(String feel) {
        assertThat(findings("if Amount = 1 and Text = \"x\" then null else {x: " + feel + "}"))
                .isEmpty();
    }

    /** Parsers that call themselves, or try all ways, on text that nests. */
    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{a:", "not(", "-", "if true then ", "for i in [1] return ", "function(x) "})
    void expression_thatNestsWithoutEnd_isRefusedQuickly(String opening) {
        for (int times : new int[] {12, 39, 500, 20_000}) {
            List<Finding> findings = assertTimeoutPreemptively(QUICKLY, () -> findings(opening.repeat(times) + "1"));

            assertThat(findings).hasSizeLessThan(20);
            if (times == 20_000) {
                assertThat(findings).extracting(Finding::code).containsOnly(FindingCode.EXPRESSION_TOO_LARGE);
            }
        }
    }

    private static List<Finding> findings(String feel) {
        PolicyBundle bundle = TestPolicy.policy().request("a", feel).bundle();
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::warnings, Compilation.Rejected::findings);
    }
}
