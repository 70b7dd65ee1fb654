package io.plimsoll.record;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * The id of a decision.
 *
 * @param value a UUID of version 7 (RFC 9562), so that ids grow with time
 */
public record DecisionId(UUID value) {
    public static DecisionId next() {
        return new DecisionId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
