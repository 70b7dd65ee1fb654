package io.plimsoll.policy;

import io.plimsoll.platform.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a policy or of guardrails, without its files.
 *
 * @param digest of its files
 * @param author who wrote it; {@link #SHIPPED} for those that come with the service
 * @param note what changed and why, in the author's words
 * @param parent the version that it was made from; null for none
 * @param revision counts the changes of a draft, from 1
 */
public record PolicyVersion(
        VersionId id,
        Transition.State state,
        Digest digest,
        String author,
        String note,
        @Nullable Integer parent,
        long revision,
        Instant createdAt,
        Instant changedAt) {
    /** The author of the versions that come with the service. */
    public static final String SHIPPED = "plimsoll";

    public boolean is(Transition.State other) {
        return state == other;
    }
}
