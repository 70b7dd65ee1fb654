package io.plimsoll.record;

import org.jspecify.annotations.Nullable;

/**
 * A decision that wants to be recorded.
 *
 * @param key null when the client sent no Idempotency-Key
 * @param commitment null in domains whose policies remember nothing
 * @param controls the number of the controls under which it was evaluated, which MUST still be the latest; null for one
 *     that is written under any
 */
public record NewDecision(
        RecordedDecision decision,
        @Nullable KeyUse key,
        @Nullable Commitment commitment,
        @Nullable Long controls) {
    public NewDecision(RecordedDecision decision, @Nullable KeyUse key, @Nullable Commitment commitment) {
        this(decision, key, commitment, null);
    }
}
