package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case on which a policy is tried.
 *
 * @param tree either {@code {situation}}, or what {@link TrialShape} describes
 */
public record Trial(Map<String, @Nullable Object> tree) {
    /**
     * A case as a client would send it.
     *
     * @param body {@code {signal, request, facts}} exactly as for a decision, with {@code at}, the service's instant (that of
     *     the signal when left out), and {@code history}, a list of earlier bodies, each with its own {@code at}; the policy
     *     that is tried decides them first, in this order. What is wrong with it is told when it is tried
     */
    public static Trial of(Map<String, @Nullable Object> body) {
        return new Trial(body);
    }

    /** A situation as it was frozen, for example that of a recorded decision. */
    public static Trial of(Situation situation) {
        return new Trial(Tree.object()
                .put("situation", StrictJson.read(situation.bytes()))
                .build());
    }
}
