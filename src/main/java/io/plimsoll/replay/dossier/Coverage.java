package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Inventory;
import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each row answered and each rule fired, down to never. */
final class Coverage {
    private Coverage() {}

    /**
     * {@code {tables: [{phase, model, decision, table, rows: [{row, baseline, candidate}], neverHit: [row]}], rules: [{phase,
     * file, rule, baseline, candidate}]}}.
     */
    static Map<String, @Nullable Object> of(Tally tally, Inventory inventory) {
        return Tree.object()
                .put(
                        "tables",
                        inventory.tables().stream()
                                .map(table -> table(tally, table))
                                .toList())
                .put(
                        "rules",
                        inventory.rules().stream()
                                .map(rule -> rule(tally, rule))
                                .toList())
                .build();
    }

    private static Map<String, @Nullable Object> table(Tally tally, Inventory.Table table) {
        List<Object> rows = new ArrayList<>();
        List<String> never = new ArrayList<>();
        for (String row : table.rows()) {
            Counts hits = tally.rows().find(key(table, row));
            rows.add(put(Tree.object().put("row", row), hits).build());
            if (hits != null && hits.candidate() == 0) {
                never.add(row);
            }
        }
        return Tree.object()
                .put("phase", table.phase())
                .put("model", table.model())
                .put("decision", table.decision())
                .put("table", table.table())
                .put("rows", rows)
                .put("neverHit", never)
                .build();
    }

    private static Key key(Inventory.Table table, String row) {
        return Key.of(
                table.phase().name(), table.model(), table.decision(), table.table() == null ? "" : table.table(), row);
    }

    private static Map<String, @Nullable Object> rule(Tally tally, Inventory.Rule rule) {
        Tree.Builder tree = Tree.object()
                .put("phase", rule.phase())
                .put("file", rule.file())
                .put("rule", rule.rule());
        return put(tree, tally.rules().find(Key.of(rule.phase().name(), rule.file(), rule.rule())))
                .build();
    }

    /** Nothing is known of what was added up with others. */
    private static Tree.Builder put(Tree.Builder tree, @Nullable Counts counts) {
        return tree.put("baseline", counts == null ? null : counts.baseline())
                .put("candidate", counts == null ? null : counts.candidate());
    }
}
