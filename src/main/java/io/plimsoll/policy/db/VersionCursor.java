package io.plimsoll.policy.db;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.VersionId;
import java.time.DateTimeException;
import java.time.Instant;

/** A place in the list of versions. */
record VersionCursor(Instant createdAt, VersionId id) {
    static VersionCursor of(PolicyVersion version) {
        return new VersionCursor(version.createdAt(), version.id());
    }

    /** @throws PlimsollException INVALID_PARAMETER when it is the cursor of another list */
    static VersionCursor of(Cursor cursor) {
        String[] parts = cursor.position().split(" ", 2);
        try {
            return new VersionCursor(Instant.parse(parts[0]), VersionId.parse(parts.length == 2 ? parts[1] : ""));
        } catch (DateTimeException | PlimsollException e) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "cursor is not one of this list. Leave it out to begin with the first page.");
        }
    }

    String encoded() {
        return new Cursor(createdAt + " " + id).encoded();
    }
}
