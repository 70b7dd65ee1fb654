package io.plimsoll.record.db;

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
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheDecisionStore implements DecisionStore, PanacheRepositoryBase<DecisionEntity, UUID> {
    private static final String LATEST_FIRST = " order by decidedAt desc, id desc";

    private final Clock clock;

    PanacheDecisionStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    @Transactional
    public Map<DecisionId, Written> append(List<NewDecision> decisions) {
        return session().doReturningWork(connection -> new DecisionAppend(decisions).run(connection));
    }

    @Override
    @Transactional
    public boolean bind(KeyUse key, DecisionId decision) {
        return session()
                        .createNativeMutationQuery("""
                                INSERT INTO idempotency_key (client, path, key, content_digest, decision_id, created_at)
                                VALUES (:client, :path, :key, :content, :decision, :now) ON CONFLICT DO NOTHING
                                """)
                        .setParameter("client", key.client().value())
                        .setParameter("path", key.path())
                        .setParameter("key", key.key())
                        .setParameter("content", key.content().bytes())
                        .setParameter("decision", decision.value())
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public Optional<RecordedDecision> find(DecisionId id) {
        return findByIdOptional(id.value()).map(DecisionEntity::toRecord);
    }

    @Override
    @Transactional
    public Optional<RecordedDecision> findBySignal(DomainName domain, Source source, SignalId signal) {
        return find("domain = ?1 and source = ?2 and signalId = ?3", domain.value(), source.value(), signal.value())
                .firstResultOptional()
                .map(DecisionEntity::toRecord);
    }

    @Override
    @Transactional
    public Optional<UsedKey> findKey(ClientName client, String path, String key) {
        return Optional.ofNullable(session()
                        .find(IdempotencyKeyEntity.class, new IdempotencyKeyEntity.Key(client.value(), path, key)))
                .map(IdempotencyKeyEntity::toUsedKey);
    }

    @Override
    @Transactional
    public Page<RecordedDecision> list(DecisionFilter filter, int limit, @Nullable Cursor cursor) {
        Conditions conditions = Conditions.of(filter);
        if (cursor != null) {
            DecisionCursor after = DecisionCursor.of(cursor);
            conditions
                    .and("(decidedAt < :afterTime or (decidedAt = :afterTime and id < :afterId))")
                    .with("afterTime", after.decidedAt())
                    .with("afterId", after.id());
        }
        List<RecordedDecision> found =
                find(conditions.text() + LATEST_FIRST, conditions.parameters()).page(0, limit + 1).stream()
                        .map(DecisionEntity::toRecord)
                        .toList();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        RecordedDecision last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit),
                new DecisionCursor(last.decidedAt(), last.id().value(), 0)
                        .cursor()
                        .encoded());
    }

    @Override
    @Transactional
    public DecisionCounts count(DecisionFilter filter) {
        Conditions conditions = Conditions.of(filter);
        Map<String, Long> byOutcome = counts(
                "select outcome, count(*) from DecisionEntity where " + conditions.text()
                        + " group by outcome order by count(*) desc, outcome",
                conditions);
        Map<String, Long> byReason = counts(
                "select code, count(*) from DecisionEntity join lateral unnest(reasons) code where " + conditions.text()
                        + " group by code order by count(*) desc, code",
                conditions);
        long total = byOutcome.values().stream().mapToLong(Long::longValue).sum();
        return new DecisionCounts(total, byOutcome, byReason);
    }

    private Map<String, Long> counts(String query, Conditions conditions) {
        Map<String, Long> counts = new LinkedHashMap<>();
        var select = session().createSelectionQuery(query, Object[].class);
        conditions.parameters().forEach(select::setParameter);
        select.list().forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    private Session session() {
        return getEntityManager().unwrap(Session.class);
    }
}
