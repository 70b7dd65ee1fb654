package io.plimsoll.evaluation.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table is which, for one kind of columns.
 *
 * @param heads name of the elements that head them, such as {@code input}
 * @param cells name of the elements in the rows, such as {@code inputEntry}
 */
record Columns(String heads, String cells, Matches<Node> matches) {
    static Columns of(String heads, String cells, Node before, Node after) {
        Matches<Node> matches = new Matches<>(before.children(heads), after.children(heads))
                .by(column -> column.id() == null ? null : List.of(column.id(), content(column)))
                .by(column -> content(column).isBlank() ? null : content(column))
                .by(Node::id)
                .by(Columns::title)
                .by(Columns::question);
        matches.aloneBefore().stream().filter(matches::isAloneAfter).forEach(i -> matches.pair(i, i));
        return new Columns(heads, cells, matches);
    }

    /** What people call it: label or name; null for nothing. */
    static @Nullable String title(Node column) {
        String label = column.attribute("label");
        return label != null ? label : column.attribute("name");
    }

    /** What it asks; null for an output. */
    static @Nullable String question(Node column) {
        return column.child("inputExpression")
                .map(Node::content)
                .map(Spacing::plain)
                .orElse(null);
    }

    private static String content(Node column) {
        return Objects.requireNonNullElse(title(column), "") + "\n" + Objects.requireNonNullElse(question(column), "");
    }

    /** The cells of a row, matched as their columns are; those without a column by their places. */
    Matches<Node> cells(Node before, Node after) {
        Matches<Node> entries = new Matches<>(before.children(cells), after.children(cells));
        int stood = entries.before().size();
        int stand = entries.after().size();
        for (Sides<Integer> pair : matches.indices()) {
            if (pair.before() != null && pair.after() != null && pair.before() < stood && pair.after() < stand) {
                entries.pair(pair.before(), pair.after());
            }
        }
        int headed = Math.max(matches.before().size(), matches.after().size());
        for (int i = headed; i < Math.min(stood, stand); i++) {
            entries.pair(i, i);
        }
        return entries;
    }

    /** Whether the column of these cells came or went. */
    boolean isAlone(Sides<Integer> indices) {
        Integer stood = indices.before();
        Integer stands = indices.after();
        return (stood != null && matches.isAloneBefore(stood)) || (stands != null && matches.isAloneAfter(stands));
    }

    /** The texts of a row's cells in the columns that are on both sides, in the order of the later side. */
    List<String> shared(List<Node> entries, boolean before) {
        List<String> texts = new ArrayList<>();
        for (Sides<Integer> pair : matches.indices()) {
            Integer index = before ? pair.before() : pair.after();
            if (index != null && pair.paired()) {
                String content = index < entries.size() ? entries.get(index).content() : null;
                texts.add(Spacing.plain(Objects.requireNonNullElse(content, "")));
            }
        }
        return texts;
    }

    /** The column in which a cell stands. */
    Part part(int index, boolean before) {
        List<Node> all = before ? matches.before() : matches.after();
        Node head = index < all.size() ? all.get(index) : null;
        if (head == null) {
            return new Part(heads, null, null, index + 1);
        }
        String title = title(head);
        return new Part(heads, head.id(), title != null ? title : question(head), index + 1);
    }
}
