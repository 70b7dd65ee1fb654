package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case on which a policy is tried.
 *
 * @param tree a body, or a situation
 * @param frozen whether it is a situation
 */
public record Trial(Map<String, @Nullable Object> tree, boolean frozen) {
    private static final String TREE = "trial";
    private static final String FROZEN = "frozen";

    /**
     * A case as a client would send it.
     *
     * @param body {@code {signal, request, facts}} exactly as for a decision, with {@code at}, the service's instant (that of
     *     the signal when left out), and {@code history}, a list of earlier bodies, each with its own {@code at}; the policy
     *     that is tried decides them first, in this order. What is wrong with it is told when it is tried
     */
    public static Trial of(Map<String, @Nullable Object> body) {
        return new Trial(body, false);
    }

    /** A situation as it was frozen, for example that of a recorded decision, with its controls. */
    public static Trial of(Situation situation) {
        return new Trial(Tree.asObject(StrictJson.read(situation.bytes())), true);
    }

    Map<String, @Nullable Object> question() {
        return Tree.object().put(TREE, tree).put(FROZEN, frozen).build();
    }

    static Trial read(Map<String, @Nullable Object> question) {
        return new Trial(Tree.asObject(question.get(TREE)), Boolean.TRUE.equals(question.get(FROZEN)));
    }
}
