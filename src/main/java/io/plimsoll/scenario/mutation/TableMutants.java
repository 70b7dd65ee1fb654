package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.scenario.coverage.CellWord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All mutants of one decision table. */
final class TableMutants {
    private static final Set<String> BY_ORDER = Set.of("FIRST", "RULE ORDER");
    private static final Set<String> BY_PRIORITY = Set.of("PRIORITY", "OUTPUT ORDER");
    /**
     * UNIQUE and ANY become no other: where rows do not overlap, which the gate demands, FIRST answers the same, and so does
     * COLLECT, because FEEL takes a list of one for its item.
     */
    private static final Map<String, List<String>> HIT_POLICIES = Map.of(
            "FIRST", List.of("UNIQUE"),
            "PRIORITY", List.of("FIRST", "UNIQUE"),
            "OUTPUT ORDER", List.of("RULE ORDER"),
            "RULE ORDER", List.of("FIRST"),
            "COLLECT", List.of("FIRST"),
            "COLLECT SUM", List.of("COLLECT MAX", "COLLECT COUNT"),
            "COLLECT MAX", List.of("COLLECT MIN", "COLLECT SUM"),
            "COLLECT MIN", List.of("COLLECT MAX", "COLLECT SUM"));

    private final SurveyedTable table;
    private final List<Mutant> mutants = new ArrayList<>();

    private TableMutants(SurveyedTable table) {
        this.table = table;
    }

    /** Row by row, then those of the whole table. */
    static List<Mutant> of(SurveyedTable table) {
        TableMutants all = new TableMutants(table);
        for (int row = 0; row < table.rows().size(); row++) {
            all.conditions(row);
            all.conclusions(row);
            all.row(row);
        }
        all.order();
        all.hitPolicy();
        return all.mutants;
    }

    private void add(Mutant.Kind kind, int row, int column, String place, String[] change, ModelEdit edit) {
        mutants.add(new Mutant(
                subject(table),
                table,
                kind,
                row,
                column,
                place,
                change[0],
                change[1],
                "",
                table.file(),
                edit::applied));
    }

    static String subject(SurveyedTable table) {
        return table.name().model() + ", " + table.name().decision();
    }

    private static String[] change(String before, String after) {
        return new String[] {before, after};
    }

    private void conditions(int row) {
        List<String> cells = table.rows().get(row).cells();
        for (int i = 0; i < cells.size(); i++) {
            int column = i;
            String cell = cells.get(i);
            CellChanges.ofCondition(cell, values(column))
                    .forEach((changed, kind) -> add(
                            kind,
                            row,
                            column,
                            rowName(row) + ", " + table.columns().get(column).name(),
                            change(cell, changed),
                            ModelEdit.cell(table.name(), row, column, changed)));
        }
    }

    /** The texts that a column allows, and those that stand in it. */
    private Set<String> values(int column) {
        Set<String> values = new LinkedHashSet<>();
        Stream.concat(
                        table.columns().get(column).allowed().stream(),
                        table.rows().stream().map(row -> row.cells().get(column)))
                .flatMap(feel -> CellWord.of(feel).stream())
                .filter(word -> word.kind() == CellWord.Kind.TEXT)
                .forEach(word -> values.add(word.text()));
        return values;
    }

    private void conclusions(int row) {
        List<String> conclusions = table.rows().get(row).conclusions();
        for (int i = 0; i < conclusions.size(); i++) {
            int column = i;
            String conclusion = conclusions.get(i);
            Set<String> others = new LinkedHashSet<>();
            int rows = table.rows().size();
            // One of another row is enough; the next one that differs.
            for (int next = row + 1; next < row + rows && others.isEmpty(); next++) {
                String other = table.rows().get(next % rows).conclusions().get(column);
                if (!other.strip().equals(conclusion.strip())) {
                    others.add(other);
                }
            }
            others.addAll(CellChanges.ofLiterals(conclusion).keySet());
            others.forEach(other -> add(
                    Mutant.Kind.OUTPUT,
                    row,
                    column,
                    rowName(row) + ", " + table.outputs().get(column).name(),
                    change(conclusion, other),
                    ModelEdit.conclusion(table.name(), row, column, other)));
        }
    }

    private void row(int row) {
        add(Mutant.Kind.ROW, row, -1, "", change(rowName(row), ""), ModelEdit.withoutRow(table.name(), row));
    }

    private void order() {
        if (BY_ORDER.contains(table.hitPolicy())) {
            for (int row = 0; row + 1 < table.rows().size(); row++) {
                add(
                        Mutant.Kind.ORDER,
                        row,
                        -1,
                        "",
                        change(
                                rowName(row) + " before " + rowName(row + 1),
                                rowName(row + 1) + " before " + rowName(row)),
                        ModelEdit.swapped(table.name(), row));
            }
        } else if (BY_PRIORITY.contains(table.hitPolicy())) {
            priorities();
        }
    }

    /** The order of the values decides which row answers, wherever the rows stand. */
    private void priorities() {
        String allowed = String.join(",", table.outputs().get(0).allowed());
        List<String> values = new ArrayList<>(CellWord.of(allowed).stream()
                .filter(word -> !word.is(","))
                .map(CellWord::text)
                .toList());
        for (int i = 0; i + 1 < values.size(); i++) {
            List<String> swapped = new ArrayList<>(values);
            swapped.set(i, values.get(i + 1));
            swapped.set(i + 1, values.get(i));
            add(
                    Mutant.Kind.ORDER,
                    -1,
                    -1,
                    "order of the values",
                    change(String.join(", ", values), String.join(", ", swapped)),
                    ModelEdit.priorities(table.name(), String.join(",", swapped)));
        }
    }

    private void hitPolicy() {
        for (String other : HIT_POLICIES.getOrDefault(table.hitPolicy(), List.of())) {
            String[] parts = other.startsWith("COLLECT ") ? other.split(" ", 2) : new String[] {other, ""};
            add(
                    Mutant.Kind.HIT_POLICY,
                    -1,
                    -1,
                    "hit policy",
                    change(table.hitPolicy(), other),
                    ModelEdit.hitPolicy(table.name(), parts[0], parts[1]));
        }
    }

    private String rowName(int row) {
        String id = table.rows().get(row).id();
        return "row " + (row + 1) + (id.isEmpty() ? "" : " (" + id + ")");
    }
}
