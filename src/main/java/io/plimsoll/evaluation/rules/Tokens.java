package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Token.Kind;
import io.plimsoll.platform.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of a file with a place in them. What does not fit is refused with {@link Refusal}. */
final class Tokens {
    /** How deep parentheses may be nested. */
    static final int MAX_DEPTH = 20;

    private final List<Token> tokens;
    private int next;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Leaves the rule that is being read. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Position at;

        Refusal(Position at, String detail) {
            super(detail, null, false, false);
            this.at = at;
        }

        Position at() {
            return at;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Position at() {
        return peek().at();
    }

    boolean ended() {
        return peek().kind() == Kind.END;
    }

    Token take() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    boolean takeIf(String text) {
        boolean there = peek().is(text);
        if (there) {
            next++;
        }
        return there;
    }

    Token expect(String text) {
        if (!peek().is(text)) {
            throw unexpected("write " + text + " here");
        }
        return take();
    }

    Token expect(Kind kind, String what) {
        if (peek().kind() != kind || (kind == Kind.WORD && Words.RESERVED.contains(peek().text()))) {
            throw unexpected("write " + what + " here");
        }
        return take();
    }

    void open() {
        Token parenthesis = expect("(");
        if (++depth > MAX_DEPTH) {
            throw new Refusal(parenthesis.at(), "nest parentheses at most " + MAX_DEPTH + " deep; split the rule");
        }
    }

    void close() {
        expect(")");
        depth--;
    }

    /** After a refusal: to the next rule. */
    void recover() {
        depth = 0;
        while (!ended() && !(peek().is("rule") && peek().firstOnLine())) {
            if (take().is("end") && peek().firstOnLine()) {
                return;
            }
        }
    }

    /** Whether the parenthesis that opens here holds a value, not constraints: something is done with it afterwards. */
    boolean valueInParentheses() {
        int level = 0;
        for (int i = next; i < tokens.size(); i++) {
            if (tokens.get(i).is("(")) {
                level++;
            } else if (tokens.get(i).is(")") && --level == 0) {
                Token after = tokens.get(Math.min(i + 1, tokens.size() - 1));
                return after.kind() == Kind.SIGN
                        ? List.of("==", "!=", "<", "<=", ">", ">=", "+", "-", "*")
                                .contains(after.text())
                        : after.is("in") || after.is("not");
            }
        }
        return false;
    }

    Refusal unexpected(String wanted) {
        Token token = peek();
        if (token.kind() == Kind.BAD) {
            return new Refusal(token.at(), token.text());
        }
        String advice = advice(token);
        return new Refusal(token.at(), token.shown() + " cannot stand here: " + (advice == null ? wanted : advice));
    }

    private @Nullable String advice(Token token) {
        if (token.is("=")) {
            return "write == to compare";
        }
        if (token.is("!")) {
            return "write != or not( Type(…) )";
        }
        if (token.is("/")) {
            return "division is not exact; multiply instead";
        }
        if (token.is(".") || token.is("[") || token.is("{")) {
            return "read a field as $binding.field; there are no paths, methods, lists or blocks";
        }
        return Words.advice(token);
    }
}
