package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a producer measured in a signal.
 *
 * @param sentiment orientation, -1 (very negative) to 1 (very positive)
 * @param intensity strength of the feeling, 0 to 1
 * @param activeness how far the customer is about to act on it, 0 to 1
 * @param confidence the producer's confidence in these scores, 0 to 1
 * @param intention what the customer wants; the built-in scorer says one of {@link Intention}, others their own words
 */
public record Scores(
        @Nullable BigDecimal sentiment,
        @Nullable BigDecimal intensity,
        @Nullable BigDecimal activeness,
        @Nullable BigDecimal confidence,
        @Nullable String intention) {
    /** Nothing was measured. */
    public static final Scores NONE = new Scores(null, null, null, null, null);

    static Scores of(Map<String, @Nullable Object> tree) {
        return new Scores(
                (BigDecimal) tree.get("sentiment"),
                (BigDecimal) tree.get("intensity"),
                (BigDecimal) tree.get("activeness"),
                (BigDecimal) tree.get("confidence"),
                (String) tree.get("intention"));
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("sentiment", sentiment)
                .put("intensity", intensity)
                .put("activeness", activeness)
                .put("confidence", confidence)
                .put("intention", intention)
                .build();
    }
}
