package io.plimsoll.evaluation.diff;

import io.plimsoll.evaluation.diff.ElementDiff.Special;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two decision tables by columns, rows and cells. */
final class TableDiff {
    /** Where the first of several rows wins, or the answer is a list. */
    private static final Set<String> ORDERED = Set.of("FIRST", "RULE ORDER", "OUTPUT ORDER", "PRIORITY");

    /** Where the order of the columns of conclusions says which answer goes first. */
    private static final Set<String> RANKED = Set.of("OUTPUT ORDER", "PRIORITY");

    private final ElementDiff elements;
    private final ChangePlace place;
    private final Node before;
    private final Node after;
    private final Columns inputs;
    private final Columns outputs;
    private final Columns annotations;

    TableDiff(ElementDiff elements, ChangePlace place, Node before, Node after) {
        this.elements = elements;
        this.place = place;
        this.before = before;
        this.after = after;
        this.inputs = Columns.of("input", "inputEntry", before, after);
        this.outputs = Columns.of("output", "outputEntry", before, after);
        this.annotations = Columns.of("annotation", "annotationEntry", before, after);
    }

    void compare() {
        Matches<Node> rows = Rows.matches(before, after, List.of(inputs, outputs));
        Set<Integer> moved = rows.moved();
        Map<String, Special> known = new LinkedHashMap<>();
        for (Columns columns : List.of(inputs, outputs, annotations)) {
            known.put(columns.heads(), new Special(columns.matches(), pair -> column(columns, pair)));
        }
        known.put("rule", new Special(rows, pair -> {
            Integer stands = pair.after();
            row(rows, pair, stands != null && moved.contains(stands));
        }));
        elements.compareChildren(place, before, after, known);
        List.of(inputs, outputs, annotations).forEach(this::reportOrder);
    }

    private void column(Columns columns, Sides<Integer> indices) {
        ChangePlace at = place.withColumn(part(columns, indices)).in(columns.heads());
        elements.compareOrTell(at, columns.matches().at(indices));
    }

    private Sides<Part> part(Columns columns, Sides<Integer> indices) {
        Integer stood = indices.before();
        Integer stands = indices.after();
        return new Sides<>(
                stood == null ? null : titled(columns.part(stood, true), before),
                stands == null ? null : titled(columns.part(stands, false), after));
    }

    /** The only column of conclusions often has no name; it is the answer of the table, and called so. */
    private Part titled(Part column, Node table) {
        if (column.name() != null || !column.type().equals("output")) {
            return column;
        }
        Part named = place.table().any();
        String label = table.attribute("outputLabel");
        return new Part(
                column.type(),
                column.id(),
                label != null ? label : named == null ? null : named.name(),
                column.number());
    }

    private void reportOrder(Columns columns) {
        if (!columns.matches().moved().isEmpty()) {
            Sides<String> titles = columns.matches().paired().map(heads -> heads.stream()
                    .map(head -> Objects.requireNonNullElse(
                            Columns.title(head), Objects.requireNonNullElse(Columns.question(head), "")))
                    .collect(Collectors.joining(", ")));
            boolean ranked = columns == outputs && (isOneOf(RANKED, before) || isOneOf(RANKED, after));
            elements.report()
                    .add(Change.of(
                            Subject.COLUMN, Action.MOVED, place.at("order of " + columns.heads()), titles, ranked));
        }
    }

    private void row(Matches<Node> rows, Sides<Integer> indices, boolean moved) {
        Sides<Node> nodes = rows.at(indices);
        Node stood = nodes.before();
        Node stands = nodes.after();
        Sides<Part> parts = new Sides<>(
                stood == null ? null : row(stood, indices.before()),
                stands == null ? null : row(stands, indices.after()));
        ChangePlace at = place.withRow(parts).in("rule");
        if (moved) {
            Sides<String> lines = indices.map(index -> String.valueOf(index + 1));
            elements.report()
                    .add(Change.of(Subject.ROW, Action.MOVED, at.at("order"), lines, true)
                            .ordered(orderMatters()));
        }
        if (stood == null || stands == null) {
            elements.compareOrTell(at, nodes);
        } else if (stood.fingerprint().equals(stands.fingerprint()) && !columnsDiffer()) {
            elements.compare(at, stood, stands);
        } else {
            elements.compareItself(at, stood, stands);
            Map<String, Special> cells = new LinkedHashMap<>();
            for (Columns columns : List.of(inputs, outputs, annotations)) {
                Matches<Node> entries = columns.cells(stood, stands);
                cells.put(columns.cells(), new Special(entries, pair -> cell(at, columns, entries, pair)));
            }
            elements.compareChildren(at, stood, stands, cells);
        }
    }

    private static Part row(Node node, @Nullable Integer index) {
        return new Part("rule", node.id(), null, Objects.requireNonNull(index) + 1);
    }

    /** Cells of equal rows differ when they stand in other columns now. */
    private boolean columnsDiffer() {
        return List.of(inputs, outputs, annotations).stream()
                .anyMatch(columns -> !columns.matches().moved().isEmpty()
                        || !columns.matches().aloneBefore().isEmpty()
                        || !columns.matches().aloneAfter().isEmpty());
    }

    /** A cell of a column that is new or gone is told when it asks or says something. */
    private void cell(ChangePlace row, Columns columns, Matches<Node> entries, Sides<Integer> indices) {
        Sides<Node> nodes = entries.at(indices);
        String content = Objects.requireNonNull(nodes.any()).content();
        boolean idle = content == null || content.isBlank() || content.strip().equals("-");
        if (!idle || !columns.isAlone(indices)) {
            ChangePlace at = row.withColumn(part(columns, indices)).in(columns.cells());
            elements.compareOrTell(at, nodes);
        }
    }

    private boolean orderMatters() {
        return isOrdered(before) || isOrdered(after);
    }

    /** The engine collects in the order of the rows, so that a list of answers shows it; a sum or a count does not. */
    private static boolean isOrdered(Node table) {
        boolean list = isOneOf(Set.of("COLLECT"), table) && table.attribute("aggregation") == null;
        return list || isOneOf(ORDERED, table);
    }

    private static boolean isOneOf(Set<String> policies, Node table) {
        return policies.contains(ElementDiff.written(table.attribute("hitPolicy")));
    }
}
