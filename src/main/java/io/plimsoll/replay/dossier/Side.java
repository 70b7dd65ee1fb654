package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one version says of a situation.
 *
 * @param verdictJson canonical JSON of the verdict
 * @param traceJson canonical JSON of how it came about
 * @param trace what that was written of; null when it was read
 * @param handedOver whether nothing could be decided, so that a person takes over
 */
public record Side(
        Verdict verdict,
        String verdictJson,
        String traceJson,
        @Nullable Map<String, @Nullable Object> trace,
        boolean handedOver) {
    public static Side of(Evaluation evaluation) {
        return new Side(
                evaluation.verdict(),
                evaluation.verdictJson(),
                evaluation.traceJson(),
                evaluation.trace(),
                evaluation.isHandedOver());
    }

    /** As it was recorded, both in canonical JSON. What could not be decided is known by the faults in its trace. */
    public static Side read(String verdictJson, String traceJson) {
        Object faults = object(traceJson).get("faults");
        return new Side(
                Verdict.read(object(verdictJson)),
                verdictJson,
                traceJson,
                null,
                !Tree.asList(faults).isEmpty());
    }

    static Map<String, @Nullable Object> object(String json) {
        return Tree.asObject(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
