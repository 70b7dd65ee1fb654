package io.plimsoll.evaluation.rules;

import io.plimsoll.platform.Position;

/**
 * A word, sign or literal of a file.
 *
 * @param text as it counts: the characters of a text literal without quotes, of a bad token the advice
 * @param firstOnLine whether nothing but white space stands before it
 */
record Token(Kind kind, String text, Position at, boolean firstOnLine) {
    /** What it is. */
    enum Kind {
        WORD,
        BINDING,
        NUMBER,
        TEXT,
        SIGN,
        BAD,
        END
    }

    boolean is(String wanted) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(wanted);
    }

    /** As it can be shown to an author. */
    String shown() {
        return kind == Kind.END ? "the end of the file" : Words.shown(text);
    }
}
