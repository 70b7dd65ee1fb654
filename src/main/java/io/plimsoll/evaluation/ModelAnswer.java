package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a DMN model answered.
 *
 * @param result the value as a tree: of a decision; of a service with one decision as output; or by the names of decisions
 * @param messages why something in it is null
 */
public record ModelAnswer(@Nullable Object result, List<ModelMessage> messages) {
    public ModelAnswer {
        messages = List.copyOf(messages);
    }

    /** {@code {result, messages}}. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("result", result)
                .put("messages", messages.stream().map(ModelMessage::tree).toList())
                .build();
    }

    /** @param tree as {@link #tree()} writes it */
    public static ModelAnswer of(Map<String, @Nullable Object> tree) {
        return new ModelAnswer(tree.get("result"), Trees.objects(tree, "messages", ModelMessage::of));
    }
}
