package io.plimsoll.sandbox;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a child is started for, and nothing else ever: it never meets another bundle.
 *
 * @param kind what is asked of it
 * @param counterpart the guardrails that restrict the policy, or what the guardrails restrict; null for none
 */
record Bundles(Kind kind, PolicyBundle bundle, @Nullable PolicyBundle counterpart) {
    /** What is asked. */
    enum Kind {
        /** Whole situations. */
        POLICY,
        /** Single DMN models. */
        MODELS,
        /** How well its scenarios test it. */
        EXAMINATION
    }

    /** Equal for the same files. */
    String key() {
        return kind + " " + bundle.digest() + " " + (counterpart == null ? "-" : counterpart.digest());
    }

    /** The first message tells the kind and the paths; the content of each file follows in one of its own. */
    void write(Frames frames) throws IOException {
        frames.write(CanonicalJson.bytes(Tree.object()
                .put("kind", kind)
                .put("bundle", List.copyOf(bundle.paths()))
                .put("counterpart", counterpart == null ? null : List.copyOf(counterpart.paths()))
                .build()));
        write(bundle, frames);
        if (counterpart != null) {
            write(counterpart, frames);
        }
    }

    static Bundles read(Frames frames) throws IOException {
        Map<String, @Nullable Object> tree = Tree.asObject(StrictJson.read(frames.read()));
        PolicyBundle bundle = read(Tree.asList(tree.get("bundle")), frames);
        Object counterpart = tree.get("counterpart");
        return new Bundles(
                Kind.valueOf(String.valueOf(tree.get("kind"))),
                bundle,
                counterpart == null ? null : read(Tree.asList(counterpart), frames));
    }

    private static void write(PolicyBundle bundle, Frames frames) throws IOException {
        for (String path : bundle.paths()) {
            frames.write(bundle.file(path));
        }
    }

    private static PolicyBundle read(List<@Nullable Object> paths, Frames frames) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Object path : paths) {
            files.put(String.valueOf(path), frames.read());
        }
        return new PolicyBundle(files);
    }
}
