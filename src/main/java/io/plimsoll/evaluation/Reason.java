package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why.
 *
 * @param code stable, from the domain's manifest or from {@link EngineReason}
 * @param text one sentence for a person
 */
public record Reason(String code, String text) {
    static Reason read(Map<String, @Nullable Object> tree) {
        return new Reason(Trees.text(tree, "code"), Trees.text(tree, "text"));
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object().put("code", code).put("text", text).build();
    }
}
