package io.plimsoll.record.db;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.record.RecordedSuppression;
import io.plimsoll.record.SuppressionFilter;
import io.plimsoll.record.SuppressionStore;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheSuppressionStore
        implements SuppressionStore, PanacheRepositoryBase<SuppressionEntity, SuppressionEntity.Key> {
    @Override
    @Transactional
    public Page<RecordedSuppression> list(SuppressionFilter filter, int limit, @Nullable Cursor cursor) {
        Conditions conditions = Conditions.of(filter);
        if (cursor != null) {
            DecisionCursor after = DecisionCursor.of(cursor);
            conditions
                    .and("(at < :afterTime or (at = :afterTime and (decisionId < :afterId"
                            + " or (decisionId = :afterId and number < :afterNumber))))")
                    .with("afterTime", after.decidedAt())
                    .with("afterId", after.id())
                    .with("afterNumber", after.number());
        }
        List<RecordedSuppression> found = find(
                        conditions.text() + " order by at desc, decisionId desc, number desc", conditions.parameters())
                .page(0, limit + 1)
                .stream()
                .map(SuppressionEntity::toRecord)
                .toList();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        RecordedSuppression last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit),
                new DecisionCursor(last.at(), last.decision().value(), last.number())
                        .cursor()
                        .encoded());
    }
}
