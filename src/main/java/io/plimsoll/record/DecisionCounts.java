package io.plimsoll.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many decisions there are.
 *
 * @param byOutcome by the name of the outcome
 * @param byReason by reason code, most frequent first; a decision counts once for each of its reasons
 */
public record DecisionCounts(long total, Map<String, Long> byOutcome, Map<String, Long> byReason) {
    public DecisionCounts {
        byOutcome = Collections.unmodifiableMap(new LinkedHashMap<>(byOutcome));
        byReason = Collections.unmodifiableMap(new LinkedHashMap<>(byReason));
    }
}
