package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who scored a signal: a model, a prompt, an agent or a person, with its version. */
public record Producer(Kind kind, String name, String version) {
    /** The sorts of producers. */
    public enum Kind {
        MODEL,
        PROMPT,
        AGENT,
        PERSON
    }

    static Producer of(Map<String, @Nullable Object> tree) {
        return new Producer(
                Kind.valueOf((String) Objects.requireNonNull(tree.get("kind"))),
                (String) Objects.requireNonNull(tree.get("name")),
                (String) Objects.requireNonNull(tree.get("version")));
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("kind", kind.name())
                .put("name", name)
                .put("version", version)
                .build();
    }
}
