package io.plimsoll.replay.dossier;

import io.plimsoll.platform.Tree;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sums by name, of which only the first so many in a fixed order are kept apart; all others are added up in one. Whatever
 * the order of adding, the same names are kept, and what is kept is exact: a name among the first of all is among the first
 * of every part, too, so it is never given up.
 */
final class Shelf<V extends Sum<V>> implements Sum<Shelf<V>> {
    private final int limit;
    private final Supplier<V> empty;
    private final TreeMap<Key, V> kept;
    private @Nullable V other;

    Shelf(int limit, Supplier<V> empty) {
        this(limit, Comparator.naturalOrder(), empty);
    }

    Shelf(int limit, Comparator<Key> order, Supplier<V> empty) {
        this.limit = limit;
        this.empty = empty;
        this.kept = new TreeMap<>(order);
    }

    /** Where to add for this name. */
    V at(Key key) {
        V found = kept.get(key);
        if (found != null) {
            return found;
        }
        boolean full = kept.size() == limit;
        if (full && order().compare(key, kept.lastKey()) > 0) {
            return others();
        }
        if (full) {
            others().merge(Objects.requireNonNull(kept.pollLastEntry()).getValue());
        }
        V added = empty.get();
        kept.put(key, added);
        return added;
    }

    private V others() {
        if (other == null) {
            other = empty.get();
        }
        return other;
    }

    SortedMap<Key, V> kept() {
        return Collections.unmodifiableSortedMap(kept);
    }

    /** The sum under this name, an empty one when there is none; null when it may have been added up with others. */
    @Nullable V find(Key key) {
        V found = kept.get(key);
        boolean known = found != null || other == null || order().compare(key, kept.lastKey()) < 0;
        return known && found == null ? empty.get() : found;
    }

    private Comparator<? super Key> order() {
        return Objects.requireNonNull(kept.comparator());
    }

    /** All that are not kept apart; null for none. */
    @Nullable V other() {
        return other;
    }

    @Override
    public void merge(Shelf<V> added) {
        added.kept.forEach((key, value) -> at(key).merge(value));
        if (added.other != null) {
            others().merge(added.other);
        }
    }

    @Override
    public Object tree() {
        return Tree.object()
                .put(
                        "kept",
                        kept.entrySet().stream()
                                .map(entry -> Tree.object()
                                        .put("key", entry.getKey().parts())
                                        .put("value", entry.getValue().tree())
                                        .build())
                                .toList())
                .put("other", other == null ? null : other.tree())
                .build();
    }

    @Override
    public void read(@Nullable Object tree) {
        Map<String, @Nullable Object> shelf = Tree.asObject(tree);
        Tree.asList(shelf.get("kept")).forEach(entry -> {
            Map<String, @Nullable Object> fields = Tree.asObject(entry);
            at(new Key(Sum.texts(Tree.asList(fields.get("key"))))).read(fields.get("value"));
        });
        if (shelf.get("other") != null) {
            others().read(shelf.get("other"));
        }
    }
}
