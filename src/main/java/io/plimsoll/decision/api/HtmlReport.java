package io.plimsoll.decision.api;

import static io.plimsoll.platform.Html.escaped;

import io.plimsoll.evaluation.Explanation;
import io.plimsoll.evaluation.Wording;
import io.plimsoll.platform.Html;
import java.util.List;
import java.util.Map;

/** A page that stands alone: no scripts, nothing to load, fit for printing and for screen readers. */
final class HtmlReport implements Report {
    /** Nothing may be loaded or run or framed; the style is the page's own. */
    private static final String STYLE = """
            body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 70rem; margin: 2rem auto;
              padding: 0 1rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; margin-top: 1.75rem; }
            dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1rem; }
            dt { font-weight: 600; } dd { margin: 0; }
            table { border-collapse: collapse; width: 100%; }
            caption { text-align: left; color: #555; }
            th, td { border: 1px solid #767676; padding: .35rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
            td:last-child, .met, .id { overflow-wrap: anywhere; }
            thead th { background: #eee; }
            .wide { overflow-x: auto; } .wide td { overflow-wrap: break-word; } .wide td:last-child { min-width: 16rem; }
            .wide + *, details { margin-top: .75rem; } summary { cursor: pointer; }
            code { font-size: .875em; } .met { display: block; font-weight: 400; } thead th.then { background: #e3e8f2; }
            tr.hit > * { font-weight: 700; } tr.hit > td:last-child, thead code { font-weight: 400; }
            .wide tr:not(.hit) > th[scope=row] { font-weight: 400; } tr.hit > th { border-left: .4rem solid #1a1a1a; } .id { font-size: .75rem; font-weight: 400; }
            td.true { background: #e2f3e4; } td.false { background: #fbe3e1; } td.unknown { background: #fdf3d0; }
            td.not-reached { color: #595959; }
            .heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
            @media print { .wide { overflow: visible; }
              body { font-size: 10pt; margin: 0; max-width: none; } h2, h3 { break-after: avoid; }
              tr { break-inside: avoid; } thead { display: table-header-group; } }
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
    public void terms(Map<String, String> terms) {
        body.append("<dl>\n");
        terms.forEach((term, value) -> {
            element("dt", term);
            element("dd", value);
        });
        body.append("</dl>\n");
    }

    @Override
    public void table(String caption, List<String> columns, List<List<List<String>>> rows, String language) {
        body.append("<table>\n");
        element("caption", caption);
        body.append("<thead><tr>");
        columns.forEach(column ->
                body.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
        body.append("</tr></thead>\n<tbody")
                .append(language.equals(Wording.ENGLISH) ? "" : " lang=\"" + escaped(language) + "\"")
                .append(">\n");
        for (List<List<String>> row : rows) {
            body.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                body.append(i == 0 ? "<th scope=\"row\">" : "<td>")
                        .append(String.join(
                                "<br>", row.get(i).stream().map(Html::escaped).toList()))
                        .append(i == 0 ? "</th>" : "</td>");
            }
            body.append("</tr>\n");
        }
        body.append("</tbody>\n</table>\n");
    }

    @Override
    public void decisionTable(Explanation.Table table) {
        body.append(new HtmlDecisionTable(table).html());
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
