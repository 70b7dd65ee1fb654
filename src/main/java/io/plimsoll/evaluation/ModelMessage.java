package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of an evaluation: why a value is null, or is not what its author meant.
 *
 * @param severity ERROR, WARNING or INFO
 * @param code stable name of what happened: one of the engine's, such as {@code ERROR_EVAL_NODE}, or one of ours
 * @param element the decision or other element in which it happened; null when it is about the whole question
 * @param row counted from 1; null when it did not happen in a row of a decision table
 * @param expression the expression as its author wrote it; null when it is about none
 * @param text for a person; it may quote values and MUST NOT be logged
 */
public record ModelMessage(
        String severity,
        String code,
        @Nullable String element,
        @Nullable Integer row,
        @Nullable String expression,
        String text) {
    static ModelMessage warning(String code, @Nullable String element, String text) {
        return new ModelMessage("WARNING", code, element, null, null, text);
    }

    /** {@code {severity, code, element, row, expression, text}}. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("severity", severity)
                .put("code", code)
                .put("element", element)
                .put("row", row)
                .put("expression", expression)
                .put("text", text)
                .build();
    }

    /** @param tree as {@link #tree()} writes it */
    public static ModelMessage of(Map<String, @Nullable Object> tree) {
        return new ModelMessage(
                Trees.text(tree, "severity"),
                Trees.text(tree, "code"),
                (String) tree.get("element"),
                tree.get("row") == null ? null : Trees.whole(tree, "row"),
                (String) tree.get("expression"),
                Trees.text(tree, "text"));
    }
}
