package io.plimsoll.replay.dossier;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first so many of all that were added, in their own order. */
final class Best<T extends Comparable<T>> implements Sum<Best<T>> {
    private final int limit;
    private final Function<T, Object> writer;
    private final Function<@Nullable Object, T> reader;
    private final List<T> sorted = new ArrayList<>();

    private Best(int limit, Function<T, Object> writer, Function<@Nullable Object, T> reader) {
        this.limit = limit;
        this.writer = writer;
        this.reader = reader;
    }

    static Best<Rank> ranks(int limit) {
        return new Best<>(limit, Rank::tree, tree -> Rank.read(Tree.asList(tree)));
    }

    static Best<Consequence> consequences(int limit) {
        return new Best<>(limit, Consequence::tree, Consequence::read);
    }

    void add(T added) {
        if (sorted.size() == limit && sorted.get(limit - 1).compareTo(added) <= 0) {
            return;
        }
        int found = Collections.binarySearch(sorted, added);
        sorted.add(found < 0 ? -found - 1 : found, added);
        if (sorted.size() > limit) {
            sorted.remove(limit);
        }
    }

    List<T> sorted() {
        return List.copyOf(sorted);
    }

    @Override
    public void merge(Best<T> other) {
        other.sorted.forEach(this::add);
    }

    @Override
    public Object tree() {
        return sorted.stream().map(writer).toList();
    }

    @Override
    public void read(@Nullable Object tree) {
        Tree.asList(tree).forEach(each -> add(reader.apply(each)));
    }
}
