package io.plimsoll.record.db;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * The last row of a page: the next page starts below it.
 *
 * @param number of the row inside its decision; 0 in lists of decisions
 */
record DecisionCursor(Instant decidedAt, UUID id, int number) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    Cursor cursor() {
        return new Cursor(decidedAt + " " + id + " " + number);
    }

    static DecisionCursor of(Cursor cursor) {
        String[] parts = cursor.position().split(" ", -1);
        try {
            Instant decidedAt = Instant.parse(parts[0]);
            if (parts.length == 3 && !decidedAt.isBefore(Instant.EPOCH) && !decidedAt.isAfter(LATEST)) {
                return new DecisionCursor(decidedAt, UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Told below, as for an instant out of range.
        }
        throw new PlimsollException(
                ProblemCode.INVALID_PARAMETER, "cursor is not one that this list gave. Begin without it.");
    }
}
