package io.plimsoll.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.rules.Condition.Accumulate;
import io.plimsoll.evaluation.rules.Condition.Aggregate;
import io.plimsoll.evaluation.rules.Condition.Measure;
import io.plimsoll.evaluation.rules.Condition.Pattern;
import io.plimsoll.evaluation.rules.Condition.Quantified;
import io.plimsoll.evaluation.rules.Constraint.Bind;
import io.plimsoll.evaluation.rules.Constraint.Comparison;
import io.plimsoll.evaluation.rules.Constraint.Junction;
import io.plimsoll.evaluation.rules.Constraint.Membership;
import io.plimsoll.evaluation.rules.Constraint.Relation;
import io.plimsoll.evaluation.rules.Expression.Arithmetic;
import io.plimsoll.evaluation.rules.Expression.Literal;
import io.plimsoll.evaluation.rules.Expression.LiteralKind;
import io.plimsoll.evaluation.rules.Expression.Operation;
import io.plimsoll.evaluation.rules.Expression.Read;
import io.plimsoll.evaluation.rules.Rule.Conclusion;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Position;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The grammar alone, without types: what is written is read as the same, and nothing else than findings comes of noise. */
class RuleTextPropertyTest {
    private static final Position NOWHERE = new Position(0, 0);

    @Property(tries = 500)
    void text_ofAnyRules_isReadAsTheSame(@ForAll("rules") List<Rule> rules) {
        String text = CanonicalText.of(rules);
        List<Finding> findings = new ArrayList<>();

        List<Rule> read = new FileParser("rules/test.drl", text, Facts.TYPES, findings).rules();

        assertThat(findings).isEmpty();
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Position.class)
                .isEqualTo(rules);
        assertThat(CanonicalText.of(read)).isEqualTo(text);
    }

    @Property(tries = 1000)
    void parse_anyBytes_givesFindings(@ForAll byte[] bytes) {
        assertThat(RuleFiles.parse("rules/test.drl", bytes, Facts.TYPES)).isInstanceOf(RuleReading.Refused.class);
    }

    @Property(tries = 1000)
    void parse_wordsOfTheGrammarInAnyOrder_neverThrows(@ForAll("words") List<String> words) {
        String source = "rule \"x\" when " + String.join(" ", words);

        assertThat(Facts.findings(source)).isNotEmpty();
    }

    @Property(tries = 1000)
    void parse_mutatedRules_givesARereadableFileOrFindings(@ForAll("mutations") String source) {
        RuleReading reading = RuleFiles.parse("rules/test.drl", source.getBytes(StandardCharsets.UTF_8), Facts.TYPES);

        if (reading instanceof RuleReading.Readable readable) {
            String text = readable.file().text();
            assertThat(Facts.file(text).text()).isEqualTo(text);
        }
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(
                        "rule",
                        "when",
                        "then",
                        "end",
                        "not",
                        "exists",
                        "accumulate",
                        "and",
                        "(",
                        ")",
                        "((",
                        "))",
                        ";",
                        ",",
                        ":",
                        "$s",
                        "$s.id",
                        "Signal",
                        "Signal(",
                        "id",
                        "==",
                        "<",
                        "in",
                        "||",
                        "&&",
                        "+",
                        "*",
                        "-",
                        "1",
                        "\"a\"",
                        "\"",
                        "null",
                        "true",
                        "insert(new Finds(",
                        "count(",
                        "@",
                        "Source",
                        "\n",
                        "/*",
                        "//",
                        "$",
                        "#",
                        ".",
                        "{",
                        "}")
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<String> mutations() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, GoldenRulesTest.RULES.length());
        Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 12);
        Arbitrary<String> inserted =
                Arbitraries.strings().withChars("\"\\()$;:,.{}/*#\n\0 a1<=>|&é").ofMaxLength(3);
        return Combinators.combine(places, lengths, inserted).as((place, length, text) -> {
            String source = GoldenRulesTest.RULES;
            return source.substring(0, place) + text + source.substring(Math.min(source.length(), place + length));
        });
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        return rule().list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<Rule> rule() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("aZ09 -").ofMaxLength(20).map(rest -> "R" + rest);
        Arbitrary<Conclusion> conclusions = Combinators.combine(
                        types(), expression(2).list().ofMaxSize(3))
                .as((type, arguments) -> new Conclusion(type, arguments, NOWHERE));
        return Combinators.combine(
                        names,
                        texts().injectNull(0.5),
                        texts().injectNull(0.5),
                        condition().list().ofMinSize(1).ofMaxSize(4),
                        conclusions)
                .as((name, source, rationale, conditions, conclusion) ->
                        new Rule(name, source, rationale, conditions, conclusion, NOWHERE));
    }

    private static Arbitrary<Condition> condition() {
        Arbitrary<List<Pattern>> patterns = pattern().list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<Aggregate> aggregates = Combinators.combine(
                        bindings(), Arbitraries.of(Measure.values()), expression(1))
                .as((binding, measure, argument) -> new Aggregate(binding, measure, argument, NOWHERE));
        return Arbitraries.oneOf(
                pattern().map(pattern -> pattern),
                Combinators.combine(Arbitraries.of(true, false), patterns)
                        .as((negated, list) -> new Quantified(negated, list, NOWHERE)),
                Combinators.combine(
                                patterns,
                                aggregates.list().ofMinSize(1).ofMaxSize(3),
                                constraint(1).list().ofMaxSize(2))
                        .as((source, results, having) -> new Accumulate(source, results, having, NOWHERE)));
    }

    private static Arbitrary<Pattern> pattern() {
        return Combinators.combine(
                        bindings().injectNull(0.5),
                        types(),
                        Arbitraries.oneOf(constraint(2), bind()).list().ofMaxSize(3))
                .as((binding, type, constraints) -> new Pattern(binding, type, constraints, NOWHERE));
    }

    private static Arbitrary<Constraint> bind() {
        return Combinators.combine(bindings(), fields()).as((binding, field) -> new Bind(binding, field, NOWHERE));
    }

    private static Arbitrary<Constraint> constraint(int depth) {
        Arbitrary<Constraint> comparisons = Combinators.combine(
                        expression(2), Arbitraries.of(Relation.values()), expression(2))
                .as((left, relation, right) -> new Comparison(left, relation, right, NOWHERE));
        Arbitrary<Constraint> memberships = Combinators.combine(
                        expression(1),
                        Arbitraries.of(true, false),
                        literal().list().ofMinSize(1).ofMaxSize(3))
                .as((value, negated, members) -> new Membership(value, negated, members, NOWHERE));
        if (depth == 0) {
            return Arbitraries.oneOf(comparisons, memberships);
        }
        Arbitrary<Constraint> junctions = Combinators.combine(
                        Arbitraries.of(true, false),
                        constraint(depth - 1).list().ofMinSize(2).ofMaxSize(3))
                .as((every, parts) -> new Junction(every, parts, NOWHERE));
        return Arbitraries.oneOf(comparisons, memberships, junctions);
    }

    private static Arbitrary<Expression> expression(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(literal().map(literal -> literal), read());
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Expression> arithmetic = Combinators.combine(
                        Arbitraries.of(Operation.values()), expression(depth - 1), expression(depth - 1))
                .as((operation, left, right) -> new Arithmetic(operation, left, right, NOWHERE));
        return Arbitraries.oneOf(leaves, arithmetic);
    }

    private static Arbitrary<Expression> read() {
        Arbitrary<@Nullable String> bindings = bindings().injectNull(0.4);
        return Combinators.combine(bindings, fields(), Arbitraries.of(true, false))
                .as((binding, field, whole) -> new Read(binding, binding != null && whole ? null : field, NOWHERE));
    }

    private static Arbitrary<Literal> literal() {
        Arbitrary<Literal> numbers = Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000"), new BigDecimal("1000000"))
                .ofScale(4)
                .map(number -> new Literal(LiteralKind.NUMBER, CanonicalJson.number(number), NOWHERE));
        return Arbitraries.oneOf(
                numbers,
                texts().map(text -> new Literal(LiteralKind.TEXT, text, NOWHERE)),
                Arbitraries.of("true", "false").map(flag -> new Literal(LiteralKind.FLAG, flag, NOWHERE)),
                Arbitraries.just(new Literal(LiteralKind.NOTHING, "null", NOWHERE)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aB1 \"\\/*#'`(){};:$@.é\u20ac\\u0022")
                .ofMaxLength(12);
    }

    private static Arbitrary<String> bindings() {
        return Arbitraries.of("$a", "$b1", "$longerName", "$rule");
    }

    private static Arbitrary<String> fields() {
        return Arbitraries.of("id", "ageHours", "sentiment", "salience", "from", "count");
    }

    private static Arbitrary<String> types() {
        return Arbitraries.of("Signal", "Baseline", "Finds", "X");
    }
}
