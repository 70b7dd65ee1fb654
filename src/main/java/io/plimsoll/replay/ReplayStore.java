package io.plimsoll.replay;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Page;
import io.plimsoll.record.DecisionHistory.Slice;
import io.plimsoll.replay.dossier.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where replays are kept and their parts are claimed. Implementations are thread-safe, on many replicas at once. */
public interface ReplayStore {
    /** Keeps a new replay, ready to be worked on. */
    Replay add(ReplayOrder order, long decisions, List<Slice> slices, Instant now);

    Optional<Replay> find(long id);

    /**
     * Newest first.
     *
     * @param domain null for all
     */
    Page<Replay> list(@Nullable String domain, int limit, Optional<Cursor> after);

    /** The oldest part that nobody works on; it is the claimer's until then. Empty when there is none. */
    Optional<Part> claim(String by, Instant now, Instant until);

    /** Keeps a part for longer and tells how far it is; false when it is not the claimer's any more, or was cancelled. */
    boolean extend(Part part, Part.Count count, Instant until);

    /** Gives a part back, to be tried again. */
    void release(Part part);

    /** Keeps what a part gave, with its changes, in one transaction; false when it is not the claimer's any more. */
    boolean complete(Part part, Part.Result result);

    /** Replays that run and of which all parts are done. */
    List<Long> completed();

    /** Hands over the tallies and digests of all parts, in their order, one at a time. */
    void parts(long replay, BiConsumer<Tally, Digest> each);

    /**
     * Ends a replay that runs; false when it does not run any more.
     *
     * @param dossier canonical JSON; null for none
     */
    boolean end(long replay, Replay.State state, Ending ending);

    /** How it ended; what does not apply is null. */
    record Ending(
            Instant at,
            @Nullable String failure,
            @Nullable Digest data,
            @Nullable String dossier) {}

    /** Canonical JSON; empty when there is none. */
    Optional<String> dossier(long replay);

    /** In the order of the decisions. */
    Page<Part.Change> changes(long replay, int limit, Optional<Cursor> after);
}
