package io.plimsoll.record;

import io.plimsoll.platform.Digest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads many decisions in the order in which they were made, a bounded part at a time. Implementations are thread-safe. */
public interface DecisionHistory {
    /** How many decisions there are. */
    long count(DecisionFilter filter);

    /**
     * Cuts the decisions into slices that follow each other and hold all of them.
     *
     * @param size decisions of a slice, 1 or more; the last one may hold fewer
     * @return in the order of the decisions; empty when there are none
     */
    List<Slice> slices(DecisionFilter filter, int size);

    /**
     * The next decisions of a slice, oldest first.
     *
     * @param after the last one that was read; null to begin
     * @param limit 1 or more
     * @return fewer than {@code limit} only at the end
     */
    List<Recording> read(DecisionFilter filter, Slice slice, @Nullable Position after, int limit);

    /** A decision's place in the order of the service's clock, and of ids where that is equal. */
    record Position(Instant decidedAt, UUID id) {
        public static Position of(RecordedDecision decision) {
            return new Position(decision.decidedAt(), decision.id().value());
        }
    }

    /**
     * A range of decisions.
     *
     * @param after exclusive; null from the first on
     * @param last inclusive
     */
    record Slice(@Nullable Position after, Position last) {}

    /**
     * A decision with the digests that were stored beside it.
     *
     * @param situation of the situation's canonical bytes
     * @param evaluation of verdict and trace ({@link io.plimsoll.evaluation.Evaluation#bytes(String, String)})
     */
    record Recording(RecordedDecision decision, Digest situation, Digest evaluation) {}
}
