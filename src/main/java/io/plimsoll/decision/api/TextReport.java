package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Explanation;
import java.util.List;
import java.util.Map;

/** Lines of at most {@value #WIDTH} characters, unless a word is longer. A table is a list of its rows. */
final class TextReport implements Report {
    static final int WIDTH = 100;

    /** Of one table. */
    private static final int MAX_MISSES = 3;

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
    public void table(String caption, List<String> columns, List<List<List<String>>> rows, String language) {
        for (List<List<String>> row : rows) {
            wrapped("* ", "    ", columns.get(0) + ": " + String.join("; ", row.get(0)));
            for (int i = 1; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    wrapped("  ", "    ", columns.get(i) + ": " + String.join("; ", row.get(i)));
                }
            }
        }
    }

    /** Only the rows that hit and those that missed by one cell: the others say little, and there are many. */
    @Override
    public void decisionTable(Explanation.Table table) {
        table.columns().stream()
                .filter(column -> column.met() != null)
                .forEach(column -> wrapped("", "  ", column.name() + " met " + column.met()));
        for (Explanation.Row row : table.rows()) {
            if (row.selected() || row.matched()) {
                hit(table, row);
            }
        }
        List<Explanation.Row> misses =
                table.rows().stream().filter(Explanation.Row::nearMiss).toList();
        misses.stream().limit(MAX_MISSES).forEach(row -> wrapped("* ", "    ", miss(table, row)));
        if (misses.size() > MAX_MISSES) {
            wrapped("* ", "    ", (misses.size() - MAX_MISSES) + " more rows missed by one cell.");
        }
    }

    private void hit(Explanation.Table table, Explanation.Row row) {
        wrapped(
                "* ",
                "    ",
                "Row " + row.number() + " " + Signs.mark(row) + (row.id() == null ? "" : ": " + row.id()));
        for (int i = 0; i < row.cells().size(); i++) {
            Explanation.Cell cell = row.cells().get(i);
            if (!cell.test().strip().equals("-")) {
                wrapped(
                        "  ",
                        "    ",
                        Signs.of(cell.result()) + " " + table.columns().get(i).name() + ": " + cell.test());
            }
        }
        row.conclusions().forEach((name, text) -> wrapped("  ", "    ", "→ " + name + ": " + text));
        row.annotations().forEach((name, text) -> wrapped("  ", "    ", name + ": " + text));
    }

    private static String miss(Explanation.Table table, Explanation.Row row) {
        int cell = 0;
        while (row.cells().get(cell).result() != Explanation.Result.FALSE) {
            cell++;
        }
        Explanation.Column column = table.columns().get(cell);
        return "Row " + row.number() + " " + Signs.mark(row) + ": " + Signs.of(Explanation.Result.FALSE) + " "
                + column.name() + " met " + column.met() + ", not "
                + row.cells().get(cell).test();
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
