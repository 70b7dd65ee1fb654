package io.plimsoll.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step says, checked against the manifest.
 *
 * @param outcome null when the policy leaves it to the dispositions of the intents
 * @param limits how much of what is proposed there may be
 * @param severity null when the policy does not state one
 */
record Answer(
        @Nullable Outcome outcome,
        @Nullable Integer severity,
        @Nullable Route route,
        List<Intent> intents,
        List<Reason> reasons,
        List<Limit> limits) {
    Answer {
        intents = List.copyOf(intents);
        reasons = List.copyOf(reasons);
        limits = List.copyOf(limits);
    }
}
