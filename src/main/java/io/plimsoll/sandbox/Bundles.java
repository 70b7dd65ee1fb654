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
 * @param guardrails restrict the policy; null for none
 */
record Bundles(Kind kind, PolicyBundle bundle, @Nullable PolicyBundle guardrails) {
    /** What is asked. */
    enum Kind {
        /** Whole situations. */
        POLICY,
        /** Single DMN models. */
        MODELS
    }

    /** Equal for the same files. */
    String key() {
        return kind + " " + bundle.digest() + " " + (guardrails == null ? "-" : guardrails.digest());
    }

    /** The first message tells the kind and the paths; the content of each file follows in one of its own. */
    void write(Frames frames) throws IOException {
        frames.write(CanonicalJson.bytes(Tree.object()
                .put("kind", kind)
                .put("bundle", List.copyOf(bundle.paths()))
                .put("guardrails", guardrails == null ? null : List.copyOf(guardrails.paths()))
                .build()));
        write(bundle, frames);
        if (guardrails != null) {
            write(guardrails, frames);
        }
    }

    static Bundles read(Frames frames) throws IOException {
        Map<String, @Nullable Object> tree = Tree.asObject(StrictJson.read(frames.read()));
        PolicyBundle bundle = read(Tree.asList(tree.get("bundle")), frames);
        Object guardrails = tree.get("guardrails");
        return new Bundles(
                Kind.valueOf(String.valueOf(tree.get("kind"))),
                bundle,
                guardrails == null ? null : read(Tree.asList(guardrails), frames));
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
