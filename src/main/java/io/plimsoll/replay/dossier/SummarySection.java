package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What everybody should know, in sentences; and the outcomes. */
final class SummarySection {
    private final Fields root;
    private final Fields decisions;
    private final Page page;

    SummarySection(Fields root, Page page) {
        this.root = root;
        this.decisions = root.object("decisions");
        this.page = page;
    }

    void write() {
        page.heading(2, "In short");
        List<String> sentences = new ArrayList<>();
        sentences.add(changed());
        root.objects("money").forEach(money -> sentences.add(money(money)));
        sentences.add(edits());
        sentences.add(coverage());
        page.list(sentences);
        warnings().forEach(page::warning);
        outcomes();
    }

    private String changed() {
        Fields changed = decisions.object("changed");
        long of = decisions.whole("compared");
        if (of == 0) {
            return "No decision was compared, so nothing is known about the change.";
        }
        return changed.whole("hits") == 0
                ? "Of " + Words.count(of, "decision", "decisions") + " none would come out otherwise."
                : "Of " + Words.count(of, "decision", "decisions") + " " + Words.count(changed.whole("hits"))
                        + " would come out otherwise: " + Words.share(changed) + ".";
    }

    private static String money(Fields money) {
        if (!money.has("currency")) {
            return "There is money in more currencies than are told apart.";
        }
        String currency = money.text("currency");
        Fields difference = money.object("difference");
        BigDecimal more = difference.number("amount");
        String said = more == null || more.signum() == 0
                ? "as much as the baseline"
                : Words.money(more.abs(), currency) + (more.signum() > 0 ? " more" : " less") + " than the baseline";
        String interval = more == null || more.signum() == 0 || !difference.has("low")
                ? ""
                : " (" + Words.signed(difference.number("low")) + " to " + Words.signed(difference.number("high"))
                        + ")";
        return "The candidate permits " + Words.money(permitted(money.object("candidate")), currency) + ", " + said
                + interval + ".";
    }

    private static @Nullable BigDecimal permitted(Fields side) {
        return side.object("permitted").number("amount");
    }

    private String edits() {
        List<Fields> edits = root.object("edits").objects("list");
        long deciding = edits.stream()
                .filter(edit -> EditSection.number(edit, "changed") > 0)
                .count();
        return edits.isEmpty()
                ? "The two bundles do not differ in anything that is listed."
                : Words.count(edits.size(), "edit", "edits") + "; " + Words.count(deciding)
                        + (deciding == 1 ? " has" : " have") + " a part in changed decisions.";
    }

    private String coverage() {
        Fields coverage = root.object("coverage");
        long rows = coverage.objects("tables").stream()
                .mapToLong(table -> table.objects("rows").size())
                .sum();
        long never = coverage.objects("tables").stream()
                .mapToLong(table -> table.texts("neverHit").size())
                .sum();
        return Words.count(never) + " of " + Words.count(rows, "row", "rows")
                + " of the candidate never answered on this data.";
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        handedOver(warnings);
        long leftOut = decisions.objects("leftOut").stream()
                .mapToLong(each -> each.whole("decisions"))
                .sum();
        if (leftOut > 0) {
            warnings.add(Words.count(leftOut, "decision", "decisions") + " could not be evaluated again and "
                    + (leftOut == 1 ? "is" : "are") + " in none of the figures. The reasons stand below.");
        }
        long notAttributed = root.object("edits").object("notAttributed").whole("changed");
        if (notAttributed > 0) {
            warnings.add(Words.count(notAttributed, "changed decision", "changed decisions")
                    + " cannot be put down to any edit. "
                    + (root.object("header").text("mode").equals(DossierReport.SIMULATE)
                            ? "In a simulation that is so where only what was decided before is different."
                            : "Ask why before you approve."));
        }
        List<String> worse = FairnessSection.newlyBelow(root.objects("fairness"));
        if (!worse.isEmpty()) {
            warnings.add("Under the candidate, and not under the baseline, less than four fifths of the best rate: "
                    + String.join("; ", worse) + ".");
        }
        return warnings;
    }

    private void handedOver(List<String> warnings) {
        long before = decisions.object("handedOver").object("baseline").whole("hits");
        long after = decisions.object("handedOver").object("candidate").whole("hits");
        if (after > 0 || before > 0) {
            warnings.add("The candidate could not decide " + Words.count(after, "case", "cases")
                    + " and handed over to a person; the baseline " + Words.count(before) + ".");
        }
    }

    /** From each outcome to each, as far as they come up. */
    private void outcomes() {
        List<Fields> cells = root.objects("outcomes");
        TreeSet<Outcome> all = cells.stream()
                .flatMap(cell -> List.of(cell.text("baseline"), cell.text("candidate")).stream())
                .map(Outcome::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Page.Column> columns = new ArrayList<>(List.of(Page.Column.text("Baseline ↓ candidate →")));
        all.forEach(outcome -> columns.add(Page.Column.number(Words.constant(outcome.name()))));
        List<List<String>> rows = new ArrayList<>();
        all.forEach(before -> {
            List<String> row = new ArrayList<>(List.of(Words.constant(before.name())));
            all.forEach(after -> row.add(cells.stream()
                    .filter(cell -> cell.text("baseline").equals(before.name())
                            && cell.text("candidate").equals(after.name()))
                    .map(cell -> Words.count(cell.whole("decisions")))
                    .findFirst()
                    .orElse(Words.NOTHING)));
            rows.add(row);
        });
        page.table("Decisions by outcome of the baseline (lines) and of the candidate (columns)", columns, rows);
    }
}
