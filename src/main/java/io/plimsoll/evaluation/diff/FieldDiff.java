package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares two trees field by field, and the items of lists by what they are called rather than by their places. */
final class FieldDiff {
    /** By which an item of a list is known; the first of these that it has. */
    private static final List<List<String>> NAMES = List.of(
            List.of("name"),
            List.of("id"),
            List.of("code"),
            List.of("path"),
            List.of("decide", "answer"),
            List.of("guard", "answer"),
            List.of("perceive"),
            List.of("govern"),
            List.of("of", "by", "within"),
            List.of("type"),
            List.of("at"));

    private final List<Field> fields = new ArrayList<>();

    private FieldDiff() {}

    /** A value that is there, which may be null. */
    record Value(@Nullable Object tree) {
        /** A text as it is, all else as canonical JSON. */
        String text() {
            return tree instanceof String text ? text : CanonicalJson.text(tree);
        }

        /** What it is called; null for nothing. */
        @Nullable String name() {
            if (!(tree instanceof Map<?, ?>)) {
                return null;
            }
            Map<String, @Nullable Object> object = Tree.asObject(tree);
            return NAMES.stream()
                    .filter(object.keySet()::containsAll)
                    .findFirst()
                    .map(names -> names.stream()
                            .map(name -> (names.get(0).equals("name") ? "" : name + " ")
                                    + new Value(object.get(name)).text())
                            .collect(Collectors.joining(", ")))
                    .orElse(null);
        }

        String title() {
            return Objects.requireNonNullElseGet(name(), this::text);
        }
    }

    /**
     * A field that differs.
     *
     * @param pointers where it stands, on the side or sides where it does
     * @param steps the names that lead to it, items of lists by what they are called
     * @param values as texts
     * @param moved whether the items of the list are the same, in another order
     */
    record Field(Sides<Pointer> pointers, List<String> steps, Sides<String> values, boolean moved) {}

    static List<Field> between(@Nullable Object before, @Nullable Object after) {
        FieldDiff diff = new FieldDiff();
        diff.compare(Sides.both(Pointer.ROOT), List.of(), new Sides<>(new Value(before), new Value(after)));
        return List.copyOf(diff.fields);
    }

    private void compare(Sides<Pointer> at, List<String> steps, Sides<Value> values) {
        Value one = values.before();
        Value other = values.after();
        if (one != null && other != null) {
            if (one.equals(other)) {
                return;
            }
            if (one.tree() instanceof Map<?, ?> && other.tree() instanceof Map<?, ?>) {
                objects(at, steps, Tree.asObject(one.tree()), Tree.asObject(other.tree()));
                return;
            }
            if (one.tree() instanceof List<?> && other.tree() instanceof List<?>) {
                lists(at, steps, new Matches<>(items(one), items(other)));
                return;
            }
        }
        Sides<Pointer> there = new Sides<>(one == null ? null : at.before(), other == null ? null : at.after());
        fields.add(new Field(there, steps, values.map(Value::text), false));
    }

    private void objects(
            Sides<Pointer> at,
            List<String> steps,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        for (String name : names) {
            compare(
                    at.map(pointer -> pointer.field(name)),
                    and(steps, name),
                    new Sides<>(
                            before.containsKey(name) ? new Value(before.get(name)) : null,
                            after.containsKey(name) ? new Value(after.get(name)) : null));
        }
    }

    private void lists(Sides<Pointer> at, List<String> steps, Matches<Value> matches) {
        matches.by(Value::name).by(Value::text);
        for (Sides<Integer> indices : matches.indices()) {
            Sides<Value> items = matches.at(indices);
            String title = Objects.requireNonNull(items.first()).title();
            compare(
                    new Sides<>(index(at.before(), indices.before()), index(at.after(), indices.after())),
                    and(steps, title),
                    items);
        }
        if (!matches.moved().isEmpty()) {
            Sides<String> orders = matches.paired()
                    .map(items -> items.stream().map(Value::title).collect(Collectors.joining(", ")));
            fields.add(new Field(at, and(steps, "order"), orders, true));
        }
    }

    private static @Nullable Pointer index(@Nullable Pointer list, @Nullable Integer index) {
        return list == null || index == null ? null : list.index(index);
    }

    private static List<Value> items(Value list) {
        return Tree.asList(list.tree()).stream().map(Value::new).toList();
    }

    private static List<String> and(List<String> steps, String step) {
        return Stream.concat(steps.stream(), Stream.of(step)).toList();
    }
}
