package io.plimsoll.replay.db;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.record.DecisionHistory.Position;
import io.plimsoll.replay.Part;
import io.plimsoll.replay.Replay;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** Places in the lists of replays and of changes. */
final class ReplayCursor {
    private ReplayCursor() {}

    static String of(Replay last) {
        return new Cursor(String.valueOf(last.id())).encoded();
    }

    static String of(Part.Change last) {
        return new Cursor(last.decidedAt() + " " + last.decision().value()).encoded();
    }

    static long id(Cursor cursor) {
        try {
            return Long.parseLong(cursor.position());
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    static Position position(Cursor cursor) {
        String[] parts = cursor.position().split(" ", 2);
        try {
            return new Position(Instant.parse(parts[0]), UUID.fromString(parts.length == 2 ? parts[1] : ""));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw foreign();
        }
    }

    private static PlimsollException foreign() {
        return new PlimsollException(
                ProblemCode.INVALID_PARAMETER,
                "cursor is not one of this list. Leave it out to begin with the first page.");
    }
}
