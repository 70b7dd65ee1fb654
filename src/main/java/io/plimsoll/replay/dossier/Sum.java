package io.plimsoll.replay.dossier;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that grows by adding. Adding MUST be commutative, associative and exact, so that the parts of a replay may be
 * added up in any order. Not thread-safe.
 *
 * @param <S> itself
 */
interface Sum<S> {
    /** Adds another one, which stays as it is. */
    void merge(S other);

    /** For canonical JSON; amounts are texts, because they may have more digits than a reader allows. */
    Object tree();

    /** Adds what {@link #tree()} wrote. */
    void read(@Nullable Object tree);

    static long whole(@Nullable Object tree) {
        return ((BigDecimal) Objects.requireNonNull(tree)).longValueExact();
    }

    static BigDecimal exact(@Nullable Object tree) {
        return new BigDecimal((String) Objects.requireNonNull(tree));
    }

    static String text(@Nullable Object tree) {
        return (String) Objects.requireNonNull(tree);
    }

    static List<String> texts(List<@Nullable Object> tree) {
        return tree.stream().map(Sum::text).toList();
    }
}
