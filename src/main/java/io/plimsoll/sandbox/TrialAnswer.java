package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decided on trial.
 *
 * @param situation all that it knew, see {@link io.plimsoll.evaluation.Situation#bytes()}
 * @param verdict as a decision answers it
 * @param trace how it came about, see {@link Evaluation}
 * @param handedOver whether nothing could be decided, so that a person would take over
 */
public record TrialAnswer(
        Map<String, @Nullable Object> situation,
        Map<String, @Nullable Object> verdict,
        Map<String, @Nullable Object> trace,
        boolean handedOver) {
    /** Byte-equal to {@link Evaluation#bytes()} of the same bundles and situation in this process. */
    public byte[] bytes() {
        return Evaluation.bytes(CanonicalJson.text(trace), CanonicalJson.text(verdict));
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("situation", situation)
                .put("verdict", verdict)
                .put("trace", trace)
                .put("handedOver", handedOver)
                .build();
    }

    static TrialAnswer of(Map<String, @Nullable Object> tree) {
        return new TrialAnswer(
                Tree.asObject(tree.get("situation")),
                Tree.asObject(tree.get("verdict")),
                Tree.asObject(tree.get("trace")),
                (Boolean) Objects.requireNonNull(tree.get("handedOver")));
    }
}
