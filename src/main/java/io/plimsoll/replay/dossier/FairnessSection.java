package io.plimsoll.replay.dossier;

import io.plimsoll.replay.dossier.FairnessTree.Standing;
import io.plimsoll.replay.dossier.Page.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who gets what they ask for, and who less often than others. */
final class FairnessSection {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Group"),
            Column.number("Decisions"),
            Column.text("Version"),
            Column.number("Permitted"),
            Column.number("Share"),
            Column.number("Of the best share"),
            Column.number("To the best share"),
            Column.text("By the four-fifths rule"));

    private final List<Fields> facts;
    private final Page page;

    FairnessSection(List<Fields> facts, Page page) {
        this.facts = facts;
        this.page = page;
    }

    void write() {
        page.heading(2, "Fairness");
        if (facts.isEmpty()) {
            page.paragraph("Neither manifest names a fact to be audited, so nothing was looked at.");
            return;
        }
        page.paragraph("A rate below four fifths (80 %) of the highest one is generally regarded as evidence of adverse"
                + " impact (29 CFR 1607.4(D), made for hiring and taken as a yardstick here). It is a reason to look, not a"
                + " verdict. Groups with fewer than " + FairnessTree.MIN_DECISIONS + " decisions are not compared.");
        for (Fields fact : facts) {
            page.heading(3, "By " + fact.text("fact"));
            page.paragraph("Why: " + fact.text("why"));
            table("Requests that were permitted, by " + fact.text("fact"), fact.objects("requests"));
            table("Offers that nobody had asked for, by " + fact.text("fact"), fact.objects("offers"));
        }
    }

    private void table(String caption, List<Fields> groups) {
        page.table(
                caption,
                COLUMNS,
                groups.stream()
                        .flatMap(group -> Stream.of(row(group, "baseline"), row(group, "candidate")))
                        .toList());
    }

    private static List<String> row(Fields group, String version) {
        Fields side = group.object(version);
        return List.of(
                name(group),
                Words.count(group.whole("decisions")),
                version,
                Words.count(side.object("permitted").whole("hits")),
                Words.share(side.object("permitted")),
                Words.percent(side.number("ratio")),
                Words.points(side.number("difference")),
                words(standing(side)));
    }

    private static String name(Fields group) {
        return group.has("value") ? group.text("value", "(not stated)") : "(others)";
    }

    private static Standing standing(Fields side) {
        return Standing.valueOf(side.text("standing"));
    }

    private static String words(Standing standing) {
        return switch (standing) {
            case HIGHEST -> "the best rate";
            case WITHIN -> "within four fifths";
            case BELOW_FOUR_FIFTHS -> "below four fifths";
            case TOO_FEW -> "too few to tell";
            case NOT_COMPARED -> "not compared";
            case ALONE -> "nothing to compare with";
        };
    }

    /** The groups that are below four fifths under the candidate only. */
    static List<String> newlyBelow(List<Fields> facts) {
        List<String> groups = new ArrayList<>();
        for (Fields fact : facts) {
            for (String kind : List.of("requests", "offers")) {
                fact.objects(kind).stream()
                        .filter(group -> standing(group.object("candidate")) == Standing.BELOW_FOUR_FIFTHS
                                && standing(group.object("baseline")) != Standing.BELOW_FOUR_FIFTHS)
                        .forEach(group -> groups.add(fact.text("fact") + " " + name(group) + " (" + kind + ")"));
            }
        }
        return groups;
    }
}
