package io.plimsoll.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one step answered.
 *
 * @param answer the tree of the step's answer; null when there is a fault
 * @param faults why there is no answer that may be used; empty when there is one
 * @param trace what happened, as it goes into the trace
 */
record StepResult(@Nullable Object answer, List<Reason> faults, Map<String, @Nullable Object> trace) {
    StepResult {
        faults = List.copyOf(faults);
    }
}
