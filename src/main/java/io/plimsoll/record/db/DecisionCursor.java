package io.plimsoll.record.db;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** The last decision of a page: the next page starts below it. */
record DecisionCursor(Instant decidedAt, UUID id) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((decidedAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    static DecisionCursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            Instant decidedAt = Instant.parse(plain.substring(0, Math.max(space, 0)));
            if (decidedAt.isBefore(Instant.EPOCH) || decidedAt.isAfter(LATEST)) {
                throw new IllegalArgumentException("no decision was made then");
            }
            return new DecisionCursor(decidedAt, UUID.fromString(plain.substring(space + 1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER, "cursor is not one that a list gave; start without it.");
        }
    }
}
