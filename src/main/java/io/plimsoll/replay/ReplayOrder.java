package io.plimsoll.replay;

import io.plimsoll.platform.Digest;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.VersionId;
import io.plimsoll.record.DecisionFilter;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have replayed.
 *
 * @param data which decisions; its end is set when the replay begins
 * @param change null for {@link Mode#REPRODUCE}
 * @param by who asks
 * @param why in words
 */
public record ReplayOrder(
        Mode mode, DecisionFilter data, @Nullable Change change, String by, String why) {
    public ReplayOrder {
        if ((mode == Mode.REPRODUCE) != (change == null)) {
            throw new IllegalArgumentException("versions are compared, or nothing is");
        }
        if (data.to() == null) {
            throw new IllegalArgumentException("the decisions of a replay do not grow while it runs");
        }
    }

    /** The same without what was decided before: nothing is read to begin with it. */
    ReplayOrder withoutPast() {
        return new ReplayOrder(mode, data.between(null, data.to()), change, by, why);
    }

    /**
     * The versions that are held against each other.
     *
     * @param candidate takes the place of the baseline
     * @param baseline of the same domain and kind
     * @param counterpart guardrails that restrict both, or for guardrails the policy that both restrict; null where each
     *     decision keeps what was recorded with it, or there is none
     */
    public record Change(
            Named candidate, Named baseline, @Nullable Named counterpart) {
        public Change {
            if (!candidate.id().domain().equals(baseline.id().domain())
                    || candidate.id().kind() != baseline.id().kind()) {
                throw new IllegalArgumentException("only versions of one policy are compared");
            }
        }
    }

    /** A version and the digest of its files when the replay began. */
    public record Named(VersionId id, Digest digest) {
        public static Named of(PolicyVersion version) {
            return new Named(version.id(), version.digest());
        }
    }
}
