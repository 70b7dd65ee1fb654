package io.plimsoll.decision;

import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.record.DecisionStore;
import io.plimsoll.record.KeyUse;
import io.plimsoll.record.RecordedDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the decision to which one lost that was made again about the same signal or under the same key. */
@ApplicationScoped
class FirstDecisions {
    private final DecisionStore store;

    FirstDecisions(DecisionStore store) {
        this.store = store;
    }

    /**
     * The decision that was there before, if it was made about the same content; empty when there is none after all.
     *
     * @param mine the one that lost
     * @throws PlimsollException SIGNAL_CONFLICT or IDEMPOTENCY_KEY_REUSED
     */
    Optional<RecordedDecision> find(RecordedDecision mine, @Nullable KeyUse key) {
        if (key != null) {
            Optional<DecisionStore.UsedKey> used = store.findKey(key.client(), key.path(), key.key());
            if (used.isPresent()) {
                return Optional.of(under(used.get(), mine.content()));
            }
        }
        Optional<RecordedDecision> first = store.findBySignal(mine.domain(), mine.source(), mine.signal());
        if (first.isPresent() && !first.get().content().equals(mine.content())) {
            throw new PlimsollException(
                    ProblemCode.SIGNAL_CONFLICT,
                    "Nothing was stored. A signal keeps its content; send what changed as a new signal with a new id.");
        }
        if (key != null && first.isPresent() && !store.bind(key, first.get().id())) {
            return store.findKey(key.client(), key.path(), key.key())
                    .map(used -> under(used, mine.content()))
                    .or(() -> first);
        }
        return first;
    }

    private RecordedDecision under(DecisionStore.UsedKey used, Digest content) {
        if (!used.use().content().equals(content)) {
            throw new PlimsollException(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "Nothing was stored. Send each body under a key of its own, or without one: the signal's id is enough.");
        }
        return store.find(used.decision())
                .orElseThrow(() -> new IllegalStateException("a key without its decision: " + used.decision()));
    }
}
