package io.plimsoll.rollout;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where controls are kept: nothing is changed or taken away. Every change gets the next number, and decisions are recorded
 * only under the number that they were evaluated with. Implementations are thread-safe.
 */
public interface ControlStore {
    /** The path of the resource; that of a control is below it. */
    String PATH = "/v1/controls";

    /**
     * Who does something, and when.
     *
     * @param reason null when none was asked for
     */
    record Deed(String by, Instant at, @Nullable String reason) {}

    /**
     * All that acts, as of one number.
     *
     * @param number of the latest change; 0 before the first
     */
    record Snapshot(long number, List<RecordedControl> active) {
        public Snapshot {
            active = List.copyOf(active);
        }
    }

    /** Sets a control, durably when the transaction ends; until then no decision is recorded on any replica. */
    RecordedControl add(NewControl control, Deed set);

    /**
     * Confirms or lifts a control, as {@link #add} sets it.
     *
     * @return false when that was done before
     */
    boolean change(ControlId control, RecordedControl.What what, Deed deed);

    Optional<RecordedControl> find(ControlId id);

    /**
     * Lists the latest first.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     * @param cursor from an earlier page; null for the first
     * @throws io.plimsoll.platform.PlimsollException INVALID_PARAMETER for a cursor of another list
     */
    Page<RecordedControl> list(ControlFilter filter, int limit, @Nullable Cursor cursor);

    /** The number of the latest change; 0 before the first. */
    long number();

    Snapshot snapshot(Instant now);
}
