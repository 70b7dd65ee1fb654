package io.plimsoll.decision.api;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Idempotency-Keys where they mean nothing. */
final class IdempotencyKeys {
    private IdempotencyKeys() {}

    /** @throws PlimsollException INVALID_PARAMETER for a key */
    static void refuse(@Nullable String key) {
        if (key != null) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "Nothing was stored. Send it without the header Idempotency-Key: the id of each signal makes it"
                            + " repeatable.");
        }
    }
}
