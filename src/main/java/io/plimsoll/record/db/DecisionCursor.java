package io.plimsoll.record.db;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** The last decision of a page: the next page starts below it. */
record DecisionCursor(Instant decidedAt, UUID id) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    Cursor cursor() {
        return new Cursor(decidedAt + " " + id);
    }

    static DecisionCursor of(Cursor cursor) {
        String position = cursor.position();
        int space = position.indexOf(' ');
        try {
            Instant decidedAt = Instant.parse(position.substring(0, Math.max(space, 0)));
            if (!decidedAt.isBefore(Instant.EPOCH) && !decidedAt.isAfter(LATEST)) {
                return new DecisionCursor(decidedAt, UUID.fromString(position.substring(space + 1)));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Told below, as for an instant out of range.
        }
        throw new PlimsollException(
                ProblemCode.INVALID_PARAMETER, "cursor is not one that this list gave. Begin without it.");
    }
}
