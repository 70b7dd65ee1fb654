package io.plimsoll.replay.dossier;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.replay.dossier.Page.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The decisions that change the most, side by side. */
final class CaseSection {
    private static final List<Column> SIDE_BY_SIDE =
            List.of(Column.text(""), Column.text("Baseline"), Column.text("Candidate"));

    private final List<Fields> cases;
    private final Map<String, String> edits;
    private final Page page;

    CaseSection(Fields root, Page page) {
        this.cases = root.objects("cases");
        this.edits = root.object("edits").objects("list").stream()
                .collect(Collectors.toMap(edit -> edit.text("id"), edit -> edit.text("text"), (one, same) -> one));
        this.page = page;
    }

    void write() {
        page.heading(2, "The most consequential cases");
        if (cases.isEmpty()) {
            page.paragraph("No decision would come out otherwise.");
            return;
        }
        page.paragraph(
                "At most " + Tally.MAX_CASES + ", by permitted money, then by how far the outcomes are apart, then by"
                        + " severity. What the customer's facts were is told with the decision, not here.");
        cases.forEach(this::one);
    }

    private void one(Fields told) {
        page.heading(3, told.text("id"));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("Outcome", told, side -> Words.constant(verdict(side).text("outcome"))));
        rows.add(row("Severity", told, side -> Words.count(verdict(side).whole("severity"))));
        rows.add(row("Goes to", told, side -> route(verdict(side))));
        rows.add(row("Actions", told, side -> verdict(side).objects("intents").stream()
                .map(CaseSection::intent)
                .collect(Collectors.joining("\n"))));
        rows.add(row("Reasons", told, side -> reasons(verdict(side))));
        rows.add(row("In words", told, side -> side.text("story", "not explained")));
        told.objects("tables")
                .forEach(table -> rows.add(List.of(
                        "Table " + table.text("decision")
                                + (table.has("intent") ? ", about " + table.text("intent") : ""),
                        answers(table.objects("baseline")),
                        answers(table.objects("candidate")))));
        if (told.has("rules")) {
            Fields rules = told.object("rules");
            if (!rules.texts("baseline").isEmpty() || !rules.texts("candidate").isEmpty()) {
                rows.add(List.of(
                        "Rules that fired here only",
                        String.join("\n", rules.texts("baseline")),
                        String.join("\n", rules.texts("candidate"))));
            }
        }
        List<String> deciding = told.texts("edits");
        if (!deciding.isEmpty()) {
            page.paragraph("Decided by: "
                    + deciding.stream().map(id -> edits.getOrDefault(id, id)).collect(Collectors.joining("; ")) + ".");
        }
        page.table("Both versions about " + told.text("id"), SIDE_BY_SIDE, rows);
    }

    private static List<String> row(String name, Fields told, Function<Fields, String> cell) {
        return List.of(name, cell.apply(told.object("baseline")), cell.apply(told.object("candidate")));
    }

    private static Fields verdict(Fields side) {
        return side.object("verdict");
    }

    private static String route(Fields verdict) {
        if (!verdict.has("route")) {
            return "nobody";
        }
        Fields route = verdict.object("route");
        return route.text("queue") + ", level " + route.whole("level") + ", due within " + route.text("dueWithin");
    }

    private static String intent(Fields intent) {
        String amount = intent.has("ceiling")
                ? ", up to "
                        + Words.money(
                                intent.object("ceiling").number("amount"),
                                intent.object("ceiling").text("currency"))
                : "";
        String approvers = intent.has("approvers") ? ", by " + intent.text("approvers") : "";
        return intent.text("type") + ": " + Words.constant(intent.text("disposition")) + amount + approvers
                + parameters(intent.object("parameters").tree());
    }

    private static String parameters(Map<String, @Nullable Object> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + " " + plain(entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String plain(@Nullable Object value) {
        return value instanceof BigDecimal number
                ? Words.amount(number)
                : value instanceof String text ? text : CanonicalJson.text(value);
    }

    private static String reasons(Fields verdict) {
        return verdict.objects("reasons").stream()
                .map(reason -> reason.text("code") + ": " + reason.text("text", ""))
                .collect(Collectors.joining("\n"));
    }

    private static String answers(List<Fields> rows) {
        return rows.isEmpty()
                ? "no row answers"
                : rows.stream().map(CaseSection::answer).collect(Collectors.joining("\n"));
    }

    /** {@code row r7: Delay Hours > 24 → Ceiling: 5}. */
    private static String answer(Fields row) {
        return "row " + row.text("row") + ": " + pairs(row, "conditions", " ") + " → "
                + pairs(row, "conclusions", ": ");
    }

    private static String pairs(Fields row, String name, String between) {
        Map<String, @Nullable Object> pairs = Tree.asObject(row.tree().get(name));
        return pairs.isEmpty()
                ? "always"
                : pairs.entrySet().stream()
                        .map(pair -> pair.getKey() + between + pair.getValue())
                        .collect(Collectors.joining(", "));
    }
}
