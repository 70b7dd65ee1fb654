package io.plimsoll.rollout;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import java.util.List;
import java.util.Optional;

/** Where comparisons are kept. Implementations are thread-safe. */
public interface ComparisonStore {
    /** Keeps them and adds them to the totals, all or none; a decision that was compared already counts once. */
    void add(List<Comparison> comparisons);

    /** What was compared in a rollout so far. */
    Gates.Totals totals(long rollout);

    /** The decisions that differ, the newest first. */
    Page<Comparison> changed(long rollout, int limit, Optional<Cursor> after);
}
