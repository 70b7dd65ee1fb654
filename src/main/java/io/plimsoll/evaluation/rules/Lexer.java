package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Token.Kind;
import io.plimsoll.platform.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a file into tokens. What is not in the grammar becomes a bad token that says what to write instead. */
final class Lexer {
    /** Longer words, numbers and texts are refused. */
    static final int MAX_WORD = 100;

    static final int MAX_TEXT = 500;
    private static final List<String> DOUBLE_SIGNS = List.of("&&", "||", "==", "!=", "<=", ">=");
    private static final String SIGNS = "(){}[],;:.<>+-*@=!";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int line = 1;
    private int lineStart;
    private boolean firstOnLine = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        while (lexer.skipBlank()) {
            lexer.token();
        }
        lexer.add(Kind.END, "", lexer.here());
        return lexer.tokens;
    }

    /** @return whether anything follows */
    private boolean skipBlank() {
        while (next < source.length()) {
            char c = source.charAt(next);
            if (c == '\n' || (c == '\r' && peek(1) != '\n')) {
                newLine(next + 1);
            } else if (c == '/' && peek(1) == '/') {
                skipLine();
                continue;
            } else if (c == '/' && peek(1) == '*') {
                skipComment();
                continue;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return true;
            }
            next++;
        }
        return false;
    }

    private void skipLine() {
        while (next < source.length() && source.charAt(next) != '\n' && source.charAt(next) != '\r') {
            next++;
        }
    }

    private void skipComment() {
        Position start = here();
        for (next += 2; next < source.length(); next++) {
            if (source.charAt(next) == '\n') {
                newLine(next + 1);
            } else if (source.charAt(next) == '*' && peek(1) == '/') {
                next += 2;
                return;
            }
        }
        add(Kind.BAD, "the comment is never closed; end it with */", start);
    }

    private void token() {
        char c = source.charAt(next);
        if (isLetter(c)) {
            word(Kind.WORD, next);
        } else if (c == '$' && isLetter(peek(1)) && peek(1) != '_') {
            word(Kind.BINDING, next + 1);
        } else if (isDigit(c)) {
            number();
        } else if (c == '"') {
            text();
        } else {
            sign(c);
        }
    }

    private void word(Kind kind, int from) {
        int start = next;
        Position at = here();
        next = from;
        while (next < source.length() && (isLetter(source.charAt(next)) || isDigit(source.charAt(next)))) {
            next++;
        }
        addBounded(kind, source.substring(start, next), at);
    }

    private void number() {
        int start = next;
        Position at = here();
        digits();
        if (peek(0) == '.' && isDigit(peek(1))) {
            next++;
            digits();
        }
        if (isLetter(peek(0))) {
            digitsAndLetters();
            add(Kind.BAD, "write the number " + Words.shown(source.substring(start, next)) + " with digits only", at);
        } else {
            addBounded(Kind.NUMBER, source.substring(start, next), at);
        }
    }

    private void digits() {
        while (isDigit(peek(0))) {
            next++;
        }
    }

    private void digitsAndLetters() {
        while (isDigit(peek(0)) || isLetter(peek(0))) {
            next++;
        }
    }

    private void text() {
        Position at = here();
        StringBuilder value = new StringBuilder();
        String bad = null;
        for (next++; peek(0) != '"'; next++) {
            char c = peek(0);
            if (c == '\n' || c == '\r' || next >= source.length()) {
                add(Kind.BAD, "the text is not closed on its line; end it with \"", at);
                return;
            }
            if (c == '\\' && (peek(1) == '"' || peek(1) == '\\')) {
                c = source.charAt(++next);
            } else if (bad == null) {
                bad = badCharacter(c);
            }
            value.append(c);
        }
        next++;
        if (bad == null && value.length() > MAX_TEXT) {
            bad = "shorten the text to " + MAX_TEXT + " characters";
        }
        add(bad == null ? Kind.TEXT : Kind.BAD, bad == null ? value.toString() : bad, at);
    }

    private static @Nullable String badCharacter(char c) {
        if (c == '\\') {
            return "only \\\" and \\\\ may follow a backslash in a text; write the character itself";
        }
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029'
                ? "a text may not contain control characters; remove them"
                : null;
    }

    private void sign(char c) {
        Position at = here();
        String pair = source.substring(next, Math.min(next + 2, source.length()));
        if (DOUBLE_SIGNS.contains(pair)) {
            next += 2;
            add(Kind.SIGN, pair, at);
            return;
        }
        String character = new String(Character.toChars(source.codePointAt(next)));
        next += character.length();
        if (SIGNS.indexOf(c) >= 0) {
            add(Kind.SIGN, String.valueOf(c), at);
        } else if (c == '\'') {
            add(Kind.BAD, "write texts between double quotes", at);
        } else if (c == '#') {
            add(Kind.BAD, "write comments with //", at);
        } else {
            add(Kind.BAD, "remove the character " + Words.shown(character), at);
        }
    }

    private void addBounded(Kind kind, String text, Position at) {
        if (text.length() > MAX_WORD) {
            add(Kind.BAD, "shorten " + Words.shown(text) + " to " + MAX_WORD + " characters", at);
        } else {
            add(kind, text, at);
        }
    }

    private void add(Kind kind, String text, Position at) {
        tokens.add(new Token(kind, text, at, firstOnLine));
        firstOnLine = false;
    }

    private void newLine(int start) {
        line++;
        lineStart = start;
        firstOnLine = true;
    }

    private Position here() {
        return new Position(line, next - lineStart + 1);
    }

    /** The character so many places ahead, NUL beyond the end. */
    private char peek(int ahead) {
        return next + ahead < source.length() ? source.charAt(next + ahead) : '\0';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
