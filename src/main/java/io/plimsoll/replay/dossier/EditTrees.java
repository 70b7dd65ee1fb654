package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.diff.Difference;
import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The edits of a change and what each of them did. */
final class EditTrees {
    /** Lines of a rule, or of a file that is compared as text, that are shown. */
    private static final int MAX_LINES = 60;

    private static final int MAX_LINE = 300;

    private final Tally tally;

    EditTrees(Tally tally) {
        this.tally = tally;
    }

    /** {@code {list, other, notAttributed, unlisted}}. */
    Map<String, @Nullable Object> of(Difference difference) {
        EditCount other = tally.byEdit().other();
        return Tree.object()
                .put(
                        "list",
                        difference.changes().stream()
                                .map(change -> edit(Edit.of(change)))
                                .toList())
                .put("other", other == null ? null : count(other))
                .put("notAttributed", count(tally.withoutEdit()))
                .put("unlisted", difference.unlisted().tree())
                .build();
    }

    /** Counts are null where it was added up with others. */
    private Map<String, @Nullable Object> edit(Edit edit) {
        EditCount known = tally.byEdit().find(Key.of(edit.id()));
        Tree.Builder tree = Tree.object()
                .put("id", edit.id())
                .put("text", edit.text())
                .put("lines", lines(edit))
                .put("reach", edit.reach());
        count(known == null ? new EditCount() : known)
                .forEach((name, value) -> tree.put(name, known == null ? null : value));
        return tree.build();
    }

    private static List<String> lines(Edit edit) {
        return edit.change().lines().stream()
                .limit(MAX_LINES)
                .map(line -> line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…")
                .toList();
    }

    private static Map<String, @Nullable Object> count(EditCount count) {
        return Tree.object()
                .put("reached", count.reached())
                .put("changed", count.changed())
                .put("money", MoneyTrees.totals(count.money()))
                .put("examples", count.examples())
                .build();
    }
}
