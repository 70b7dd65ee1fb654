package io.plimsoll.policy;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.sandbox.Examiner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where examinations are kept and claimed. Implementations are thread-safe, on many replicas at once. */
public interface ExaminationStore {
    /** Keeps a new one, ready to be worked on. */
    Examination add(Examination.Order order, Instant now);

    Optional<Examination> find(long id);

    /** Of one version, newest first. */
    Page<Examination> list(VersionId version, int limit, Optional<Cursor> after);

    /** How many have not ended. */
    int running();

    /**
     * An examination that somebody works on.
     *
     * @param attempts how often somebody has begun, this time included; not counted are those who gave it back
     * @param notes what those who had it before have found out; empty for nothing
     */
    record Claim(Examination examination, String by, int attempts, String notes) {}

    /** The oldest on which nobody works; it is the claimer's until then. */
    Optional<Claim> claim(String by, Instant now, Instant until);

    /** Keeps it for longer and tells how far it is; false when it has ended or is not the claimer's any more. */
    boolean extend(Claim claim, Examiner.Stand stand, Instant now, Instant until);

    /**
     * Gives it back, for somebody else to go on with.
     *
     * @param counts whether it counts as an attempt
     */
    void release(Claim claim, boolean counts);

    /**
     * Keeps what was found; false when it has ended or is not the claimer's any more. Until the transaction ends, the
     * version does not change its state.
     */
    boolean complete(Claim claim, Examination.Result result, Instant at);

    /** Ends one that cannot be done; false when it has ended or is not the claimer's any more. */
    boolean fail(Claim claim, String why, Instant at);

    /** Gives one up; false when it has ended. */
    boolean cancel(long id, Instant at);

    /** What was found; empty unless it is done. */
    Optional<Examination.Result> result(long id);

    /** Those of a version that are done, oldest first. */
    List<Examination> done(VersionId version);
}
