package io.plimsoll.sandbox;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Shape.Anything;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Shape.ListOf;
import io.plimsoll.platform.Shape.ObjectOf;
import io.plimsoll.platform.Shape.Temporal;
import io.plimsoll.platform.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a trial, but for what a policy's own contract says of signal, request and facts. */
final class TrialShape {
    /** Earlier bodies of one trial. */
    static final int MAX_HISTORY = 200;

    private static final ObjectOf BODY = body(Map.of());
    private static final ObjectOf TRIAL = body(Map.of("history", Field.optional(new ListOf(BODY, 0, MAX_HISTORY))));

    private TrialShape() {}

    private static ObjectOf body(Map<String, Field> more) {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("at", Field.optional(new Temporal(Temporal.Kind.INSTANT)));
        fields.put("signal", Field.required(new Anything()));
        fields.put("request", Field.optional(new Anything()));
        fields.put("facts", Field.optional(new Anything()));
        fields.putAll(more);
        return new ObjectOf(fields);
    }

    /** @throws PlimsollException CONTRACT_VIOLATED */
    static void check(Map<String, @Nullable Object> trial) {
        refuse(TRIAL.violations(trial), ProblemCode.CONTRACT_VIOLATED);
    }

    /** @throws PlimsollException when there is a violation */
    static void refuse(List<Violation> violations, ProblemCode code) {
        if (!violations.isEmpty()) {
            throw new PlimsollException(code, "Nothing was evaluated, and nothing was stored.", violations);
        }
    }
}
