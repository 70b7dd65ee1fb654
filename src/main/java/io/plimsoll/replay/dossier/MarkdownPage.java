package io.plimsoll.replay.dossier;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Markdown as GitHub and most ticket systems read it. What is told cannot become mark-up. */
final class MarkdownPage implements Page {
    private final StringBuilder body = new StringBuilder();

    @Override
    public void heading(int level, String text) {
        body.append("#".repeat(level)).append(' ').append(escaped(text)).append("\n\n");
    }

    @Override
    public void paragraph(String text) {
        body.append(escaped(text)).append("\n\n");
    }

    @Override
    public void warning(String text) {
        body.append("> **").append(escaped(text)).append("**\n\n");
    }

    @Override
    public void list(List<String> items) {
        items.forEach(item -> body.append("- ").append(escaped(item)).append('\n'));
        body.append('\n');
    }

    @Override
    public void terms(Map<String, String> terms) {
        terms.forEach((term, value) -> body.append("- **")
                .append(escaped(term))
                .append(":** ")
                .append(escaped(value))
                .append('\n'));
        body.append('\n');
    }

    @Override
    public void table(String caption, List<Column> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        body.append(escaped(caption)).append(":\n\n");
        row(columns.stream().map(Column::name).toList());
        body.append('|');
        columns.forEach(column -> body.append(column.isNumber() ? " ---: |" : " --- |"));
        body.append('\n');
        rows.forEach(this::row);
        body.append('\n');
    }

    private void row(List<String> cells) {
        body.append('|');
        cells.forEach(cell -> body.append(' ')
                .append(cell.lines().map(MarkdownPage::escaped).collect(Collectors.joining("<br>")))
                .append(" |"));
        body.append('\n');
    }

    /** Indented, because a fence could be closed from within. */
    @Override
    public void code(List<String> lines) {
        lines.forEach(
                line -> body.append("    ").append(line.replaceAll("\\R", " ")).append('\n'));
        body.append('\n');
    }

    @Override
    public void signatures(List<String> roles) {
        roles.forEach(role -> body.append("- ").append(escaped(role)).append(": name, yes or no, date, signature\n"));
        body.append('\n');
    }

    @Override
    public String finished() {
        return body.toString().strip() + "\n";
    }

    /** Neither mark-up nor a link nor the mention of somebody. */
    private static String escaped(String text) {
        return text.replaceAll("\\s+", " ")
                .strip()
                .replaceAll("([\\\\`*_{}\\[\\]#|~<>&$@])", "\\\\$1")
                .replaceAll("^([-+=])", "\\\\$1")
                .replaceAll("^(\\d+)([.)])", "$1\\\\$2")
                .replace("://", "\\://")
                .replace("www.", "www\\.");
    }
}
