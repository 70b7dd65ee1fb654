package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often something was heard in the domain, in event time.
 *
 * @param name as the manifest calls it
 * @param key the topic; empty for {@link Scope#DOMAIN}
 * @param current signals in the clock hour (UTC) of the new signal
 * @param before signals in the hours before that
 * @param hours how many hours those are
 */
public record Trend(String name, String key, long current, long before, long hours) {
    static final Comparator<Trend> ORDER = Comparator.comparing(Trend::name).thenComparing(Trend::key);

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("name", name)
                .put("key", key)
                .put("current", BigDecimal.valueOf(current))
                .put("before", BigDecimal.valueOf(before))
                .put("hours", BigDecimal.valueOf(hours))
                .build();
    }

    static Trend of(Map<String, @Nullable Object> tree) {
        return new Trend(
                Trees.text(tree, "name"),
                Trees.text(tree, "key"),
                Trees.number(tree, "current").longValueExact(),
                Trees.number(tree, "before").longValueExact(),
                Trees.number(tree, "hours").longValueExact());
    }
}
