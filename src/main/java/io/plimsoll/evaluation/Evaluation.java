package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A verdict and how it came about. The canonical texts are written once, when the evaluation is made. */
public final class Evaluation {
    private final Verdict verdict;
    private final String verdictJson;
    private final String traceJson;
    private final Map<String, @Nullable Object> trace;
    private final List<Limit> limits;
    private final Set<String> granted;
    private final boolean handedOver;

    /**
     * Takes over what an evaluation found.
     *
     * @param trace {@code {faults, missing, steps: […], guardrails: {disagreed, proposed}, controls: {applied,
     *     proposed}}}, the last two where there are any ({@link ControlTrace}); a step is {@code {phase,
     *     model, decision, inputs, decisions, tables, messages}} of tables, with the {@code intent} that a guardrail was
     *     asked about, {@code {phase, rules, fired: [{rule, facts}], applied}} of rules, or {@code {phase, features}}. Rows
     *     are named by their DMN ids, messages by their codes
     * @param limits what the tables said of limits
     * @param granted what of the verdict the policy itself granted, so that its limits hold for it
     */
    Evaluation(Verdict verdict, Map<String, @Nullable Object> trace, List<Limit> limits, Set<String> granted) {
        this(verdict, trace, limits, granted, false);
    }

    private Evaluation(
            Verdict verdict,
            Map<String, @Nullable Object> trace,
            List<Limit> limits,
            Set<String> granted,
            boolean handedOver) {
        this.verdict = verdict;
        this.verdictJson = CanonicalJson.text(verdict.tree());
        this.traceJson = CanonicalJson.text(trace);
        this.trace = trace;
        this.limits = List.copyOf(limits);
        this.granted = Set.copyOf(granted);
        this.handedOver = handedOver;
    }

    /** What guardrails are asked about, with the policy's limits and what of it the policy granted. */
    record Proposed(Verdict verdict, List<Limit> limits, Set<String> granted) {}

    /** A decision that could not be made. It lies outside all limits. */
    static Evaluation handedOver(Verdict verdict, Map<String, @Nullable Object> trace) {
        return new Evaluation(verdict, trace, List.of(), Set.of(), true);
    }

    List<Limit> limits() {
        return limits;
    }

    Set<String> granted() {
        return granted;
    }

    /** Whether nothing could be decided, so that a person takes over. */
    public boolean isHandedOver() {
        return handedOver;
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

    /**
     * What {@link #traceJson()} was written of. Equal texts may come of unequal trees: enums, instants and numbers stand here
     * as they were found.
     */
    public Map<String, @Nullable Object> trace() {
        return trace;
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
