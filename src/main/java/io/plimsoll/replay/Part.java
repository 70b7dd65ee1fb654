package io.plimsoll.replay;

import io.plimsoll.evaluation.Outcome;
import io.plimsoll.platform.Digest;
import io.plimsoll.record.DecisionHistory.Slice;
import io.plimsoll.record.DecisionId;
import io.plimsoll.replay.dossier.Tally;
import java.time.Instant;
import java.util.List;

/**
 * A part of a replay that somebody has claimed.
 *
 * @param number counted from 1
 * @param claimedBy who works on it, unlike anybody else
 */
public record Part(long replay, int number, Slice slice, int attempts, String claimedBy) {
    /**
     * What a part gave.
     *
     * @param digest SHA-256 over a line {@code <decision> <digest of situation> <digest of evaluation>\n} for each decision
     *     in their order
     */
    public record Result(Count count, Digest digest, Tally tally, List<Change> changes) {
        public Result {
            changes = List.copyOf(changes);
        }
    }

    /** How many decisions so far. */
    public record Count(long evaluated, long leftOut, long changed) {}

    /**
     * A decision that comes out otherwise.
     *
     * @param beforeVerdict canonical JSON
     * @param afterVerdict canonical JSON
     * @param details in words: what differs, or which edits decided it
     */
    public record Change(
            DecisionId decision,
            Instant decidedAt,
            Outcome before,
            Outcome after,
            String beforeVerdict,
            String afterVerdict,
            List<String> details) {
        public Change {
            details = List.copyOf(details);
        }
    }
}
