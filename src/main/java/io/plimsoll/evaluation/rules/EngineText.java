package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Condition.Accumulate;
import io.plimsoll.evaluation.rules.Condition.Aggregate;
import io.plimsoll.evaluation.rules.Condition.Measure;
import io.plimsoll.evaluation.rules.Condition.Pattern;
import io.plimsoll.evaluation.rules.Condition.Quantified;
import io.plimsoll.evaluation.rules.Constraint.Bind;
import io.plimsoll.evaluation.rules.Expression.Literal;
import io.plimsoll.evaluation.rules.Expression.Read;
import io.plimsoll.evaluation.rules.RuleTypes.FactType;
import io.plimsoll.evaluation.rules.RuleTypes.Kind;
import io.plimsoll.evaluation.rules.RuleTypes.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes rules for the engine, from checked syntax trees alone. Rules are called by their numbers; every operator is a
 * call of {@link Exact}; of the author's own characters nothing gets here but bindings, which are letters and digits, and
 * texts, which are written in hex unless they are letters and digits too.
 */
final class EngineText {
    private static final java.util.regex.Pattern HARMLESS = java.util.regex.Pattern.compile("[A-Za-z0-9 _-]*");

    private final RuleTypes types;
    /** Patterns of the current rule that the author did not bind. */
    private int unbound;
    /** How the values that the author bound in the current rule are read. */
    private final Map<String, String> bound = new HashMap<>();

    private EngineText(RuleTypes types) {
        this.types = types;
    }

    /** The name of a rule as the engine knows it. */
    static String name(int index) {
        return "R" + index;
    }

    static String of(String packageName, List<Rule> rules, Strata strata, RuleTypes types) {
        StringBuilder out = new StringBuilder("package " + packageName + "\n");
        out.append("import ").append(Exact.class.getName()).append(";\n");
        types.all().forEach(type -> out.append("import ")
                .append(type.type().getCanonicalName())
                .append(";\n"));
        List<String> tallies = new ArrayList<>(List.of("Seen"));
        for (Measure measure : Measure.values()) {
            tallies.add(measure.type);
        }
        tallies.forEach(tally ->
                out.append("import accumulate " + Tally.class.getName() + "." + tally + " tally" + tally + ";\n"));
        EngineText text = new EngineText(types);
        for (int i = 0; i < rules.size(); i++) {
            out.append(text.rule(name(i), rules.get(i), strata.level(rules.get(i))));
        }
        return out.toString();
    }

    private String rule(String name, Rule rule, int level) {
        unbound = 0;
        bound.clear();
        StringBuilder out = new StringBuilder("rule \"" + name + "\" salience -" + level + " when\n");
        rule.conditions().forEach(condition -> out.append(
                        condition.<String>fold(this::pattern, this::quantified, this::accumulate))
                .append('\n'));
        FactType result = Objects.requireNonNull(types.type(rule.conclusion().type()));
        List<ValueType> wanted = List.copyOf(result.fields().values());
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            arguments.add(argument(rule.conclusion().arguments().get(i), wanted.get(i)));
        }
        return out.append("then insert(new " + result.name() + "(" + String.join(", ", arguments) + ")); end\n")
                .toString();
    }

    private String pattern(Pattern pattern) {
        return pattern(binding(pattern), pattern);
    }

    private String binding(Pattern pattern) {
        return pattern.binding() == null ? "$_" + unbound++ : pattern.binding();
    }

    /** Values are never bound in the engine's text: in an accumulate the engine confuses two of them. */
    private String pattern(String binding, Pattern pattern) {
        List<String> demands = new ArrayList<>();
        for (Constraint constraint : pattern.constraints()) {
            if (constraint instanceof Bind bind) {
                bound.put(bind.binding(), binding + "." + bind.field() + "()");
            } else {
                demands.add(constraint(constraint));
            }
        }
        return binding + " : " + pattern.type() + "( " + String.join(", ", demands) + " )";
    }

    private String quantified(Quantified quantified) {
        return (quantified.negated() ? "not( " : "exists( ")
                + quantified.patterns().stream().map(this::pattern).collect(Collectors.joining(" and ")) + " )";
    }

    /** The first result is always the facts that were seen, for the trace. */
    private String accumulate(Accumulate accumulate) {
        List<String> bindings = accumulate.source().stream().map(this::binding).toList();
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < bindings.size(); i++) {
            patterns.add(pattern(bindings.get(i), accumulate.source().get(i)));
        }
        List<String> results = new ArrayList<>();
        results.add("$_" + unbound++ + " : tallySeen(Exact.seen(" + String.join(", ", bindings) + "))");
        List<String> having = new ArrayList<>();
        for (Aggregate result : accumulate.results()) {
            results.add(result.binding() + " : tally" + result.function().type + "(Exact.seen("
                    + value(result.argument()) + "))");
            if (result.function().mayBeNothing()) {
                having.add("Exact.present(" + result.binding() + ")");
            }
        }
        accumulate.having().forEach(constraint -> having.add(constraint(constraint)));
        // The engine types a constraint of its own on several results wrongly, so it stands behind.
        return "accumulate( " + String.join(" and ", patterns) + "; " + String.join(", ", results) + " )"
                + (having.isEmpty() ? "" : "\neval( Exact.all(" + String.join(", ", having) + ") )");
    }

    private String constraint(Constraint constraint) {
        return constraint.fold(
                bind -> {
                    throw new IllegalStateException("a binding that demands something");
                },
                comparison -> "Exact." + comparison.relation().function + "(" + value(comparison.left()) + ", "
                        + value(comparison.right()) + ")",
                membership -> "Exact." + (membership.negated() ? "noneOf(" : "oneOf(") + value(membership.value())
                        + ", " + joined(membership.members(), this::literal) + ")",
                junction -> "Exact." + (junction.every() ? "all(" : "any(") + joined(junction.parts(), this::constraint)
                        + ")");
    }

    private String value(Expression expression) {
        return expression.fold(
                this::literal,
                this::read,
                arithmetic -> switch (arithmetic.operation()) {
                            case PLUS -> "Exact.plus(";
                            case MINUS -> "Exact.minus(";
                            case TIMES -> "Exact.times(";
                        }
                        + value(arithmetic.left()) + ", " + value(arithmetic.right()) + ")");
    }

    private String read(Read read) {
        return read.field() == null
                ? bound.getOrDefault(String.valueOf(read.binding()), read.text())
                : read.binding() == null ? read.text() : read.text() + "()";
    }

    private String literal(Literal literal) {
        return switch (literal.kind()) {
            case NUMBER -> "Exact.number(\"" + literal.text() + "\")";
            case TEXT -> text(literal.text());
            case FLAG, NOTHING -> literal.text();
        };
    }

    private static String text(String text) {
        return HARMLESS.matcher(text).matches()
                ? '"' + text + '"'
                : "Exact.text(\"" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "\")";
    }

    private String argument(Expression expression, ValueType wanted) {
        String value = value(expression);
        if (wanted.kind() == Kind.CHOICE && expression instanceof Literal) {
            return wanted.type().getCanonicalName() + ".valueOf(" + value + ")";
        }
        if (wanted.kind() != Kind.NUMBER) {
            return value;
        }
        if (wanted.type() == int.class || wanted.type() == Integer.class) {
            return "Exact.toInt(" + value + ")";
        }
        return wanted.type() == long.class || wanted.type() == Long.class
                ? "Exact.toLong(" + value + ")"
                : "Exact.toDecimal(" + value + ")";
    }

    private static <T> String joined(List<? extends T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(", "));
    }
}
