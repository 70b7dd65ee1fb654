package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Condition.Accumulate;
import io.plimsoll.evaluation.rules.Condition.Aggregate;
import io.plimsoll.evaluation.rules.Condition.Pattern;
import io.plimsoll.evaluation.rules.Condition.Quantified;
import io.plimsoll.evaluation.rules.Constraint.Junction;
import io.plimsoll.evaluation.rules.Expression.Arithmetic;
import io.plimsoll.evaluation.rules.Expression.Literal;
import io.plimsoll.evaluation.rules.Expression.LiteralKind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rules as an author would, from the syntax tree alone. What it writes, {@link RuleFiles} reads as the same. */
final class CanonicalText {
    private CanonicalText() {}

    static String of(List<Rule> rules) {
        return rules.stream().map(CanonicalText::rule).collect(Collectors.joining("\n"));
    }

    private static String rule(Rule rule) {
        StringBuilder out = new StringBuilder("rule ").append(quoted(rule.name()));
        out.append(note("Source", rule.source())).append(note("Rationale", rule.rationale()));
        out.append("\nwhen\n");
        rule.conditions()
                .forEach(condition ->
                        out.append("    ").append(condition(condition)).append('\n'));
        return out.append("then\n    insert(new ")
                .append(rule.conclusion().type())
                .append('(')
                .append(joined(rule.conclusion().arguments(), ", ", CanonicalText::value))
                .append("));\nend\n")
                .toString();
    }

    private static String note(String word, @Nullable String text) {
        return text == null ? "" : "\n    @" + word + "(" + quoted(text) + ")";
    }

    static String condition(Condition condition) {
        return condition.fold(CanonicalText::pattern, CanonicalText::quantified, CanonicalText::accumulate);
    }

    private static String pattern(Pattern pattern) {
        String inner = joined(pattern.constraints(), ", ", CanonicalText::constraint);
        return (pattern.binding() == null ? "" : pattern.binding() + " : ")
                + pattern.type()
                + (inner.isEmpty() ? "()" : "( " + inner + " )");
    }

    private static String quantified(Quantified quantified) {
        return (quantified.negated() ? "not( " : "exists( ")
                + joined(quantified.patterns(), " and ", CanonicalText::pattern) + " )";
    }

    private static String accumulate(Accumulate accumulate) {
        String having = joined(accumulate.having(), ", ", CanonicalText::constraint);
        return "accumulate( " + joined(accumulate.source(), " and ", CanonicalText::pattern) + "; "
                + joined(accumulate.results(), ", ", CanonicalText::aggregate)
                + (having.isEmpty() ? "" : "; " + having)
                + " )";
    }

    private static String aggregate(Aggregate aggregate) {
        return aggregate.binding() + " : " + aggregate.function().word + "(" + value(aggregate.argument()) + ")";
    }

    static String constraint(Constraint constraint) {
        return constraint.fold(
                bind -> bind.binding() + " : " + bind.field(),
                comparison ->
                        value(comparison.left()) + " " + comparison.relation().symbol + " " + value(comparison.right()),
                membership -> value(membership.value()) + (membership.negated() ? " not in (" : " in (")
                        + joined(membership.members(), ", ", CanonicalText::literal) + ")",
                junction -> joined(junction.parts(), junction.every() ? " && " : " || ", CanonicalText::part));
    }

    private static String part(Constraint constraint) {
        return constraint instanceof Junction ? "(" + constraint(constraint) + ")" : constraint(constraint);
    }

    static String value(Expression expression) {
        return expression.fold(
                CanonicalText::literal,
                Expression.Read::text,
                arithmetic -> operand(arithmetic.left()) + " " + arithmetic.operation().symbol + " "
                        + operand(arithmetic.right()));
    }

    private static String operand(Expression expression) {
        return expression instanceof Arithmetic ? "(" + value(expression) + ")" : value(expression);
    }

    private static String literal(Literal literal) {
        return literal.kind() == LiteralKind.TEXT ? quoted(literal.text()) : literal.text();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static <T> String joined(List<T> items, String separator, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(separator));
    }
}
