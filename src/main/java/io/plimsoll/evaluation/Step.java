package io.plimsoll.evaluation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a policy, as its manifest states it.
 *
 * @param model the name of a DMN model of the bundle
 * @param decision the decision of that model whose result is the answer
 * @param requests the types of requests for which the step runs; empty for every submission
 * @param eachIntent whether a guardrail is asked about every intent by itself
 */
public record Step(Phase phase, String model, String decision, Set<String> requests, boolean eachIntent) {
    public Step {
        requests = Set.copyOf(requests);
    }

    boolean appliesTo(@Nullable String requestType) {
        return requests.isEmpty() || (requestType != null && requests.contains(requestType));
    }
}
