package io.plimsoll.evaluation.diff;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The same thing on both sides of a comparison.
 *
 * @param before null where it is only after
 * @param after null where it is only before
 */
public record Sides<T>(@Nullable T before, @Nullable T after) {
    static <T> Sides<T> both(T value) {
        return new Sides<>(value, value);
    }

    static <T> Sides<T> none() {
        return new Sides<>(null, null);
    }

    /** The later one, or else the earlier one. */
    public @Nullable T any() {
        return after == null ? before : after;
    }

    /** The earlier one, or else the later one. */
    public @Nullable T first() {
        return before == null ? after : before;
    }

    public boolean paired() {
        return before != null && after != null;
    }

    public boolean differ() {
        return !Objects.equals(before, after);
    }

    public Sides<T> mirrored() {
        return new Sides<>(after, before);
    }

    <R> Sides<R> map(Function<T, @Nullable R> to) {
        return new Sides<>(before == null ? null : to.apply(before), after == null ? null : to.apply(after));
    }
}
