package io.plimsoll.record;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import org.jspecify.annotations.Nullable;

/** Where suppressions are kept; they are written with their decisions. Implementations are thread-safe. */
public interface SuppressionStore {
    /**
     * Lists the latest first.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     * @param cursor from an earlier page; null for the first
     * @throws io.plimsoll.platform.PlimsollException INVALID_PARAMETER for a cursor of another list
     */
    Page<RecordedSuppression> list(SuppressionFilter filter, int limit, @Nullable Cursor cursor);
}
