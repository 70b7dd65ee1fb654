package io.plimsoll.record;

import org.jspecify.annotations.Nullable;

/**
 * A decision that wants to be recorded.
 *
 * @param key null when the client sent no Idempotency-Key
 * @param commitment null in domains whose policies remember nothing
 */
public record NewDecision(
        RecordedDecision decision,
        @Nullable KeyUse key,
        @Nullable Commitment commitment) {}
