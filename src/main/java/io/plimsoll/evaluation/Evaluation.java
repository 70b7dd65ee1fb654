package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verdict and how it came about. The canonical texts are written once, when the evaluation is made. */
public final class Evaluation {
    private final Verdict verdict;
    private final String verdictJson;
    private final String traceJson;

    /**
     * Takes over what an evaluation found.
     *
     * @param trace {@code {faults, missing, steps: [{phase, model, decision, inputs, decisions, tables, messages}]}}; rows
     *     are named by their DMN ids, messages by their codes
     */
    Evaluation(Verdict verdict, Map<String, @Nullable Object> trace) {
        this.verdict = verdict;
        this.verdictJson = CanonicalJson.text(verdict.tree());
        this.traceJson = CanonicalJson.text(trace);
    }

    public Verdict verdict() {
        return verdict;
    }

    /** The verdict as canonical JSON. */
    public String verdictJson() {
        return verdictJson;
    }

    /** The trace as canonical JSON. */
    public String traceJson() {
        return traceJson;
    }

    /** Canonical JSON {@code {trace, verdict}}: byte-equal for equal policies and situations, anywhere and any time. */
    public byte[] bytes() {
        return bytes(traceJson, verdictJson);
    }

    /** The digest of the bytes. */
    public Digest digest() {
        return Digest.of(bytes());
    }

    /** The bytes of an evaluation whose parts were stored. */
    public static byte[] bytes(String traceJson, String verdictJson) {
        return ("{\"trace\":" + traceJson + ",\"verdict\":" + verdictJson + "}").getBytes(StandardCharsets.UTF_8);
    }
}
