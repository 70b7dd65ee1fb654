package io.plimsoll.rollout.db;

import io.plimsoll.evaluation.Outcome;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.record.DecisionId;
import io.plimsoll.rollout.Comparison;
import io.plimsoll.rollout.ComparisonStore;
import io.plimsoll.rollout.Gates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Comparisons are rows of figures, written and summed by statements. */
@ApplicationScoped
class StatementComparisonStore implements ComparisonStore {
    private static final String SHADOW = "SHADOW";
    private static final String CANARY = "CANARY";

    private final EntityManager entities;

    StatementComparisonStore(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public void add(List<Comparison> comparisons) {
        for (Comparison each : comparisons) {
            String other = each.comparedVerdict();
            entities.createNativeQuery("""
                            WITH added AS (
                                INSERT INTO comparison (rollout, decision_id, stage, at, answered, compared, changed,
                                    failed, money_answered, money_compared, compared_verdict)
                                VALUES (:rollout, :decision, :stage, :at, :answered, :compared, :changed, :failed,
                                    :moneyAnswered, :moneyCompared, CAST(:verdict AS bytea))
                                ON CONFLICT DO NOTHING
                                RETURNING *
                            )
                            INSERT INTO comparison_total AS total
                                (rollout, stage, decisions, changed, failed, money_answered, money_compared)
                            SELECT rollout, stage, 1, changed::int, failed::int, money_answered, money_compared FROM added
                            ON CONFLICT (rollout, stage) DO UPDATE SET
                                decisions = total.decisions + 1,
                                changed = total.changed + excluded.changed,
                                failed = total.failed + excluded.failed,
                                money_answered = total.money_answered + excluded.money_answered,
                                money_compared = total.money_compared + excluded.money_compared
                            """)
                    .setParameter("rollout", each.rollout())
                    .setParameter("decision", each.decision().value())
                    .setParameter("stage", each.byCanary() ? CANARY : SHADOW)
                    .setParameter("at", each.at())
                    .setParameter("answered", each.answered().name())
                    .setParameter("compared", each.compared().name())
                    .setParameter("changed", each.changed())
                    .setParameter("failed", each.failed())
                    .setParameter("moneyAnswered", each.moneyAnswered())
                    .setParameter("moneyCompared", each.moneyCompared())
                    .setParameter("verdict", other == null ? null : other.getBytes(StandardCharsets.UTF_8))
                    .executeUpdate();
        }
    }

    @Override
    @Transactional
    public Gates.Totals totals(long rollout) {
        Object[] row = (Object[])
                entities.createNativeQuery("""
                        SELECT coalesce(sum(decisions), 0)::bigint, coalesce(sum(changed), 0)::bigint,
                            coalesce(sum(failed), 0)::bigint,
                            coalesce(sum(CASE stage WHEN 'CANARY' THEN money_compared ELSE money_answered END), 0),
                            coalesce(sum(CASE stage WHEN 'CANARY' THEN money_answered ELSE money_compared END), 0)
                        FROM comparison_total WHERE rollout = :rollout
                        """).setParameter("rollout", rollout).getSingleResult();
        return new Gates.Totals(
                ((Number) row[0]).longValue(),
                ((Number) row[1]).longValue(),
                ((Number) row[2]).longValue(),
                (BigDecimal) row[3],
                (BigDecimal) row[4]);
    }

    @Override
    @Transactional
    public Page<Comparison> changed(long rollout, int limit, Optional<Cursor> after) {
        Position position = after.map(Position::of).orElse(Position.FIRST);
        @SuppressWarnings("unchecked") // rows of several columns are arrays
        List<Object[]> rows = entities.createNativeQuery("""
                        SELECT decision_id, stage, at, answered, compared, failed, money_answered, money_compared,
                            compared_verdict
                        FROM comparison
                        WHERE rollout = :rollout AND changed AND (at, decision_id) < (:at, :decision)
                        ORDER BY at DESC, decision_id DESC LIMIT :limit
                        """)
                .setParameter("rollout", rollout)
                .setParameter("at", position.at())
                .setParameter("decision", position.decision())
                .setParameter("limit", limit + 1)
                .getResultList();
        List<Comparison> found =
                rows.stream().map(row -> comparison(rollout, row)).toList();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        Comparison last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit),
                new Cursor(last.at() + " " + last.decision().value()).encoded());
    }

    private static Comparison comparison(long rollout, Object[] row) {
        return new Comparison(
                rollout,
                new DecisionId((UUID) row[0]),
                CANARY.equals(row[1]),
                (Instant) row[2],
                Outcome.valueOf((String) row[3]),
                Outcome.valueOf((String) row[4]),
                true,
                (Boolean) row[5],
                (BigDecimal) row[6],
                (BigDecimal) row[7],
                new String((byte[]) row[8], StandardCharsets.UTF_8));
    }

    /** The last comparison of a page. */
    private record Position(Instant at, UUID decision) {
        static final Position FIRST = new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

        static Position of(Cursor cursor) {
            String[] parts = cursor.position().split(" ", 2);
            try {
                return new Position(Instant.parse(parts[0]), UUID.fromString(parts.length == 2 ? parts[1] : ""));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new PlimsollException(
                        ProblemCode.INVALID_PARAMETER,
                        "cursor is not one of this list. Leave it out to begin with the first page.");
            }
        }
    }
}
