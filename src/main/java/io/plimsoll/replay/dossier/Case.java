package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Explanation;
import io.plimsoll.evaluation.Explanation.Row;
import io.plimsoll.evaluation.Explanation.Table;
import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One changed decision, explained under both versions. It keeps what the policies say and leaves out what the customer's
 * facts were: a dossier is kept for good, and who may see the facts finds them with the decision.
 */
public record Case(String id, Told baseline, Told candidate) {
    /**
     * What one version says, and why.
     *
     * @param explanation by that version
     */
    public record Told(Side side, Explanation explanation) {}

    /** Where a table stands, for either version. */
    private record Place(
            String model, String decision, @Nullable String intent) {
        static Place of(Table table) {
            return new Place(table.model(), table.decision(), table.intent());
        }
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("id", id)
                .put("baseline", told(baseline))
                .put("candidate", told(candidate))
                .put("tables", tables())
                .put("rules", rules())
                .build();
    }

    private static Map<String, @Nullable Object> told(Told told) {
        return Tree.object()
                .put("verdict", Side.object(told.side().verdictJson()))
                .put("story", told.explanation().story())
                .build();
    }

    /** The tables in which not the same rows answered, or not with the same words. */
    private List<Object> tables() {
        Map<Place, Table> before = asked(baseline);
        Map<Place, Table> after = asked(candidate);
        Map<Place, Table> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        List<Object> differing = new ArrayList<>();
        all.keySet().forEach(place -> {
            List<Object> stood = answers(before.get(place));
            List<Object> stand = answers(after.get(place));
            if (!stood.equals(stand)) {
                differing.add(Tree.object()
                        .put("model", place.model())
                        .put("decision", place.decision())
                        .put("intent", place.intent())
                        .put("baseline", stood)
                        .put("candidate", stand)
                        .build());
            }
        });
        return differing;
    }

    private static Map<Place, Table> asked(Told told) {
        return told.explanation().tables().stream()
                .filter(Table::asked)
                .collect(Collectors.toMap(Place::of, table -> table, (first, second) -> first, LinkedHashMap::new));
    }

    /** The rows that answered. */
    private static List<Object> answers(@Nullable Table table) {
        return table == null
                ? List.of()
                : table.rows().stream()
                        .filter(Row::selected)
                        .map(row -> (Object) row(table, row))
                        .toList();
    }

    private static Map<String, @Nullable Object> row(Table table, Row row) {
        Map<String, @Nullable Object> conditions = new LinkedHashMap<>();
        IntStream.range(0, Math.min(table.columns().size(), row.cells().size()))
                .filter(i -> !row.cells().get(i).test().strip().equals("-"))
                .forEach(i -> conditions.put(
                        table.columns().get(i).name(), row.cells().get(i).test()));
        return Tree.object()
                .put("row", row.id() == null ? "line " + row.number() : row.id())
                .put("conditions", conditions)
                .put("conclusions", new LinkedHashMap<>(row.conclusions()))
                .build();
    }

    /** The rules that fired under one version only. */
    private Map<String, @Nullable Object> rules() {
        TreeSet<String> before = fired(baseline);
        TreeSet<String> after = fired(candidate);
        return Tree.object()
                .put(
                        "baseline",
                        before.stream().filter(rule -> !after.contains(rule)).toList())
                .put(
                        "candidate",
                        after.stream().filter(rule -> !before.contains(rule)).toList())
                .build();
    }

    private static TreeSet<String> fired(Told told) {
        return told.explanation().rules().stream()
                .map(Explanation.Rule::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
