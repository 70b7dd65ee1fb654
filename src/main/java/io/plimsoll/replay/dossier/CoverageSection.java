package io.plimsoll.replay.dossier;

import io.plimsoll.replay.dossier.Page.Column;
import java.util.List;

/** What the data says nothing about. */
final class CoverageSection {
    private final Fields root;
    private final Page page;

    CoverageSection(Fields root, Page page) {
        this.root = root;
        this.page = page;
    }

    void write() {
        page.heading(2, "What this data never touched");
        Fields coverage = root.object("coverage");
        List<Fields> tables = coverage.objects("tables").stream()
                .filter(table -> !table.texts("neverHit").isEmpty())
                .toList();
        List<String> silent = coverage.objects("rules").stream()
                .filter(rule -> rule.has("candidate") && rule.whole("candidate") == 0)
                .map(rule -> rule.text("rule") + " in " + rule.text("file"))
                .toList();
        if (tables.isEmpty() && silent.isEmpty()) {
            page.paragraph("Every row of the candidate answered at least once, and every rule fired.");
        }
        page.table(
                "Rows of the candidate that never answered",
                List.of(
                        Column.text("Model"),
                        Column.text("Table"),
                        Column.number("Rows"),
                        Column.number("Never"),
                        Column.text("Which")),
                tables.stream().map(CoverageSection::row).toList());
        if (!silent.isEmpty()) {
            page.paragraph("Rules of the candidate that never fired:");
            page.list(silent);
        }
        page.table(
                "Decisions that could not be evaluated again",
                List.of(Column.text("Why"), Column.number("Decisions")),
                root.object("decisions").objects("leftOut").stream()
                        .map(each ->
                                List.of(each.text("reason", "(other reasons)"), Words.count(each.whole("decisions"))))
                        .toList());
    }

    private static List<String> row(Fields table) {
        return List.of(
                table.text("model"),
                table.text("decision"),
                Words.count(table.objects("rows").size()),
                Words.count(table.texts("neverHit").size()),
                String.join("\n", table.texts("neverHit")));
    }
}
