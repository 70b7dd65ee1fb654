package io.plimsoll.evaluation;

import io.plimsoll.platform.Position;
import io.plimsoll.platform.Tree;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where in a bundle something stands, as its author finds it again.
 *
 * @param file path inside the bundle; null when it is a matter of the bundle as a whole
 * @param cell where in a decision model; null outside of models
 * @param within what else leads to it: a pointer into the manifest, a step, a rule, a scenario; null for nothing
 * @param position line and column, where the file is read as text
 */
public record Place(
        @Nullable String file,
        @Nullable Cell cell,
        @Nullable String within,
        @Nullable Position position) {
    /** The bundle as a whole. */
    public static final Place BUNDLE = new Place(null, null, null, null);

    /**
     * A part of a decision model.
     *
     * @param model name of the model
     * @param kind what an author calls the part: decision, table, function, input, type, model
     * @param name of the decision, function, input or type; null for the model itself
     * @param row null when it is not about one row
     * @param column the label or the expression of a column, or the name of an entry; null for none
     */
    public record Cell(
            String model,
            String kind,
            @Nullable String name,
            @Nullable Row row,
            @Nullable String column) {
        String words() {
            StringBuilder words = new StringBuilder(kind);
            if (name != null) {
                words.append(" '").append(name).append('\'');
            }
            if (row != null) {
                words.append(", row ").append(row.number());
            }
            if (column != null) {
                words.append(", column '").append(column).append('\'');
            }
            return words.toString();
        }
    }

    /**
     * A row of a table.
     *
     * @param number counted from 1, as editors show it
     * @param id null when the row has none
     */
    public record Row(int number, @Nullable String id) {}

    public static Place file(String path) {
        return new Place(path, null, null, null);
    }

    /** @param pointer JSON pointer, such as {@code /inputs/amount} */
    public static Place manifest(String pointer) {
        return new Place(PolicyBundle.MANIFEST, null, pointer, null);
    }

    static Place step(Step step) {
        return new Place(PolicyBundle.MANIFEST, null, "step " + step.model() + " / " + step.decision(), null);
    }

    /** @param name null where no rule has begun */
    public static Place rule(String path, @Nullable String name, Position position) {
        return new Place(path, null, name == null ? null : "rule \"" + name + "\"", position);
    }

    public static Place cell(String path, Cell cell) {
        return new Place(path, cell, null, null);
    }

    /** For people: {@code dmn/offer.dmn, table 'Refund Boundary', row 7, column 'amount'}. */
    public String words() {
        StringBuilder words = new StringBuilder(file == null ? "" : file);
        if (within != null && within.startsWith("/")) {
            words.append(' ').append(within);
        } else {
            append(words, within);
        }
        append(words, cell == null ? null : cell.words());
        append(words, position == null ? null : position.toString());
        return words.isEmpty() ? "bundle" : words.toString();
    }

    private static void append(StringBuilder words, @Nullable String more) {
        if (more != null) {
            words.append(words.isEmpty() ? "" : ", ").append(more);
        }
    }

    /** Whether both are about the same decision, function, input or type of a model. */
    boolean isInSameElement(Place other) {
        return cell != null
                && other.cell != null
                && cell.model().equals(other.cell.model())
                && Objects.equals(cell.name(), other.cell.name());
    }

    /** What does not move when rows, lines or files are moved about. */
    String identity() {
        if (cell == null) {
            return file + "|" + within + (within == null && position != null ? "|" + position : "");
        }
        Row row = cell.row();
        Object known = row == null || row.id() == null ? row : row.id();
        return cell.model() + "|" + cell.kind() + "|" + cell.name() + "|" + known + "|" + cell.column() + "|" + within;
    }

    /** For programs; what is not known is left out. */
    Map<String, @Nullable Object> tree() {
        Tree.Builder tree = Tree.object();
        put(tree, "file", file);
        if (cell != null) {
            put(tree, "model", cell.model());
            put(tree, cell.kind().equals("model") ? "element" : cell.kind(), cell.name());
            Row row = cell.row();
            put(tree, "row", row == null ? null : row.number());
            put(tree, "rowId", row == null ? null : row.id());
            put(tree, "column", cell.column());
        }
        put(tree, "within", within);
        put(tree, "line", position == null ? null : position.line());
        put(tree, "characterInLine", position == null ? null : position.column());
        return tree.build();
    }

    private static void put(Tree.Builder tree, String name, @Nullable Object value) {
        if (value != null) {
            tree.put(name, value);
        }
    }
}
