package io.plimsoll.rollout;

import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.ControlScope;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A control and what people did with it.
 *
 * @param answer of an override, null for the others
 * @param loosens whether it counts only when a second person has confirmed it
 * @param until when it ends by itself; null when it does not
 * @param confirmed null while nobody has
 * @param lifted null while nobody has
 */
public record RecordedControl(
        ControlId id,
        Control.Kind kind,
        ControlScope scope,
        @Nullable Map<String, @Nullable Object> answer,
        boolean loosens,
        @Nullable Instant until,
        Change set,
        @Nullable Change confirmed,
        @Nullable Change lifted) {

    /** What people can do with a control, each once. */
    public enum What {
        SET,
        CONFIRMED,
        LIFTED
    }

    /**
     * What somebody did.
     *
     * @param number of all changes of controls, from 1 on
     * @param reason null when none was asked for
     */
    public record Change(
            long number, String by, Instant at, @Nullable String reason) {}

    /** Whether it acts. */
    public enum State {
        /** It waits for a second person. */
        PENDING,
        /** It acts. */
        ACTIVE,
        /** Somebody lifted it. */
        LIFTED,
        /** It ended by itself. */
        EXPIRED
    }

    public State state(Instant now) {
        if (lifted != null) {
            return State.LIFTED;
        }
        if (until != null && !now.isBefore(until)) {
            return State.EXPIRED;
        }
        return loosens && confirmed == null ? State.PENDING : State.ACTIVE;
    }

    /** As policies meet it. */
    Control control() {
        return new Control(
                id.toString(),
                kind,
                scope,
                answer,
                String.valueOf(set.reason()),
                set.by(),
                confirmed == null ? null : confirmed.by(),
                confirmed == null ? set.at() : confirmed.at(),
                until);
    }
}
