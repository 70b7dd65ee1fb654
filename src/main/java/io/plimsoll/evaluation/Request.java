package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do about a signal.
 *
 * @param type one of the manifest's requests
 * @param arguments as the client sent them; stored, and never read by a policy
 */
public record Request(String type, Map<String, @Nullable Object> arguments) {
    Map<String, @Nullable Object> tree() {
        return Tree.object().put("type", type).put("arguments", arguments).build();
    }
}
