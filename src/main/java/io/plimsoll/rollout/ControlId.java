package io.plimsoll.rollout;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of a control.
 *
 * @param value a UUID of version 7 (RFC 9562), so that ids grow with time
 */
public record ControlId(UUID value) {
    public static ControlId next() {
        return new ControlId(UuidCreator.getTimeOrderedEpoch());
    }

    /** Empty when the text is no UUID. */
    public static Optional<ControlId> parse(String text) {
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equalsIgnoreCase(text) ? Optional.of(new ControlId(value)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
