package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was not done although a policy proposed it.
 *
 * @param what the intent or route that was held back
 */
public record Suppression(String what, Reason reason) {
    static Suppression read(Map<String, @Nullable Object> tree) {
        return new Suppression(Trees.text(tree, "what"), Reason.read(Tree.asObject(tree.get("reason"))));
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object().put("what", what).put("reason", reason.tree()).build();
    }
}
