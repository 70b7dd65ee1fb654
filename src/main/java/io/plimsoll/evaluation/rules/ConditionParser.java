package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Condition.Accumulate;
import io.plimsoll.evaluation.rules.Condition.Aggregate;
import io.plimsoll.evaluation.rules.Condition.Measure;
import io.plimsoll.evaluation.rules.Condition.Pattern;
import io.plimsoll.evaluation.rules.Condition.Quantified;
import io.plimsoll.evaluation.rules.Token.Kind;
import io.plimsoll.platform.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the left side of a rule. */
final class ConditionParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final ConstraintParser constraints;

    ConditionParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.constraints = new ConstraintParser(tokens, expressions);
    }

    /** Everything up to {@code then}. */
    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        while (!tokens.peek().is("then")) {
            conditions.add(condition());
            tokens.takeIf(";");
        }
        if (conditions.isEmpty()) {
            throw tokens.unexpected("write at least one condition, for example Type( field > 3 ),");
        }
        return conditions;
    }

    private Condition condition() {
        if (tokens.peek().is("not") || tokens.peek().is("exists")) {
            return quantified();
        }
        return tokens.peek().is("accumulate") ? accumulate() : pattern();
    }

    private Quantified quantified() {
        Token word = tokens.take();
        List<Pattern> patterns;
        if (tokens.peek().is("(")) {
            tokens.open();
            patterns = conjunction();
            tokens.close();
        } else {
            patterns = List.of(pattern());
        }
        return new Quantified(word.is("not"), patterns, word.at());
    }

    private List<Pattern> conjunction() {
        List<Pattern> patterns = new ArrayList<>();
        do {
            patterns.add(pattern());
        } while (tokens.takeIf("and"));
        return patterns;
    }

    private Pattern pattern() {
        Position at = tokens.at();
        String binding = null;
        if (tokens.peek().kind() == Kind.BINDING) {
            binding = tokens.take().text();
            tokens.expect(":");
        }
        return pattern(binding, at);
    }

    private Pattern pattern(@Nullable String binding, Position at) {
        if (tokens.peek().kind() == Kind.WORD && Words.advice(tokens.peek()) != null) {
            throw tokens.unexpected("");
        }
        Token type = tokens.expect(Kind.WORD, "a pattern, for example $s : Signal( sentiment < 0 ),");
        tokens.open();
        List<Constraint> list = constraints.list();
        tokens.close();
        return new Pattern(binding, type.text(), list, at);
    }

    private Accumulate accumulate() {
        Position at = tokens.take().at();
        tokens.open();
        List<Pattern> source = conjunction();
        if (!tokens.takeIf(",")) {
            tokens.expect(";");
        }
        List<Aggregate> results = new ArrayList<>();
        do {
            results.add(aggregate());
        } while (tokens.takeIf(","));
        List<Constraint> having = tokens.takeIf(";") ? constraints.list() : List.of();
        tokens.close();
        return new Accumulate(source, results, having, at);
    }

    private Aggregate aggregate() {
        Token binding = tokens.expect(Kind.BINDING, "a result, for example $n : count( $s ),");
        tokens.expect(":");
        Measure measure = measure();
        tokens.open();
        Expression argument = expressions.expression();
        tokens.close();
        return new Aggregate(binding.text(), measure, argument, binding.at());
    }

    private Measure measure() {
        for (Measure measure : Measure.values()) {
            if (tokens.takeIf(measure.word)) {
                return measure;
            }
        }
        throw tokens.unexpected("write count, sum, min, max or average");
    }
}
