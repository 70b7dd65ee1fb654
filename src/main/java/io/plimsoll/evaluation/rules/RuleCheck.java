package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Condition.Accumulate;
import io.plimsoll.evaluation.rules.Condition.Aggregate;
import io.plimsoll.evaluation.rules.Condition.Measure;
import io.plimsoll.evaluation.rules.Condition.Pattern;
import io.plimsoll.evaluation.rules.Condition.Quantified;
import io.plimsoll.evaluation.rules.Constraint.Bind;
import io.plimsoll.evaluation.rules.Expression.Read;
import io.plimsoll.evaluation.rules.Rule.Conclusion;
import io.plimsoll.evaluation.rules.RuleTypes.FactType;
import io.plimsoll.evaluation.rules.RuleTypes.Kind;
import io.plimsoll.evaluation.rules.RuleTypes.ValueType;
import io.plimsoll.evaluation.rules.Tokens.Refusal;
import io.plimsoll.platform.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds one rule against the vocabulary: types, fields, bindings and what they are compared with. */
final class RuleCheck {
    /** Patterns whose facts are combined with each other; every one more multiplies the work. */
    static final int MAX_JOINED = 4;

    static final int MAX_CONDITIONS = 20;

    private final RuleTypes types;
    private final Set<String> names = new HashSet<>();

    private RuleCheck(RuleTypes types) {
        this.types = types;
    }

    /** @throws Refusal for the first thing that does not fit */
    static void check(Rule rule, RuleTypes types) {
        new RuleCheck(types).rule(rule);
    }

    private void rule(Rule rule) {
        if (rule.conditions().size() > MAX_CONDITIONS) {
            throw new Refusal(rule.at(), "write at most " + MAX_CONDITIONS + " conditions; split the rule");
        }
        long joined =
                rule.conditions().stream().filter(Pattern.class::isInstance).count();
        limitJoined(joined, rule.at());
        Scope scope = new Scope(Map.of());
        for (Condition condition : rule.conditions()) {
            Scope outer = scope;
            scope = condition.fold(
                    pattern -> pattern(pattern, outer),
                    quantified -> quantified(quantified, outer, joined),
                    accumulate -> accumulate(accumulate, outer, joined));
        }
        conclusion(rule.conclusion(), new ValueCheck(scope, null));
    }

    /** What is bound by name before a condition: a fact type or the type of a value. */
    record Scope(Map<String, Object> bindings) {
        Scope {
            bindings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
        }

        Scope with(String name, Object type) {
            Map<String, Object> more = new LinkedHashMap<>(bindings);
            more.put(name, type);
            return new Scope(more);
        }
    }

    private static void limitJoined(long joined, Position at) {
        if (joined > MAX_JOINED) {
            throw new Refusal(
                    at, "combine at most " + MAX_JOINED + " facts with each other; count with accumulate or split");
        }
    }

    private Scope pattern(Pattern pattern, Scope before) {
        FactType type = types.type(pattern.type());
        if (type == null) {
            throw new Refusal(
                    pattern.at(),
                    "there is no type " + pattern.type() + "; " + Words.suggestion(pattern.type(), types.names()));
        }
        ValueCheck check = new ValueCheck(before, type);
        Scope after = before;
        if (pattern.binding() != null) {
            after = bind(after, pattern.binding(), type, pattern.at());
        }
        for (Constraint constraint : pattern.constraints()) {
            if (constraint instanceof Bind bind) {
                after = bind(after, bind.binding(), check.value(new Read(null, bind.field(), bind.at())), bind.at());
            } else {
                check.constraint(constraint);
            }
        }
        return after;
    }

    private Scope bind(Scope scope, String name, Object type, Position at) {
        if (!names.add(name)) {
            throw new Refusal(at, name + " is bound twice; choose another name, and compare with ==");
        }
        return scope.with(name, type);
    }

    private Scope patterns(List<Pattern> patterns, Scope before) {
        Scope scope = before;
        for (Pattern pattern : patterns) {
            scope = pattern(pattern, scope);
        }
        return scope;
    }

    private Scope quantified(Quantified quantified, Scope before, long joined) {
        limitJoined(joined + quantified.patterns().size() - 1, quantified.at());
        patterns(quantified.patterns(), before);
        return before;
    }

    private Scope accumulate(Accumulate accumulate, Scope before, long joined) {
        limitJoined(joined + accumulate.source().size() - 1, accumulate.at());
        ValueCheck check = new ValueCheck(patterns(accumulate.source(), before), null);
        Scope after = before;
        List<Aggregate> results = new ArrayList<>(accumulate.results());
        for (Aggregate result : results) {
            ValueType argument = check.argument(result.argument());
            if (!ValueCheck.reads(result.argument())) {
                throw new Refusal(
                        result.at(), "name what is counted or added up, for example count( $s ) or sum( $s.amount )");
            }
            if (result.function() != Measure.COUNT && argument.kind() != Kind.NUMBER) {
                throw new Refusal(
                        result.at(), result.function().word + " needs a number and gets " + argument.kind().words);
            }
            after = bind(after, result.binding(), ValueType.NUMBER, result.at());
        }
        ValueCheck having = new ValueCheck(after, null);
        for (Constraint constraint : accumulate.having()) {
            if (constraint instanceof Bind bind) {
                throw new Refusal(bind.at(), "only comparisons of results can stand here");
            }
            having.constraint(constraint);
        }
        return after;
    }

    private void conclusion(Conclusion conclusion, ValueCheck check) {
        FactType type = types.type(conclusion.type());
        if (type == null || !types.results().contains(conclusion.type())) {
            throw new Refusal(
                    conclusion.at(),
                    conclusion.type() + " cannot be inserted; " + Words.suggestion(conclusion.type(), types.results()));
        }
        List<Map.Entry<String, ValueType>> wanted =
                new ArrayList<>(type.fields().entrySet());
        if (wanted.size() != conclusion.arguments().size()) {
            throw new Refusal(
                    conclusion.at(),
                    type.name() + " has " + wanted.size() + " values: "
                            + String.join(", ", type.fields().keySet()));
        }
        for (int i = 0; i < wanted.size(); i++) {
            check.assign(
                    conclusion.arguments().get(i),
                    wanted.get(i).getKey(),
                    wanted.get(i).getValue());
        }
    }
}
