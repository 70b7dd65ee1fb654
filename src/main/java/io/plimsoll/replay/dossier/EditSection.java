package io.plimsoll.replay.dossier;

import io.plimsoll.replay.dossier.Edit.Reach;
import io.plimsoll.replay.dossier.Page.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every edit, and what it did. */
final class EditSection {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Edit"),
            Column.number("Changed decisions"),
            Column.number("Permitted money"),
            Column.number("Came along"),
            Column.text("For example"));

    private final Fields edits;
    private final Page page;

    EditSection(Fields edits, Page page) {
        this.edits = edits;
        this.page = page;
    }

    void write() {
        List<Fields> all = edits.objects("list");
        page.heading(2, "What was edited, and what each edit did");
        if (all.isEmpty()) {
            page.paragraph("Nothing that is listed differs between the two bundles.");
        }
        List<Fields> deciding = new ArrayList<>(
                all.stream().filter(edit -> number(edit, "changed") > 0).toList());
        deciding.sort(Comparator.comparingLong(edit -> -number(edit, "changed")));
        counted("Edits that have a part in changed decisions", deciding);
        plain("These were reached, and changed no decision:", edit -> isIdle(edit) && number(edit, "reached") > 0);
        plain(
                "These were never reached by this data. What they do is not known:",
                edit -> isIdle(edit) && number(edit, "reached") == 0 && isPlaced(edit));
        plain(
                "These stand nowhere in particular, and no changed decision had to be put down to them:",
                edit -> isIdle(edit) && !isPlaced(edit) && reach(edit) != Reach.NOWHERE);
        plain("These cannot change what anybody does:", edit -> isIdle(edit) && reach(edit) == Reach.NOWHERE);
        plain("These are beyond the edits that are counted one by one:", edit -> !edit.has("changed"));
        notAttributed();
        lines(all);
    }

    /** Zero where it was not counted by itself. */
    static long number(Fields edit, String name) {
        return edit.has(name) ? edit.whole(name) : 0;
    }

    private static boolean isIdle(Fields edit) {
        return edit.has("changed") && edit.whole("changed") == 0;
    }

    private static Reach reach(Fields edit) {
        return Reach.valueOf(edit.text("reach"));
    }

    /** Whether traces show when an evaluation comes along. */
    private static boolean isPlaced(Fields edit) {
        return switch (reach(edit)) {
            case ROW, RULE, DECISION, FILE, MODEL -> true;
            case CURRENCY, ANYWHERE, NOWHERE -> false;
        };
    }

    private void counted(String caption, List<Fields> some) {
        page.table(caption, COLUMNS, some.stream().map(EditSection::row).toList());
    }

    private static List<String> row(Fields edit) {
        return List.of(
                edit.text("text"),
                Words.count(edit.whole("changed")),
                money(edit),
                isPlaced(edit) ? Words.count(edit.whole("reached")) : Words.NOTHING,
                String.join("\n", edit.texts("examples")));
    }

    private static String money(Fields edit) {
        String amounts = edit.objects("money").stream()
                .map(money -> Words.signed(money.number("amount")) + " " + money.text("currency"))
                .collect(Collectors.joining("\n"));
        return amounts.isEmpty() ? Words.NOTHING : amounts;
    }

    private void plain(String introduction, Predicate<Fields> which) {
        List<String> texts = edits.objects("list").stream()
                .filter(which)
                .map(edit -> edit.text("text"))
                .toList();
        if (!texts.isEmpty()) {
            page.paragraph(introduction);
            page.list(texts);
        }
    }

    private void notAttributed() {
        Fields rest = edits.object("notAttributed");
        if (rest.whole("changed") > 0) {
            page.paragraph("Changed decisions that no edit explains: " + Words.count(rest.whole("changed"))
                    + ", for example " + String.join(", ", rest.texts("examples")) + ".");
        }
        long unlisted = edits.object("unlisted").tree().values().stream()
                .mapToLong(Sum::whole)
                .sum();
        if (unlisted > 0) {
            page.paragraph("Besides, " + Words.count(unlisted, "place differs", "places differ")
                    + " in layout, spacing, comments or formatting only, which is without effect.");
        }
    }

    private void lines(List<Fields> all) {
        all.stream().filter(edit -> !edit.texts("lines").isEmpty()).forEach(edit -> {
            page.heading(3, edit.text("text"));
            page.code(edit.texts("lines"));
        });
    }
}
