package io.plimsoll.replay.dossier;

import static io.plimsoll.platform.Html.escaped;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page that stands alone: no scripts, nothing to load, fit for printing and for screen readers. */
final class HtmlPage implements Page {
    private static final String STYLE = """
            body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 70rem; margin: 2rem auto;
              padding: 0 1rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2.25rem; border-bottom: 1px solid #767676; }
            h3 { font-size: 1.05rem; margin-top: 1.75rem; }
            dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1rem; }
            dt { font-weight: 600; } dd { margin: 0; }
            .wide { overflow-x: auto; margin: .75rem 0; }
            table { border-collapse: collapse; width: 100%; }
            caption { text-align: left; color: #555; padding-bottom: .25rem; }
            th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top;
              overflow-wrap: break-word; }
            thead th { background: #eee; } tbody th { font-weight: 400; }
            .number { text-align: right; } td.number { font-variant-numeric: tabular-nums; overflow-wrap: normal; }
            td:last-child:not(.number) { min-width: 11rem; }
            .warning { border-left: .4rem solid #b45309; background: #fdf3d0; padding: .4rem .75rem; }
            pre { background: #f5f5f5; border: 1px solid #ccc; padding: .5rem; white-space: pre-wrap; font-size: .875em; }
            .sign td { height: 3rem; }
            @media print { body { font-size: 10pt; margin: 0; max-width: none; } .wide { overflow: visible; }
              h2, h3, caption { break-after: avoid; } tr, pre, .warning, .sign { break-inside: avoid; }
              thead { display: table-header-group; } }
            """;

    private final StringBuilder body = new StringBuilder();
    private String title = "";

    @Override
    public void heading(int level, String text) {
        if (level == 1) {
            title = text;
        }
        element("h" + level, text);
    }

    @Override
    public void paragraph(String text) {
        element("p", text);
    }

    @Override
    public void warning(String text) {
        body.append("<p class=\"warning\" role=\"note\">").append(escaped(text)).append("</p>\n");
    }

    @Override
    public void list(List<String> items) {
        body.append("<ul>\n");
        items.forEach(item -> element("li", item));
        body.append("</ul>\n");
    }

    @Override
    public void terms(Map<String, String> terms) {
        body.append("<dl>\n");
        terms.forEach((term, value) -> {
            element("dt", term);
            element("dd", value);
        });
        body.append("</dl>\n");
    }

    @Override
    public void table(String caption, List<Column> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        body.append("<div class=\"wide\">\n<table>\n");
        element("caption", caption);
        body.append("<thead><tr>");
        columns.forEach(column -> cell("th scope=\"col\"", "th", column, column.name()));
        body.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            body.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell(i == 0 ? "th scope=\"row\"" : "td", i == 0 ? "th" : "td", columns.get(i), row.get(i));
            }
            body.append("</tr>\n");
        }
        body.append("</tbody>\n</table>\n</div>\n");
    }

    private void cell(String open, String close, Column column, String text) {
        body.append('<')
                .append(open)
                .append(column.isNumber() ? " class=\"number\">" : ">")
                .append(text.lines().map(line -> escaped(line)).collect(Collectors.joining("<br>")))
                .append("</")
                .append(close)
                .append('>');
    }

    @Override
    public void code(List<String> lines) {
        element("pre", String.join("\n", lines));
    }

    @Override
    public void signatures(List<String> roles) {
        body.append("<table class=\"sign\">\n<thead><tr>");
        List.of("As", "Name", "Agrees (yes or no)", "Date", "Signature")
                .forEach(name -> body.append("<th scope=\"col\">").append(name).append("</th>"));
        body.append("</tr></thead>\n<tbody>\n");
        roles.forEach(role -> body.append("<tr><th scope=\"row\">")
                .append(escaped(role))
                .append("</th><td></td><td></td><td></td><td></td></tr>\n"));
        body.append("</tbody>\n</table>\n");
    }

    @Override
    public String finished() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(title), STYLE, body);
    }

    private void element(String name, String text) {
        body.append('<').append(name).append('>').append(escaped(text));
        body.append("</").append(name).append(">\n");
    }
}
