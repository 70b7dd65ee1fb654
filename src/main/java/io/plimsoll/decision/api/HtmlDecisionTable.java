package io.plimsoll.decision.api;

import static io.plimsoll.platform.Html.escaped;

import io.plimsoll.evaluation.Explanation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A decision table as analysts write it: conditions, then conclusions, then notes; a long one is folded. */
final class HtmlDecisionTable {
    /** Rows of a table that is not folded. */
    private static final int SHORT = 6;

    private final Explanation.Table table;
    private final List<String> conclusions;
    private final StringBuilder html = new StringBuilder();

    HtmlDecisionTable(Explanation.Table table) {
        this.table = table;
        this.conclusions = table.rows().stream()
                .limit(1)
                .flatMap(row -> row.conclusions().keySet().stream())
                .toList();
    }

    String html() {
        if (table.rows().isEmpty()) {
            return "";
        }
        List<Explanation.Row> hits =
                table.rows().stream().filter(Explanation.Row::matched).toList();
        if (table.asked() && table.rows().size() <= SHORT) {
            rows("All rows of " + table.decision(), table.rows());
            return html.toString();
        }
        if (!hits.isEmpty()) {
            rows("Rows of " + table.decision() + " that hit", hits);
        }
        html.append("<details>\n<summary>All ").append(table.rows().size()).append(" rows</summary>\n");
        rows("All rows of " + table.decision(), table.rows());
        html.append("</details>\n");
        return html.toString();
    }

    private void rows(String caption, List<Explanation.Row> rows) {
        html.append("<div class=\"wide\">\n<table>\n<caption>")
                .append(escaped(caption + ", hit policy " + table.hitPolicy()))
                .append("</caption>\n<thead><tr><th scope=\"col\">Row</th>");
        table.columns().forEach(this::head);
        conclusions.forEach(name -> html.append("<th scope=\"col\" class=\"then\">")
                .append(escaped("→ " + name))
                .append("</th>"));
        html.append("<th scope=\"col\">Notes</th></tr></thead>\n<tbody>\n");
        rows.forEach(this::row);
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private void head(Explanation.Column column) {
        html.append("<th scope=\"col\">").append(escaped(column.name()));
        if (!column.name().equals(column.expression())) {
            html.append("<br>").append(code(column.expression()));
        }
        html.append("<span class=\"met\">")
                .append(column.met() == null ? "value not known" : "met " + code(column.met()))
                .append("</span></th>");
    }

    private void row(Explanation.Row row) {
        html.append(row.selected() ? "<tr class=\"hit\"><th scope=\"row\">" : "<tr><th scope=\"row\">")
                .append(row.number());
        if (!Signs.mark(row).isEmpty()) {
            html.append(' ').append(escaped(Signs.mark(row)));
        }
        if (row.id() != null) {
            html.append("<br><span class=\"id\">").append(escaped(row.id())).append("</span>");
        }
        html.append("</th>");
        row.cells().forEach(this::cell);
        conclusions.forEach(name -> html.append("<td>")
                .append(code(row.conclusions().getOrDefault(name, "")))
                .append("</td>"));
        html.append("<td>").append(notes(row.annotations())).append("</td></tr>\n");
    }

    private void cell(Explanation.Cell cell) {
        String words = Signs.words(cell.result());
        html.append("<td class=\"")
                .append(words.replace(' ', '-'))
                .append("\"><span aria-hidden=\"true\">")
                .append(Signs.of(cell.result()))
                .append("</span> <span class=\"heard\">")
                .append(words)
                .append(": </span>")
                .append(code(cell.test()))
                .append("</td>");
    }

    private static String notes(Map<String, String> annotations) {
        return annotations.entrySet().stream()
                .map(note -> escaped(note.getKey() + ": " + note.getValue()))
                .collect(Collectors.joining("<br>"));
    }

    /** A list may go on in the next line after each comma. */
    private static String code(String feel) {
        return "<code>" + escaped(feel).replace(",", ",<wbr>") + "</code>";
    }
}
