package io.plimsoll.decision.api;

import java.util.List;
import java.util.Map;

/** Lines of at most {@value #WIDTH} characters, unless a word is longer. A table is a list of its rows. */
final class TextReport implements Report {
    static final int WIDTH = 100;

    private final StringBuilder lines = new StringBuilder();

    @Override
    public void heading(int level, String text) {
        String line = oneLine(text);
        lines.append(level == 1 ? "" : "\n");
        lines.append(line).append('\n');
        if (level < 3) {
            lines.append((level == 1 ? "=" : "-").repeat(Math.min(line.length(), WIDTH)))
                    .append('\n');
        }
    }

    @Override
    public void paragraph(String text) {
        wrapped("", "", text);
    }

    @Override
    public void terms(Map<String, String> terms) {
        terms.forEach((term, value) -> wrapped("", "  ", term + ": " + value));
    }

    @Override
    public void table(String caption, List<String> columns, List<List<List<String>>> rows) {
        for (List<List<String>> row : rows) {
            wrapped("* ", "    ", columns.get(0) + ": " + String.join("; ", row.get(0)));
            for (int i = 1; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    wrapped("  ", "    ", columns.get(i) + ": " + String.join("; ", row.get(i)));
                }
            }
        }
    }

    @Override
    public String finished() {
        return lines.toString();
    }

    private void wrapped(String first, String next, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : oneLine(text).split(" ")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.append(line).append('\n');
    }

    /** What somebody sent must not look like a line of ours, nor steer a terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ").strip();
    }
}
