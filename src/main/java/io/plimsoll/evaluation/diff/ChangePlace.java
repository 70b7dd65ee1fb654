package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a change is, from the file inwards. Parts that a place does not need are {@link Sides#none()}.
 *
 * @param file path in the bundle
 * @param element decision, input, type, function or service; rule or scenario
 * @param path what leads from there, or from the file, to the change: elements with the names of those that have one, or
 *     a JSON pointer
 * @param tags the names of all elements from the root of the file, without anything that tells them apart
 * @param key a digest or name of the place whatever the texts there are; the same when the sides are swapped
 */
public record ChangePlace(
        Sides<String> file,
        Sides<Part> model,
        Sides<Part> element,
        Sides<Part> table,
        Sides<Part> row,
        Sides<Part> column,
        String path,
        String tags,
        String key) {
    static ChangePlace file(Sides<String> path, String key) {
        return new ChangePlace(path, Sides.none(), Sides.none(), Sides.none(), Sides.none(), Sides.none(), "", "", key);
    }

    ChangePlace withModel(Sides<Part> part) {
        return new ChangePlace(file, part, element, table, row, column, path, "definitions", key);
    }

    ChangePlace withElement(Sides<Part> part) {
        return new ChangePlace(file, model, part, table, row, column, "", tags, chained(key(part)));
    }

    ChangePlace withTable(Sides<Part> part) {
        return new ChangePlace(file, model, element, part, Sides.none(), Sides.none(), path, tags, key);
    }

    ChangePlace withRow(Sides<Part> part) {
        return new ChangePlace(file, model, element, table, part, Sides.none(), "", tags, chained(key(part)));
    }

    ChangePlace withColumn(Sides<Part> part) {
        return new ChangePlace(file, model, element, table, row, part, "", tags, chained(key(part)));
    }

    /** A step further: an element, an attribute with {@code @} or a field. */
    ChangePlace at(String step) {
        return new ChangePlace(
                file,
                model,
                element,
                table,
                row,
                column,
                path.isEmpty() || step.startsWith("@") ? path + step : path + "/" + step,
                tags,
                chained(step));
    }

    /** Only says which element of the file it is, for telling what a change means. */
    ChangePlace in(String tag) {
        return new ChangePlace(file, model, element, table, row, column, path, tags + "/" + tag.replace('/', '|'), key);
    }

    ChangePlace mirrored() {
        return new ChangePlace(
                file.mirrored(),
                model.mirrored(),
                element.mirrored(),
                table.mirrored(),
                row.mirrored(),
                column.mirrored(),
                path,
                tags,
                key);
    }

    Map<String, @Nullable Object> tree() {
        Tree.Builder tree = Tree.object();
        put(tree, "file", file);
        put(tree, "model", model.map(Part::tree));
        put(tree, "element", element.map(Part::tree));
        put(tree, "table", table.map(Part::tree));
        put(tree, "row", row.map(Part::tree));
        put(tree, "column", column.map(Part::tree));
        if (!path.isEmpty()) {
            tree.put("path", path);
        }
        return tree.build();
    }

    /** What is the same on both sides is told once, as that of the later side. */
    private static void put(Tree.Builder tree, String name, Sides<?> sides) {
        if (sides.any() != null) {
            tree.put(name, sides.any());
            if (sides.paired() && sides.differ()) {
                tree.put(name + "Before", sides.before());
            }
        }
    }

    /** A digest, so that deep places under long names stay short. */
    private String chained(String step) {
        return Digest.of((key + "/" + step).getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String key(Sides<Part> part) {
        Part first = part.first();
        return first == null ? "" : first.key();
    }
}
