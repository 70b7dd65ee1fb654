package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verdict and how it came about.
 *
 * @param trace canonical as a tree: {@code {faults, missing, steps: [{phase, model, decision, inputs, decisions, tables,
 *     messages}]}}; rows are named by their DMN ids, messages by their codes
 */
public record Evaluation(Verdict verdict, Map<String, @Nullable Object> trace) {
    /** Canonical JSON {@code {trace, verdict}}: byte-equal for equal policies and situations, anywhere and any time. */
    public byte[] bytes() {
        return CanonicalJson.bytes(
                Tree.object().put("verdict", verdict.tree()).put("trace", trace).build());
    }
}
