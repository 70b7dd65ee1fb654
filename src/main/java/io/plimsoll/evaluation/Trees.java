package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of trees that this package wrote. */
final class Trees {
    private Trees() {}

    static String text(Map<String, @Nullable Object> tree, String name) {
        return (String) Objects.requireNonNull(tree.get(name));
    }

    static BigDecimal number(Map<String, @Nullable Object> tree, String name) {
        return (BigDecimal) Objects.requireNonNull(tree.get(name));
    }

    static int whole(Map<String, @Nullable Object> tree, String name) {
        return number(tree, name).intValueExact();
    }

    static @Nullable String optionalText(Map<String, @Nullable Object> tree, String name) {
        return (String) tree.get(name);
    }

    static <E extends Enum<E>> E constant(Map<String, @Nullable Object> tree, String name, Class<E> of) {
        return Enum.valueOf(of, text(tree, name));
    }

    static Instant instant(Map<String, @Nullable Object> tree, String name) {
        return Instant.parse(text(tree, name));
    }

    static <T> List<T> objects(
            Map<String, @Nullable Object> tree, String name, Function<Map<String, @Nullable Object>, T> each) {
        return Tree.asList(tree.get(name)).stream()
                .map(item -> each.apply(Tree.asObject(item)))
                .toList();
    }
}
