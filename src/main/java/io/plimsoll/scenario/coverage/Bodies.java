package io.plimsoll.scenario.coverage;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and changes places in what a client sends. A path holds names of fields and, counted from 0, numbers of items. */
final class Bodies {
    private Bodies() {}

    /** What stands there; null for nothing. */
    static @Nullable Object at(@Nullable Object tree, List<Object> path) {
        Object at = tree;
        for (Object step : path) {
            if (step instanceof Integer index) {
                at = at instanceof List<?> list && index < list.size() ? list.get(index) : null;
            } else {
                at = at instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return at;
    }

    /**
     * The same body with another value in one place. Objects on the way that are not there are made.
     *
     * @param value null takes away what is there
     */
    static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> body, List<Object> path, @Nullable Object value) {
        return Tree.asObject(changed(body, path, value));
    }

    private static @Nullable Object changed(@Nullable Object tree, List<Object> path, @Nullable Object value) {
        if (path.isEmpty()) {
            return value;
        }
        List<Object> rest = path.subList(1, path.size());
        if (path.get(0) instanceof Integer index) {
            List<@Nullable Object> list = new ArrayList<>(Tree.asList(tree));
            list.set(index, changed(list.get(index), rest, value));
            return list;
        }
        String name = (String) path.get(0);
        Map<String, @Nullable Object> map = new LinkedHashMap<>(tree == null ? Map.of() : Tree.asObject(tree));
        Object inner = changed(map.get(name), rest, value);
        if (inner == null) {
            map.remove(name);
        } else {
            map.put(name, inner);
        }
        return map;
    }
}
