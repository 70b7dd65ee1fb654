package io.plimsoll.policy;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import java.time.Instant;
import java.util.Optional;

/** Where policy versions are kept, for good. Implementations are thread-safe. */
public interface PolicyVersionStore {
    /**
     * Keeps a bundle under the next number of its domain and kind, or finds the number that it has already.
     *
     * @param now when it is kept, if it is new
     */
    NumberedVersion keep(DomainName domain, Manifest.Kind kind, PolicyBundle bundle, Instant now);

    /** The bundle of a version, byte for byte as it was kept. */
    Optional<PolicyBundle> bundle(DomainName domain, Manifest.Kind kind, int version);

    /** The number of a version and when it was first kept. */
    record NumberedVersion(int version, Instant since) {}
}
