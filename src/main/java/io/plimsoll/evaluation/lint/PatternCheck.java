package io.plimsoll.evaluation.lint;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells patterns that match in a time that grows with the square of the text at most from those with which a text of a
 * thousand characters can keep a matcher busy for ever. Matchers try, when what follows fails, every other length that a
 * repetition could have had; they need not where the repeated characters cannot begin what follows.
 *
 * <p>Understood are characters, {@code .}, classes, {@code ^ $}, groups, {@code |} outside of repetitions, and
 * {@code ? * + {n,m}} after a single character or class. Whatever else is written is refused.
 */
final class PatternCheck {
    private static final int MAX_LENGTH = 200;
    /** Repetitions that can give back characters, the search for a beginning included. */
    private static final int MAX_AMBIGUOUS = 2;

    private static final int MAX_OPTIONAL = 6;
    private static final int LARGE_COUNT = 100;
    private static final int OTHERS = 128;

    private final String pattern;
    private int at;
    private int ambiguous;
    private int optional;
    /** The characters of the last repetition, while nothing that differs from it has followed. */
    private @Nullable BitSet pending;

    private boolean pendingOptional;

    private PatternCheck(String pattern) {
        this.pattern = pattern;
    }

    /** @return what is wrong, and what to write instead; null when the pattern is fine */
    static @Nullable String refusal(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return "has more than " + MAX_LENGTH + " characters; use several shorter ones";
        }
        PatternCheck check = new PatternCheck(pattern);
        try {
            check.alternatives(0);
            check.follow(everything());
        } catch (Refused refused) {
            return refused.getMessage();
        }
        int searching = pattern.startsWith("^") && !pattern.contains("|") ? 0 : 1;
        if (check.ambiguous + (check.ambiguous == 0 ? 0 : searching) > MAX_AMBIGUOUS || check.optional > MAX_OPTIONAL) {
            return "repeats the same characters in several places, so that a text can be divided in too many ways;"
                    + " begin it with ^, and put something between the repetitions that they do not match";
        }
        return null;
    }

    private void alternatives(int depth) {
        if (depth > 5) {
            throw new Refused("has groups more than 5 deep; write it flatter");
        }
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == ')' && depth > 0) {
                return;
            }
            if (c == '|' || c == '^' || c == '$') {
                at++;
                if (c != '$') {
                    follow(everything());
                }
            } else if (c == '(') {
                group(depth);
            } else {
                BitSet atom = atom();
                repeat(atom);
            }
        }
        if (depth > 0) {
            throw new Refused("has a group without its closing bracket; close it");
        }
    }

    private void group(int depth) {
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            if (!pattern.startsWith("?:", at)) {
                throw new Refused("looks ahead or behind; write what the text is to consist of");
            }
            at += 2;
        }
        follow(everything());
        alternatives(depth + 1);
        at++;
        follow(everything());
        if (at < pattern.length() && "*+{".indexOf(pattern.charAt(at)) >= 0) {
            throw new Refused("repeats a group; repeat single characters and classes such as [a-z]+");
        }
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
            optional++;
        }
    }

    private void repeat(BitSet atom) {
        char c = at < pattern.length() ? pattern.charAt(at) : ' ';
        boolean unbounded = c == '*' || c == '+';
        boolean optionally = c == '?';
        int start = at;
        if (c == '{') {
            int end = pattern.indexOf('}', at);
            String count = end < 0 ? "" : pattern.substring(at + 1, end);
            if (!count.matches("\\d{1,4}(,\\d{0,4})?")) {
                throw new Refused("has a count that is none; write {2} or {2,5}");
            }
            String[] bounds = count.split(",", -1);
            if (Integer.parseInt(bounds[0]) > LARGE_COUNT
                    || (bounds.length > 1 && !bounds[1].isEmpty() && Integer.parseInt(bounds[1]) > LARGE_COUNT)) {
                throw new Refused("counts to more than " + LARGE_COUNT + "; check the length of the text instead");
            }
            unbounded = bounds.length > 1;
            at = end + 1;
        } else if (unbounded || optionally) {
            at++;
        }
        if (at < pattern.length() && "?+*{".indexOf(pattern.charAt(at)) >= 0 && (unbounded || optionally || c == '{')) {
            if (pattern.charAt(at) == '?') {
                at++;
            } else {
                throw new Refused("repeats a repetition; write one of them");
            }
        }
        BitSet before = pending;
        boolean beforeOptional = pendingOptional;
        follow(atom);
        // What may be left out leaves the earlier repetition beside what comes next.
        boolean omissible = c == '*' || c == '?' || (c == '{' && pattern.startsWith("{0", start));
        if (unbounded || optionally) {
            pending = before != null && omissible ? union(before, atom) : atom;
            pendingOptional = optionally && (before == null || !omissible || beforeOptional);
        } else if (omissible) {
            pending = before;
            pendingOptional = beforeOptional;
        }
    }

    /** Whatever comes next: a repetition that it could belong to as well has more than one way to match. */
    private void follow(BitSet next) {
        if (pending != null && pending.intersects(next)) {
            if (pendingOptional) {
                optional++;
            } else {
                ambiguous++;
            }
        }
        pending = null;
    }

    private BitSet atom() {
        char c = pattern.charAt(at++);
        if (c == '[') {
            return characters();
        }
        if (c == '\\') {
            return escape();
        }
        if ("*+?{})]".indexOf(c) >= 0) {
            throw new Refused(
                    "has a " + c + " where nothing can be repeated or closed; write \\" + c + " for the character");
        }
        return c == '.' ? everything() : only(c);
    }

    private BitSet characters() {
        boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
        at += negated ? 1 : 0;
        BitSet set = new BitSet();
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            char c = pattern.charAt(at++);
            if (c == '[') {
                throw new Refused("has a class inside of a class; write one");
            }
            if (c == '\\') {
                set.or(escape());
            } else if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                char to = pattern.charAt(at + 1);
                at += 2;
                if (to == '[' || to == '\\') {
                    throw new Refused("subtracts classes; write the characters");
                }
                for (int i = c; i <= Math.min(to, OTHERS); i++) {
                    set.set(i);
                }
                set.set(OTHERS, set.get(OTHERS) || to >= OTHERS);
            } else {
                set.or(only(c));
            }
        }
        if (at >= pattern.length()) {
            throw new Refused("has a class without its closing bracket; close it");
        }
        at++;
        if (negated) {
            set.flip(0, OTHERS);
            set.set(OTHERS);
        }
        return set;
    }

    private BitSet escape() {
        if (at >= pattern.length()) {
            throw new Refused("ends with a backslash; write \\\\ for one");
        }
        char c = pattern.charAt(at++);
        if (c >= '0' && c <= '9') {
            throw new Refused("refers back to a group; write the characters again");
        }
        if (c == 'd' || c == 's' || c == 'w' || c == 'D' || c == 'S' || c == 'W') {
            return named(c);
        }
        if (Character.isLetter(c) && "nrt".indexOf(c) < 0) {
            throw new Refused("has the escape \\" + c + "; write the characters, or use \\d, \\s, \\w");
        }
        return switch (c) {
            case 'n' -> only('\n');
            case 'r' -> only('\r');
            case 't' -> only('\t');
            default -> only(c);
        };
    }

    private static BitSet named(char name) {
        BitSet set = new BitSet();
        for (char c = 0; c < OTHERS; c++) {
            boolean in =
                    switch (Character.toLowerCase(name)) {
                        case 'd' -> Character.isDigit(c);
                        case 's' -> Character.isWhitespace(c);
                        // Matchers differ about signs; to take them in is the safe side.
                        default -> !Character.isWhitespace(c);
                    };
            set.set(c, in != Character.isUpperCase(name));
        }
        set.set(OTHERS);
        return name == 'W' ? everything() : set;
    }

    private static BitSet only(char c) {
        BitSet set = new BitSet();
        // The flag i makes upper and lower case the same.
        set.set(Math.min(Character.toLowerCase(c), OTHERS));
        set.set(Math.min(Character.toUpperCase(c), OTHERS));
        return set;
    }

    private static BitSet everything() {
        BitSet set = new BitSet();
        set.set(0, OTHERS + 1);
        return set;
    }

    private static BitSet union(BitSet one, BitSet other) {
        BitSet union = (BitSet) one.clone();
        union.or(other);
        return union;
    }

    /** The pattern is not one of those that are understood. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }
}
