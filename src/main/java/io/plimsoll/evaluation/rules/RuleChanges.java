package io.plimsoll.evaluation.rules;

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
import io.plimsoll.evaluation.rules.Rule.Conclusion;
import io.plimsoll.evaluation.rules.RuleVariant.Kind;
import io.plimsoll.platform.CanonicalJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All single changes of rules that somebody could make by mistake. Some may not compile. */
final class RuleChanges {
    private static final Map<Relation, Relation> NEIGHBOURS = Map.of(
            Relation.LESS, Relation.AT_MOST,
            Relation.AT_MOST, Relation.LESS,
            Relation.GREATER, Relation.AT_LEAST,
            Relation.AT_LEAST, Relation.GREATER,
            Relation.EQUAL, Relation.UNEQUAL,
            Relation.UNEQUAL, Relation.EQUAL);
    private static final Map<String, String> STRICTNESS = Map.of(
            "REFUSED",
            "NEEDS_APPROVAL",
            "NEEDS_APPROVAL",
            "REFUSED",
            "ASK_APPROVAL",
            "ESCALATE",
            "ESCALATE",
            "ASK_APPROVAL");

    private RuleChanges() {}

    /** Something with one change in it, and the words of the part that was changed. */
    private record Changed<T>(T value, Kind kind, String before, String after) {
        <R> Changed<R> in(Function<T, R> whole) {
            return new Changed<>(whole.apply(value), kind, before, after);
        }
    }

