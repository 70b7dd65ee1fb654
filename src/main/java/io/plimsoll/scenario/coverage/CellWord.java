package io.plimsoll.scenario.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a cell of a decision table, or of any other FEEL.
 *
 * @param text as written, with its quotes; a number with its minus
 * @param from where it begins in the cell, counted from 0
 */
public record CellWord(Kind kind, String text, int from) {
    /** What it is. */
    public enum Kind {
        NUMBER,
        /** Between double quotes. */
        TEXT,
        /** The text between the quotes of a date, a time or a duration. */
        TEMPORAL,
        NAME,
        SIGN
    }

    private static final Pattern WORD = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\""
            + "|\\d+(?:\\.\\d+)?"
            + "|[\\p{L}_][\\p{L}\\p{N}_]*"
            + "|\\.\\.|<=|>=|!=|[^\\s]");
    private static final List<String> BEFORE_TEMPORAL = List.of("date", "time", "duration");
    /** Behind one of these a minus belongs to the number that follows. */
    private static final List<String> BEFORE_SIGN =
            List.of("(", "[", "]", ",", "..", "<", "<=", ">", ">=", "=", "!=", "in", "between", "and");

    /** Where it ends, exclusive. */
    public int to() {
        return from + text.length();
    }

    /** Whether it is this sign or name. */
    public boolean is(String wanted) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(wanted);
    }

    /** The characters between the quotes of a text; of everything else the text itself. */
    public String content() {
        return kind == Kind.TEXT || kind == Kind.TEMPORAL ? text.substring(1, text.length() - 1) : text;
    }

    /** The words of a cell in order. */
    public static List<CellWord> of(String feel) {
        List<CellWord> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(feel);
        while (matcher.find()) {
            String text = matcher.group();
            char first = text.charAt(0);
            if (first == '"') {
                words.add(new CellWord(isTemporal(words) ? Kind.TEMPORAL : Kind.TEXT, text, matcher.start()));
            } else if (Character.isDigit(first)) {
                addNumber(words, text, matcher.start(), feel);
            } else {
                Kind kind = Character.isLetter(first) || first == '_' ? Kind.NAME : Kind.SIGN;
                words.add(new CellWord(kind, text, matcher.start()));
            }
        }
        return words;
    }

    /** {@code date("…")}, {@code @"…"}. */
    private static boolean isTemporal(List<CellWord> before) {
        int last = before.size() - 1;
        return last >= 0 && before.get(last).is("@")
                || last >= 1
                        && before.get(last).is("(")
                        && BEFORE_TEMPORAL.contains(before.get(last - 1).text());
    }

    private static void addNumber(List<CellWord> words, String text, int from, String feel) {
        int last = words.size() - 1;
        boolean negative = last >= 0
                && words.get(last).is("-")
                && (last == 0 || BEFORE_SIGN.contains(words.get(last - 1).text()));
        if (negative) {
            int start = words.remove(last).from();
            words.add(new CellWord(Kind.NUMBER, feel.substring(start, from + text.length()), start));
        } else {
            words.add(new CellWord(Kind.NUMBER, text, from));
        }
    }
}
