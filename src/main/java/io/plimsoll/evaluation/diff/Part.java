package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a model on one side of a comparison.
 *
 * @param type such as {@code decision} or {@code input}
 * @param id null where the file gives none
 * @param name as people call it; null where it has none
 * @param number among its like, from 1; 0 where numbers say nothing
 */
public record Part(
        String type, @Nullable String id, @Nullable String name, int number) {
    /** Characters of a name or an id; what is longer is cut, so that an answer cannot grow with it. */
    private static final int MAX_LENGTH = 200;

    public Part {
        id = cut(id);
        name = cut(name);
    }

    static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    Map<String, @Nullable Object> tree() {
        Tree.Builder tree = Tree.object().put("type", type);
        if (id != null) {
            tree.put("id", id);
        }
        if (name != null) {
            tree.put("name", name);
        }
        if (number > 0) {
            tree.put("number", number);
        }
        return tree.build();
    }

    /** By which it is told from others: better the id than the name, better the name than the number. */
    String key() {
        return type + "[" + (id != null ? "#" + id : name != null ? name : String.valueOf(number)) + "]";
    }
}
