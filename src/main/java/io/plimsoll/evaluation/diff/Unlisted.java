package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much differs without any effect, so that it is counted and not listed.
 *
 * @param layout parts of diagrams
 * @param spacing texts that differ in white space alone
 * @param comments XML comments and processing instructions
 * @param formatting files that differ in nothing but how they are written down: indentation, quotes, order of fields
 */
public record Unlisted(int layout, int spacing, int comments, int formatting) {
    public boolean isEmpty() {
        return layout + spacing + comments + formatting == 0;
    }

    /** {@code {layout, spacing, comments, formatting}}. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("layout", layout)
                .put("spacing", spacing)
                .put("comments", comments)
                .put("formatting", formatting)
                .build();
    }
}