    /** In the order of the file. */
    static List<RuleVariant> of(List<Rule> rules) {
        List<RuleVariant> variants = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            for (Changed<Rule> changed : rule(rule)) {
                variants.add(variant(rule, changed, CanonicalText.of(replaced(rules, i, changed.value()))));
            }
            variants.add(new RuleVariant(
                    rule.name(), Kind.RULE, "rule \"" + rule.name() + '"', "", CanonicalText.of(without(rules, i))));
        }
        return variants;
    }

    private static RuleVariant variant(Rule rule, Changed<Rule> changed, String text) {
        return new RuleVariant(rule.name(), changed.kind(), changed.before(), changed.after(), text);
    }

    private static List<Changed<Rule>> rule(Rule rule) {
        List<Changed<Rule>> changes = new ArrayList<>();
        Function<List<Condition>, Rule> rest = conditions ->
                new Rule(rule.name(), rule.source(), rule.rationale(), conditions, rule.conclusion(), rule.at());
        each(rule.conditions(), RuleChanges::condition).forEach(changed -> changes.add(changed.in(rest)));
        if (rule.conditions().size() > 1) {
            leftOut(rule.conditions(), CanonicalText::condition).forEach(changed -> changes.add(changed.in(rest)));
        }
        conclusion(rule.conclusion())
                .forEach(changed -> changes.add(changed.in(conclusion -> new Rule(
                        rule.name(), rule.source(), rule.rationale(), rule.conditions(), conclusion, rule.at()))));
        return changes;
    }

    private static List<Changed<Condition>> condition(Condition condition) {
        return condition.fold(
                pattern -> pattern(pattern).stream()
                        .map(changed -> changed.<Condition>in(each -> each))
                        .toList(),
                RuleChanges::quantified,
                RuleChanges::accumulate);
    }

    private static List<Changed<Pattern>> pattern(Pattern pattern) {
        Function<List<Constraint>, Pattern> rest =
                constraints -> new Pattern(pattern.binding(), pattern.type(), constraints, pattern.at());
        List<Changed<Pattern>> changes = new ArrayList<>();
        constraints(pattern.constraints()).forEach(changed -> changes.add(changed.in(rest)));
        return changes;
    }

    /** Each changed, and each left out, but for names that are given. */
    private static List<Changed<List<Constraint>>> constraints(List<Constraint> constraints) {
        List<Changed<List<Constraint>>> changes = new ArrayList<>(each(constraints, RuleChanges::constraint));
        leftOut(constraints, CanonicalText::constraint).stream()
                .filter(changed -> changed.value().stream()
                                .filter(Bind.class::isInstance)
                                .count()
                        == constraints.stream().filter(Bind.class::isInstance).count())
                .forEach(changes::add);
        return changes;
    }

    private static List<Changed<Condition>> quantified(Quantified quantified) {
        List<Changed<Condition>> changes = new ArrayList<>();
        each(quantified.patterns(), RuleChanges::pattern)
                .forEach(changed -> changes.add(
                        changed.in(patterns -> new Quantified(quantified.negated(), patterns, quantified.at()))));
        changes.add(replaced(
                quantified,
                new Quantified(!quantified.negated(), quantified.patterns(), quantified.at()),
                Kind.OPERATOR,
                CanonicalText::condition));
        return changes;
    }

    private static List<Changed<Condition>> accumulate(Accumulate accumulate) {
        List<Changed<Condition>> changes = new ArrayList<>();
        each(accumulate.source(), RuleChanges::pattern)
                .forEach(changed -> changes.add(changed.in(
                        source -> new Accumulate(source, accumulate.results(), accumulate.having(), accumulate.at()))));
        each(accumulate.results(), RuleChanges::aggregate)
                .forEach(changed -> changes.add(changed.in(results ->
                        new Accumulate(accumulate.source(), results, accumulate.having(), accumulate.at()))));
        constraints(accumulate.having())
                .forEach(changed -> changes.add(changed.in(
                        having -> new Accumulate(accumulate.source(), accumulate.results(), having, accumulate.at()))));
        return changes;
    }

    private static List<Changed<Aggregate>> aggregate(Aggregate aggregate) {
        Measure other =
                switch (aggregate.function()) {
                    case MIN -> Measure.MAX;
                    case MAX, AVERAGE -> Measure.MIN;
                    case SUM -> Measure.COUNT;
                    case COUNT -> Measure.COUNT;
                };
        return other == aggregate.function()
                ? List.of()
                : List.of(new Changed<>(
                        new Aggregate(aggregate.binding(), other, aggregate.argument(), aggregate.at()),
                        Kind.OPERATOR,
                        aggregate.function().word + "(" + CanonicalText.value(aggregate.argument()) + ")",
                        other.word + "(" + CanonicalText.value(aggregate.argument()) + ")"));
    }

    private static List<Changed<Constraint>> constraint(Constraint constraint) {
        return constraint.fold(
                bind -> List.of(), RuleChanges::comparison, RuleChanges::membership, RuleChanges::junction);
    }

    private static List<Changed<Constraint>> comparison(Comparison comparison) {
        List<Changed<Constraint>> changes = new ArrayList<>();
        Relation neighbour = NEIGHBOURS.getOrDefault(comparison.relation(), comparison.relation());
        changes.add(replaced(
                comparison,
                new Comparison(comparison.left(), neighbour, comparison.right(), comparison.at()),
                Kind.OPERATOR,
                CanonicalText::constraint));
        for (Expression left : expression(comparison.left())) {
            changes.add(replaced(
                    comparison,
                    new Comparison(left, comparison.relation(), comparison.right(), comparison.at()),
                    Kind.NUMBER,
                    CanonicalText::constraint));
        }
        for (Expression right : expression(comparison.right())) {
            changes.add(replaced(
                    comparison,
                    new Comparison(comparison.left(), comparison.relation(), right, comparison.at()),
                    Kind.NUMBER,
                    CanonicalText::constraint));
        }
        return changes;
    }

    private static List<Changed<Constraint>> membership(Membership membership) {
        List<Changed<Constraint>> changes = new ArrayList<>();
        changes.add(replaced(
                membership,
                new Membership(membership.value(), !membership.negated(), membership.members(), membership.at()),
                Kind.OPERATOR,
                CanonicalText::constraint));
        for (int i = 0; i < membership.members().size() && membership.members().size() > 1; i++) {
            changes.add(replaced(
                    membership,
                    new Membership(
                            membership.value(),
                            membership.negated(),
                            without(membership.members(), i),
                            membership.at()),
                    Kind.CONDITION,
                    CanonicalText::constraint));
        }
        return changes;
    }

    private static List<Changed<Constraint>> junction(Junction junction) {
        List<Changed<Constraint>> changes = new ArrayList<>();
        each(junction.parts(), RuleChanges::constraint)
                .forEach(changed ->
                        changes.add(changed.in(parts -> new Junction(junction.every(), parts, junction.at()))));
        changes.add(replaced(
                junction,
                new Junction(!junction.every(), junction.parts(), junction.at()),
                Kind.OPERATOR,
                CanonicalText::constraint));
        return changes;
    }

    /** With a number one digit more and one less, or with the opposite of true and false. */
    private static List<Expression> expression(Expression expression) {
        return expression.fold(RuleChanges::literal, read -> List.of(), RuleChanges::arithmetic);
    }

    private static List<Expression> literal(Literal literal) {
        if (literal.kind() == LiteralKind.FLAG) {
            return List.of(
                    new Literal(LiteralKind.FLAG, String.valueOf(!Boolean.parseBoolean(literal.text())), literal.at()));
        }
        if (literal.kind() != LiteralKind.NUMBER) {
            return List.of();
        }
        BigDecimal number = new BigDecimal(literal.text());
        BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(0, number.scale()));
        return List.of(
                new Literal(LiteralKind.NUMBER, CanonicalJson.number(number.add(unit)), literal.at()),
                new Literal(LiteralKind.NUMBER, CanonicalJson.number(number.subtract(unit)), literal.at()));
    }

    private static List<Expression> arithmetic(Arithmetic arithmetic) {
        List<Expression> changes = new ArrayList<>();
        for (Expression left : expression(arithmetic.left())) {
            changes.add(new Arithmetic(arithmetic.operation(), left, arithmetic.right(), arithmetic.at()));
        }
        for (Expression right : expression(arithmetic.right())) {
            changes.add(new Arithmetic(arithmetic.operation(), arithmetic.left(), right, arithmetic.at()));
        }
        return changes;
    }

    private static List<Changed<Conclusion>> conclusion(Conclusion conclusion) {
        List<Changed<Conclusion>> changes = new ArrayList<>();
        for (int i = 0; i < conclusion.arguments().size(); i++) {
            Expression argument = conclusion.arguments().get(i);
            List<Expression> others = new ArrayList<>(expression(argument));
            if (argument instanceof Literal literal && STRICTNESS.containsKey(literal.text())) {
                others.add(new Literal(LiteralKind.TEXT, String.valueOf(STRICTNESS.get(literal.text())), literal.at()));
            }
            for (Expression other : others) {
                changes.add(new Changed<>(
                        new Conclusion(conclusion.type(), replaced(conclusion.arguments(), i, other), conclusion.at()),
                        Kind.CONCLUSION,
                        CanonicalText.value(argument),
                        CanonicalText.value(other)));
            }
        }
        return changes;
    }

    private static <W, T extends W> Changed<W> replaced(T before, T after, Kind kind, Function<W, String> text) {
        return new Changed<>(after, kind, text.apply(before), text.apply(after));
    }

    /** The list with each single change of each of its items. */
    private static <T> List<Changed<List<T>>> each(List<T> items, Function<T, List<Changed<T>>> changes) {
        List<Changed<List<T>>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int index = i;
            changes.apply(items.get(i)).forEach(changed -> all.add(changed.in(item -> replaced(items, index, item))));
        }
        return all;
    }

    private static <T> List<Changed<List<T>>> leftOut(List<T> items, Function<T, String> text) {
        List<Changed<List<T>>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            all.add(new Changed<>(without(items, i), Kind.CONDITION, text.apply(items.get(i)), ""));
        }
        return all;
    }

    private static <T> List<T> replaced(List<T> items, int index, T item) {
        List<T> copy = new ArrayList<>(items);
        copy.set(index, item);
        return copy;
    }

    private static <T> List<T> without(List<T> items, int index) {
        List<T> copy = new ArrayList<>(items);
        copy.remove(index);
        return copy;
    }
}
