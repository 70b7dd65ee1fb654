package io.plimsoll.rollout;

import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.ControlScope;
import io.plimsoll.evaluation.OverrideAnswer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A control that somebody wants to set.
 *
 * @param answer of an override, null for the others
 * @param until when it ends by itself; null only for a kill switch that does not
 */
public record NewControl(
        Control.Kind kind,
        ControlScope scope,
        @Nullable Map<String, @Nullable Object> answer,
        String reason,
        @Nullable Instant until) {
    /** Whether a second person has to confirm it. */
    public boolean loosens() {
        return answer != null && OverrideAnswer.loosens(answer);
    }
}
