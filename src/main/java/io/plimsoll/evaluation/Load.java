package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of something was granted before, whoever the customer was.
 *
 * @param what the type of an intent, or the name of an outcome
 * @param key the queue or the topic; empty for {@link Scope#DOMAIN}
 * @param within counted back from the service's instant
 * @param taken how many grants
 * @param total the sum of their amounts
 */
public record Load(String what, Scope scope, String key, Duration within, long taken, BigDecimal total) {
    static final Comparator<Load> ORDER = Comparator.comparing(Load::what)
            .thenComparing(Load::scope)
            .thenComparing(Load::key)
            .thenComparing(Load::within);

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("what", what)
                .put("scope", scope)
                .put("key", key)
                .put("within", within.toString())
                .put("taken", BigDecimal.valueOf(taken))
                .put("total", total)
                .build();
    }

    static Load of(Map<String, @Nullable Object> tree) {
        return new Load(
                Trees.text(tree, "what"),
                Scope.valueOf(Trees.text(tree, "scope")),
                Trees.text(tree, "key"),
                Duration.parse(Trees.text(tree, "within")),
                Trees.number(tree, "taken").longValueExact(),
                Trees.number(tree, "total"));
    }
}
