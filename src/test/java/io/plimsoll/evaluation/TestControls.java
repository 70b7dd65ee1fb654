package io.plimsoll.evaluation;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Controls for tests, set at noon. Scopes and answers are JSON. */
final class TestControls {
    private TestControls() {}

    static Control kill(String id, String scope) {
        return control(id, Control.Kind.KILL_SWITCH, scope, null);
    }

    static Control hold(String id, String scope) {
        return control(id, Control.Kind.HOLD, scope, null);
    }

    static Control override(String id, String scope, String answer) {
        return control(id, Control.Kind.OVERRIDE, scope, json(answer));
    }

    private static Control control(
            String id, Control.Kind kind, String scope, @Nullable Map<String, @Nullable Object> answer) {
        return new Control(
                id,
                kind,
                ControlScope.of(json(scope)),
                answer,
                "Because of " + id + ".",
                "olga",
                answer == null ? null : "carl",
                Situations.NOON,
                null);
    }

    static Control at(Control control, Instant since, @Nullable Instant until) {
        return new Control(
                control.id(),
                control.kind(),
                control.scope(),
                control.answer(),
                control.reason(),
                control.by(),
                control.confirmedBy(),
                since,
                until);
    }

    static Map<String, @Nullable Object> json(String text) {
        return Tree.asObject(StrictJson.read(text.getBytes(StandardCharsets.UTF_8)));
    }
}
