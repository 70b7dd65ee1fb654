package io.plimsoll.scenario.model;

import io.plimsoll.evaluation.TimeText;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A literal of FEEL: a number, a string, {@code true}, {@code false}, {@code null}, or a date, time or duration. It is read
 * and never evaluated, since an expression of a stranger may never end.
 *
 * @param tree dates, times and durations are strings in it
 */
record FeelLiteral(@Nullable Object tree) {
    private static final Pattern NUMBER = Pattern.compile("-?(\\d{1,30}(\\.\\d{1,30})?|\\.\\d{1,30})");
    private static final Pattern TIME =
            Pattern.compile("(?:@|(?:date|time|date and time|duration)\\s*\\(\\s*)\"([^\"\\\\]{1,100})\"\\s*\\)?");

    /** @return empty for what is no literal */
    static Optional<FeelLiteral> of(String feel) {
        String text = feel.strip();
        if (text.equals("null")) {
            return Optional.of(new FeelLiteral(null));
        }
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(new FeelLiteral(text.equals("true")));
        }
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(new FeelLiteral(new BigDecimal(text)));
        }
        Matcher time = TIME.matcher(text);
        if (time.matches() && text.startsWith("@") != text.endsWith(")")) {
            return TimeText.isTime(time.group(1)) ? Optional.of(new FeelLiteral(time.group(1))) : Optional.empty();
        }
        return string(text).map(FeelLiteral::new);
    }

    private static Optional<String> string(String text) {
        if (text.length() < 2 || !text.startsWith("\"")) {
            return Optional.empty();
        }
        StringBuilder string = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i == text.length() - 1 ? Optional.of(string.toString()) : Optional.empty();
            }
            if (c == '\\') {
                i++;
                int escaped = i < text.length() ? "\"\\'nrt".indexOf(text.charAt(i)) : -1;
                if (escaped < 0) {
                    return Optional.empty();
                }
                string.append("\"\\'\n\r\t".charAt(escaped));
            } else {
                string.append(c);
            }
        }
        return Optional.empty();
    }
}
