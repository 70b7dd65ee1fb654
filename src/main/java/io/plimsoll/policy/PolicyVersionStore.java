package io.plimsoll.policy;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where policy versions are kept, for good. Implementations are thread-safe. */
public interface PolicyVersionStore {
    /** What a new version starts with. */
    record Draft(
            DomainName domain,
            Manifest.Kind kind,
            Transition.State state,
            PolicyBundle bundle,
            byte[] archive,
            String author,
            String note,
            @Nullable Integer parent) {}

    /** Keeps a new version under the next number of its domain and kind. */
    PolicyVersion add(Draft draft, Instant now);

    /** Replaces the files of a draft; false when it is no draft any more or its revision is another. */
    boolean replace(VersionId id, long revision, PolicyBundle bundle, byte[] archive, Instant now);

    /**
     * Takes a version from one state to the next and remembers that; false when it is not in a state to start from, or
     * its files or its evidence are others.
     *
     * @param revision at which it was judged
     * @param added evidence that comes with it; null for none
     */
    boolean move(VersionId id, long revision, Transition transition, Passage passage, @Nullable Evidence added);

    /**
     * Adds what was learned of a version after it was submitted and before anybody judged it.
     *
     * @param bundle digest of the files that it is about
     * @return false when it is not {@code SUBMITTED}, or its files are others
     */
    boolean attach(VersionId id, Digest bundle, Evidence evidence);

    Optional<PolicyVersion> find(VersionId id);

    /** The version with these files that was submitted and neither rejected nor retired; empty for none. */
    Optional<PolicyVersion> find(DomainName domain, Manifest.Kind kind, Digest digest);

    /** Whether there is a version with these files, in whatever state. */
    boolean knows(DomainName domain, Manifest.Kind kind, Digest digest);

    /** Newest first. */
    Page<PolicyVersion> list(VersionFilter filter, int limit, Optional<Cursor> after);

    /** The domains and kinds that there are. */
    List<PolicyName> names();

    /** The archive of a version, byte for byte as it was kept. */
    Optional<byte[]> archive(VersionId id);

    /** The bundle of a version, byte for byte as it was kept. */
    default Optional<PolicyBundle> bundle(VersionId id) {
        return archive(id).map(BundleArchive::readStored);
    }

    /** Oldest first. */
    List<Passage> passages(VersionId id);

    /** Oldest first. */
    List<Evidence> evidence(VersionId id);

    /** The policies or the guardrails of a domain. */
    record PolicyName(DomainName domain, Manifest.Kind kind) {}

    /** Which versions to list; null for any. */
    record VersionFilter(
            @Nullable String domain,
            Manifest.@Nullable Kind kind,
            Transition.@Nullable State state,
            @Nullable String author) {}
}
