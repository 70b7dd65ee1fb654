package io.plimsoll.record;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where decisions are kept. Implementations are thread-safe. */
public interface DecisionStore {
    /**
     * Writes decisions, their keys and what they leave behind in one transaction. A decision whose signal was decided
     * before, whose key was used before, whose commitment does not hold any more, or whose controls are not the latest is
     * left out, and with it its key; the others are written all the same.
     *
     * @param decisions no two with the same id; of those that compete, the earlier in the list wins
     * @return what became of each, durable when this returns
     */
    Map<DecisionId, Written> append(List<NewDecision> decisions);

    /**
     * Notes that a key was used for a decision that exists already.
     *
     * @return false when the key was used before
     */
    boolean bind(KeyUse key, DecisionId decision);

    Optional<RecordedDecision> find(DecisionId id);

    /** A signal is identified by its domain, its source and its id. */
    Optional<RecordedDecision> findBySignal(DomainName domain, Source source, SignalId signal);

    Optional<UsedKey> findKey(ClientName client, String path, String key);

    /**
     * Lists the latest first.
     *
     * @param limit 1 to {@link Page#MAX_LIMIT}
     * @param cursor from an earlier page; null for the first
     * @throws io.plimsoll.platform.PlimsollException INVALID_PARAMETER for a cursor of another list
     */
    Page<RecordedDecision> list(DecisionFilter filter, int limit, @Nullable Cursor cursor);

    DecisionCounts count(DecisionFilter filter);

    /** A key that was used, and the decision that its body got. */
    record UsedKey(KeyUse use, DecisionId decision) {}
}
