package io.plimsoll.rollout;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.policy.VersionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the steps of rollouts are kept, for good. Implementations are thread-safe. */
public interface DeploymentStore {
    /**
     * A step that is not taken yet.
     *
     * @param rollout to which it belongs; null for a new one
     */
    record Step(
            @Nullable Long rollout,
            VersionId version,
            Deployment.Stage stage,
            @Nullable BigDecimal percent,
            Instant from,
            @Nullable Instant to,
            Gates gates,
            String by,
            String why) {}

    /** The number of the last step of all; changes with every step. */
    long latest();

    /** All steps, in order. */
    List<Deployment> all();

    /** The steps of one policy, in order. */
    List<Deployment> of(DomainName domain, Manifest.Kind kind);

    /**
     * Takes a step if no other was taken for this policy meanwhile.
     *
     * @param after the number of the last step of this policy that was seen; 0 for none
     * @return empty when somebody else was quicker
     */
    Optional<Deployment> append(Step step, long after, Instant now);

    /** The last steps of rollouts, the newest rollout first. */
    Page<Deployment> rollouts(@Nullable String domain, int limit, Optional<Cursor> after);

    /** The steps of one rollout, in order; empty when there is none. */
    List<Deployment> steps(long rollout);
}
