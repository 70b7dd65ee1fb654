package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a person has to act, and by when.
 *
 * @param queue the name of an inbox
 * @param level how far up, 1 being the first line
 * @param dueWithin counted from the decision
 */
public record Route(String queue, int level, Duration dueWithin) {
    static Route read(Map<String, @Nullable Object> tree) {
        return new Route(
                Trees.text(tree, "queue"), Trees.whole(tree, "level"), Duration.parse(Trees.text(tree, "dueWithin")));
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("queue", queue)
                .put("level", level)
                .put("dueWithin", dueWithin.toString())
                .build();
    }
}
