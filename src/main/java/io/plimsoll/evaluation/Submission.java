package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to have decided.
 *
 * @param request null when nobody wants anything yet
 * @param facts what the client's systems know, under the names that the domain's manifest declares
 */
public record Submission(Signal signal, @Nullable Request request, Map<String, @Nullable Object> facts) {

    /** @param tree checked by {@link Contract} before */
    public static Submission of(Map<String, @Nullable Object> tree) {
        Object request = tree.get("request");
        return new Submission(
                Signal.of(Tree.asObject(tree.get("signal"))),
                request == null ? null : request(Tree.asObject(request)),
                objectOrEmpty(tree.get("facts")));
    }

    /** What {@link #of(Map)} reads. */
    public Map<String, @Nullable Object> tree() {
        Tree.Builder tree = Tree.object().put("signal", signal.tree());
        if (request != null) {
            tree.put("request", request.tree());
        }
        return tree.put("facts", facts).build();
    }

    public Submission with(Signal other) {
        return new Submission(other, request, facts);
    }

    /** The type of the request, null when there is none. */
    public @Nullable String requestType() {
        return request == null ? null : request.type();
    }

    private static Request request(Map<String, @Nullable Object> tree) {
        return new Request((String) Objects.requireNonNull(tree.get("type")), objectOrEmpty(tree.get("arguments")));
    }

    private static Map<String, @Nullable Object> objectOrEmpty(@Nullable Object tree) {
        return tree == null ? Map.of() : Tree.asObject(tree);
    }
}
