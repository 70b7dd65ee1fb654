package io.plimsoll.record;

import org.jspecify.annotations.Nullable;

/**
 * A decision that wants to be recorded.
 *
 * @param key null when the client sent no Idempotency-Key
 */
public record NewDecision(
        RecordedDecision decision, @Nullable KeyUse key) {}
