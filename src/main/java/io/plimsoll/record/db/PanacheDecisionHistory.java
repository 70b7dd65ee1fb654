package io.plimsoll.record.db;

import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionHistory;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Each part is read in a transaction of its own, so that nothing is held between them. */
@ApplicationScoped
class PanacheDecisionHistory implements DecisionHistory, PanacheRepositoryBase<DecisionEntity, UUID> {
    private static final String OLDEST_FIRST = " order by decidedAt, id";

    @Override
    @Transactional
    public long count(DecisionFilter filter) {
        Conditions conditions = Conditions.of(filter);
        return count(conditions.text(), conditions.parameters());
    }

    @Override
    @Transactional
    public List<Slice> slices(DecisionFilter filter, int size) {
        Conditions conditions = Conditions.of(filter);
        var query = getEntityManager()
                .createQuery(
                        "select numbered.decidedAt, numbered.id from (select decidedAt as decidedAt, id as id,"
                                + " row_number() over (order by decidedAt, id) as number, count(*) over () as total"
                                + " from DecisionEntity where " + conditions.text() + ") numbered"
                                + " where mod(numbered.number, :size) = 0 or numbered.number = numbered.total"
                                + " order by numbered.number",
                        Object[].class)
                .setParameter("size", (long) size);
        conditions.parameters().forEach(query::setParameter);
        List<Slice> slices = new ArrayList<>();
        Position before = null;
        for (Object[] row : query.getResultList()) {
            Position last = new Position((Instant) row[0], (UUID) row[1]);
            slices.add(new Slice(before, last));
            before = last;
        }
        return slices;
    }

    @Override
    @Transactional
    public List<Recording> read(DecisionFilter filter, Slice slice, @Nullable Position after, int limit) {
        // Of each pair of conditions the first is for the index, which the second, exact one cannot bound.
        Conditions conditions = Conditions.of(filter)
                .and("decidedAt <= :lastTime and (decidedAt < :lastTime or id <= :lastId)")
                .with("lastTime", slice.last().decidedAt())
                .with("lastId", slice.last().id());
        Position begin = after == null ? slice.after() : after;
        if (begin != null) {
            conditions
                    .and("decidedAt >= :afterTime and (decidedAt > :afterTime or id > :afterId)")
                    .with("afterTime", begin.decidedAt())
                    .with("afterId", begin.id());
        }
        return find(conditions.text() + OLDEST_FIRST, conditions.parameters()).page(0, limit).stream()
                .map(DecisionEntity::toRecording)
                .toList();
    }
}
