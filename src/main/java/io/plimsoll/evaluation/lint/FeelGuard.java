package io.plimsoll.evaluation.lint;

import org.jspecify.annotations.Nullable;

/** Bounds FEEL before a parser sees it: parsers of nested text call themselves. */
final class FeelGuard {
    static final int MAX_LENGTH = 10_000;
    static final int MAX_NESTING = 40;
    /** Signs, negations and the like that nest without a bracket. */
    private static final int MAX_WORDS = 3_000;

    private FeelGuard() {}

    /** @return why the text may not be parsed, and what to write instead; null when it may */
    static @Nullable String refusal(String feel) {
        if (feel.length() > MAX_LENGTH) {
            return "has an expression of more than " + MAX_LENGTH + " characters; divide it into decisions";
        }
        int depth = 0;
        int deepest = 0;
        int words = 0;
        boolean quoted = false;
        char before = ' ';
        for (int i = 0; i < feel.length(); i++) {
            char c = feel.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '(' || c == '[' || c == '{') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
            boolean letter = Character.isLetterOrDigit(c);
            words += !quoted && (!letter && !Character.isWhitespace(c) || letter && !Character.isLetterOrDigit(before))
                    ? 1
                    : 0;
            before = c;
        }
        if (deepest > MAX_NESTING) {
            return "has an expression with brackets more than " + MAX_NESTING + " deep; divide it into decisions";
        }
        return words > MAX_WORDS
                ? "has an expression of more than " + MAX_WORDS + " words; divide it into decisions"
                : null;
    }
}
