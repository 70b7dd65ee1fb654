package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Expression.Arithmetic;
import io.plimsoll.evaluation.rules.Expression.Literal;
import io.plimsoll.evaluation.rules.Expression.LiteralKind;
import io.plimsoll.evaluation.rules.Expression.Operation;
import io.plimsoll.evaluation.rules.Expression.Read;
import io.plimsoll.evaluation.rules.Token.Kind;
import io.plimsoll.evaluation.rules.Tokens.Refusal;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Position;
import java.math.BigDecimal;

/** Reads values: literals, fields, bindings, and sums of them. */
final class ExpressionParser {
    /** Operations in one value. */
    static final int MAX_OPERATIONS = 20;

    private static final String VALUE = "write a number, a \"text\", true, false, a field or a $binding";

    private final Tokens tokens;
    private int operations;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        operations = 0;
        return sum();
    }

    private Expression sum() {
        Expression left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            Operation operation = tokens.peek().is("+") ? Operation.PLUS : Operation.MINUS;
            Position at = operation();
            left = new Arithmetic(operation, left, product(), at);
        }
        return left;
    }

    private Expression product() {
        Expression left = factor();
        while (tokens.peek().is("*")) {
            Position at = operation();
            left = new Arithmetic(Operation.TIMES, left, factor(), at);
        }
        return left;
    }

    private Position operation() {
        Token sign = tokens.take();
        if (++operations > MAX_OPERATIONS) {
            throw new Refusal(sign.at(), "compute with at most " + MAX_OPERATIONS + " operations; split the rule");
        }
        return sign.at();
    }

    private Expression factor() {
        if (tokens.peek().is("(")) {
            tokens.open();
            Expression inner = sum();
            tokens.close();
            return inner;
        }
        if (tokens.peek().kind() == Kind.BINDING || isField(tokens.peek())) {
            return read();
        }
        return literal();
    }

    private static boolean isField(Token token) {
        return token.kind() == Kind.WORD && !Words.RESERVED.contains(token.text());
    }

    private Read read() {
        Token first = tokens.take();
        Read read;
        if (first.kind() == Kind.WORD) {
            read = new Read(null, first.text(), first.at());
        } else if (tokens.takeIf(".")) {
            read = new Read(
                    first.text(),
                    tokens.expect(Kind.WORD, "the name of a field").text(),
                    first.at());
        } else {
            read = new Read(first.text(), null, first.at());
        }
        if (tokens.peek().is("(")) {
            throw new Refusal(
                    first.at(), "functions cannot be called in rules; read a field as field or $binding.field");
        }
        if (tokens.peek().is(".")) {
            throw new Refusal(first.at(), "only $binding.field can be read; there are no paths, classes or constants");
        }
        return read;
    }

    Literal literal() {
        Token token = tokens.peek();
        boolean negative = token.is("-") && tokens.peek(1).kind() == Kind.NUMBER;
        if (negative) {
            tokens.take();
        }
        if (tokens.peek().kind() == Kind.NUMBER) {
            return number(negative, token.at());
        }
        if (token.kind() == Kind.TEXT) {
            tokens.take();
            return new Literal(LiteralKind.TEXT, token.text(), token.at());
        }
        if (token.is("true") || token.is("false")) {
            tokens.take();
            return new Literal(LiteralKind.FLAG, token.text(), token.at());
        }
        if (token.is("null")) {
            tokens.take();
            return new Literal(LiteralKind.NOTHING, token.text(), token.at());
        }
        throw tokens.unexpected(VALUE);
    }

    private Literal number(boolean negative, Position at) {
        BigDecimal number = new BigDecimal(tokens.take().text());
        String text = CanonicalJson.number(negative ? number.negate() : number);
        if (number.precision() > Exact.MAX_DIGITS || number.scale() > Exact.MAX_DIGITS - 4) {
            throw new Refusal(at, "write the number with at most " + Exact.MAX_DIGITS + " digits, 30 after the point");
        }
        return new Literal(LiteralKind.NUMBER, text, at);
    }
}
