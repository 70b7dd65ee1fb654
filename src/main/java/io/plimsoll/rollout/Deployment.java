package io.plimsoll.rollout;

import io.plimsoll.policy.VersionId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a rollout. Steps are only added.
 *
 * @param number counts the steps of all rollouts
 * @param rollout the number of its first step
 * @param percent of the customers who get a canary; null for other stages
 * @param from since when it is in effect
 * @param to until when; null for open
 * @param gates that stop it by themselves
 */
public record Deployment(
        long number,
        long rollout,
        VersionId version,
        Stage stage,
        @Nullable BigDecimal percent,
        Instant from,
        @Nullable Instant to,
        Gates gates,
        String by,
        String why,
        Instant at) {

    /** How far a rollout has come. */
    public enum Stage {
        /** Decides beside the active version, and nobody gets its answers. */
        SHADOW,
        /** Answers a part of the customers. */
        CANARY,
        /** Answers everybody. */
        ACTIVE,
        /** Given up before it was active. */
        STOPPED,
        /** Was active, or would have been, and is as if it never had been. */
        ROLLED_BACK;

        boolean isCandidate() {
            return this == SHADOW || this == CANARY;
        }
    }

    boolean covers(Instant instant) {
        return !instant.isBefore(from) && (to == null || instant.isBefore(to));
    }
}
