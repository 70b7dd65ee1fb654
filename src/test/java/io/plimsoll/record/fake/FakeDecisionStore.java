package io.plimsoll.record.fake;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.record.ClientName;
import io.plimsoll.record.DecisionCounts;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.DecisionStore;
import io.plimsoll.record.KeyUse;
import io.plimsoll.record.NewDecision;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.record.Source;
import io.plimsoll.record.Written;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store that keeps signals in memory and fails on demand; it can be written to only. */
public final class FakeDecisionStore implements DecisionStore {
    private final Set<SignalId> signals = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger transactions = new AtomicInteger();
    private volatile boolean failing;
    private volatile boolean company;

    /** Lets the first transaction take so long that others queue up behind it. */
    public void waitForCompany() {
        company = true;
    }

    /** Fails every transaction that contains this signal. */
    public void refuse(String signal) {
        refused.add(signal);
    }

    /** Behaves as a database that cannot be reached. */
    public void fail(boolean always) {
        failing = always;
    }

    public int transactions() {
        return transactions.get();
    }

    @Override
    public Map<DecisionId, Written> append(List<NewDecision> decisions) {
        if (transactions.incrementAndGet() == 1 && company) {
            pause();
        }
        if (failing) {
            throw new IllegalStateException(new SQLException("connection refused", "08006"));
        }
        if (decisions.stream()
                .anyMatch(each -> refused.contains(each.decision().signal().value()))) {
            throw new IllegalStateException(new SQLException("a value is out of range", "22003"));
        }
        Map<DecisionId, Written> written = new HashMap<>();
        for (NewDecision each : decisions) {
            written.put(each.decision().id(), signals.add(each.decision().signal()) ? Written.DURABLE : Written.LOST);
        }
        return written;
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean bind(KeyUse key, DecisionId decision) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RecordedDecision> find(DecisionId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RecordedDecision> findBySignal(DomainName domain, Source source, SignalId signal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<UsedKey> findKey(ClientName client, String path, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<RecordedDecision> list(DecisionFilter filter, int limit, @Nullable Cursor cursor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DecisionCounts count(DecisionFilter filter) {
        throw new UnsupportedOperationException();
    }
}
