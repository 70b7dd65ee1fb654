package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Constraint.Bind;
import io.plimsoll.evaluation.rules.Constraint.Comparison;
import io.plimsoll.evaluation.rules.Constraint.Junction;
import io.plimsoll.evaluation.rules.Constraint.Membership;
import io.plimsoll.evaluation.rules.Constraint.Relation;
import io.plimsoll.evaluation.rules.Expression.Literal;
import io.plimsoll.evaluation.rules.Token.Kind;
import io.plimsoll.evaluation.rules.Tokens.Refusal;
import io.plimsoll.platform.Position;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands between the parentheses of a pattern. */
final class ConstraintParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    ConstraintParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Constraints separated by commas, up to a closing parenthesis. */
    List<Constraint> list() {
        List<Constraint> constraints = new ArrayList<>();
        while (!tokens.peek().is(")")) {
            if (!constraints.isEmpty()) {
                tokens.expect(",");
            }
            boolean bind =
                    tokens.peek().kind() == Kind.BINDING && tokens.peek(1).is(":");
            constraints.add(bind ? bind() : any());
        }
        return constraints;
    }

    private Bind bind() {
        Token binding = tokens.take();
        tokens.expect(":");
        Token field = tokens.expect(Kind.WORD, "the name of a field");
        if (!tokens.peek().is(",") && !tokens.peek().is(")")) {
            throw tokens.unexpected("bind and compare apart: $name : field, field > 3");
        }
        return new Bind(binding.text(), field.text(), binding.at());
    }

    private Constraint any() {
        return junction(false);
    }

    private Constraint junction(boolean every) {
        Position at = tokens.at();
        List<Constraint> parts = new ArrayList<>();
        do {
            parts.add(every ? one() : junction(true));
        } while (tokens.takeIf(every ? "&&" : "||"));
        return parts.size() == 1 ? parts.get(0) : new Junction(every, parts, at);
    }

    private Constraint one() {
        if (tokens.peek().is("(") && !tokens.valueInParentheses()) {
            tokens.open();
            Constraint inner = any();
            tokens.close();
            return inner;
        }
        if (tokens.peek().kind() == Kind.BINDING && tokens.peek(1).is(":")) {
            throw new Refusal(tokens.at(), "bind apart from comparisons: $name : field, field > 3");
        }
        Position at = tokens.at();
        Expression left = expressions.expression();
        if (tokens.takeIf("in")) {
            return new Membership(left, false, members(), at);
        }
        if (tokens.peek().is("not") && tokens.peek(1).is("in")) {
            tokens.take();
            tokens.take();
            return new Membership(left, true, members(), at);
        }
        Relation relation = relation();
        return new Comparison(left, relation, expressions.expression(), at);
    }

    private Relation relation() {
        for (Relation relation : Relation.values()) {
            if (tokens.takeIf(relation.symbol)) {
                return relation;
            }
        }
        throw tokens.unexpected("compare with ==, !=, <, <=, >, >= or in (…)");
    }

    private List<Literal> members() {
        tokens.open();
        List<Literal> members = new ArrayList<>();
        do {
            members.add(expressions.literal());
        } while (tokens.takeIf(","));
        tokens.close();
        return members;
    }
}
