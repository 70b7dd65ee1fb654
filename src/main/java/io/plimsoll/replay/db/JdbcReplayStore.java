package io.plimsoll.replay.db;

import io.plimsoll.evaluation.Outcome;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Page;
import io.plimsoll.record.DecisionHistory.Position;
import io.plimsoll.record.DecisionHistory.Slice;
import io.plimsoll.record.DecisionId;
import io.plimsoll.replay.Part;
import io.plimsoll.replay.Replay;
import io.plimsoll.replay.ReplayOrder;
import io.plimsoll.replay.ReplayStore;
import io.plimsoll.replay.dossier.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** Replays in PostgreSQL, their parts as a queue. */
@ApplicationScoped
class JdbcReplayStore implements ReplayStore {
    private static final String ADD = """
            INSERT INTO replay (mode, domain, candidate, candidate_digest, baseline, baseline_digest, counterpart,
                counterpart_digest, data, decisions, by_name, why, state, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?) RETURNING id
            """;
    private static final String ADD_PART = """
            INSERT INTO replay_partition (replay, number, after_time, after_id, last_time, last_id, state)
            VALUES (?, ?, ?, ?, ?, ?, 'OPEN')
            """;
    private static final String SELECT = """
            SELECT r.*, coalesce(p.evaluated, 0) AS evaluated, coalesce(p.left_out, 0) AS left_out,
                coalesce(p.changed, 0) AS changed
            FROM replay r
            LEFT JOIN LATERAL (
                SELECT sum(evaluated) AS evaluated, sum(left_out) AS left_out, sum(changed) AS changed
                FROM replay_partition WHERE replay = r.id) p ON true
            """;
    private static final String CLAIM = """
            UPDATE replay_partition SET state = 'CLAIMED', claimed_by = ?, claimed_until = ?, attempts = attempts + 1,
                evaluated = 0, left_out = 0, changed = 0
            WHERE (replay, number) = (
                SELECT p.replay, p.number FROM replay_partition p JOIN replay r ON r.id = p.replay
                WHERE r.state = 'RUNNING' AND (p.state = 'OPEN' OR (p.state = 'CLAIMED' AND p.claimed_until < ?))
                ORDER BY p.replay, p.number LIMIT 1 FOR UPDATE OF p SKIP LOCKED)
            RETURNING replay, number, after_time, after_id, last_time, last_id, attempts
            """;
    private static final String EXTEND = """
            UPDATE replay_partition SET claimed_until = ?, evaluated = ?, left_out = ?, changed = ?
            WHERE replay = ? AND number = ? AND state = 'CLAIMED' AND claimed_by = ?
                AND EXISTS (SELECT 1 FROM replay WHERE id = replay_partition.replay AND state = 'RUNNING')
            """;
    private static final String RELEASE = """
            UPDATE replay_partition SET state = 'OPEN', claimed_by = NULL, claimed_until = NULL
            WHERE replay = ? AND number = ? AND state = 'CLAIMED' AND claimed_by = ?
            """;
    private static final String COMPLETE = """
            UPDATE replay_partition SET state = 'DONE', claimed_by = NULL, claimed_until = NULL, evaluated = ?, left_out = ?,
                changed = ?, data_digest = ?, tally = ?
            WHERE replay = ? AND number = ? AND state = 'CLAIMED' AND claimed_by = ?
                AND EXISTS (SELECT 1 FROM replay WHERE id = replay_partition.replay AND state = 'RUNNING')
            """;
    private static final String CHANGE = """
            INSERT INTO replay_change (replay, decision_id, decided_at, partition, before_outcome, after_outcome,
                before_verdict, after_verdict, details)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String COMPLETED = """
            SELECT id FROM replay WHERE state = 'RUNNING'
                AND NOT EXISTS (SELECT 1 FROM replay_partition WHERE replay = id AND replay_partition.state <> 'DONE')
            ORDER BY id
            """;
    private static final String END = """
            UPDATE replay SET state = ?, ended_at = ?, failure = ?, data_digest = ?, dossier = ?, dossier_digest = ?,
                -- Decisions that were under way when they were counted have been found with the others.
                decisions = greatest(decisions, (SELECT coalesce(sum(evaluated + left_out), 0) FROM replay_partition
                    WHERE replay_partition.replay = replay.id))
            WHERE id = ? AND state = 'RUNNING'
            """;
    private static final String CHANGES = """
            SELECT * FROM replay_change
            WHERE replay = ? AND (decided_at > ? OR (decided_at = ? AND decision_id > ?))
            ORDER BY decided_at, decision_id LIMIT ?
            """;

    private final EntityManager entities;

    JdbcReplayStore(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public Replay add(ReplayOrder order, long decisions, List<Slice> slices, Instant now) {
        ReplayOrder.Change change = order.change();
        long id = work(ADD, statement -> {
            Parameters parameters = new Parameters(statement)
                    .add(order.mode().name())
                    .add(order.data().domain());
            add(parameters, change == null ? null : change.candidate());
            add(parameters, change == null ? null : change.baseline());
            add(parameters, change == null ? null : change.counterpart());
            parameters
                    .add(ReplayRow.data(order.data()))
                    .add(decisions)
                    .add(order.by())
                    .add(order.why())
                    .add(now);
            return first(statement, row -> row.getLong(1)).orElseThrow();
        });
        work(ADD_PART, statement -> {
            for (int i = 0; i < slices.size(); i++) {
                Position after = slices.get(i).after();
                new Parameters(statement)
                        .add(id)
                        .add(i + 1)
                        .add(after == null ? null : after.decidedAt())
                        .add(after == null ? null : after.id())
                        .add(slices.get(i).last().decidedAt())
                        .add(slices.get(i).last().id());
                statement.addBatch();
            }
            return slices.isEmpty() ? new int[0] : statement.executeBatch();
        });
        return find(id).orElseThrow();
    }

    private static void add(Parameters parameters, ReplayOrder.@Nullable Named version) throws SQLException {
        parameters
                .add(version == null ? null : version.id().toString())
                .add(version == null ? null : version.digest().bytes());
    }

    @Override
    @Transactional
    public Optional<Replay> find(long id) {
        return work(SELECT + "WHERE r.id = ?", statement -> {
            new Parameters(statement).add(id);
            return first(statement, ReplayRow::replay);
        });
    }

    @Override
    @Transactional
    public Page<Replay> list(@Nullable String domain, int limit, Optional<Cursor> after) {
        long before = after.map(ReplayCursor::id).orElse(Long.MAX_VALUE);
        List<Replay> found = work(
                SELECT + "WHERE r.id < ? AND (CAST(? AS text) IS NULL OR r.domain = ?) ORDER BY r.id DESC LIMIT ?",
                statement -> {
                    new Parameters(statement)
                            .add(before)
                            .add(domain)
                            .add(domain)
                            .add(limit + 1);
                    return all(statement, ReplayRow::replay);
                });
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), ReplayCursor.of(found.get(limit - 1)));
    }

    @Override
    @Transactional
    public Optional<Part> claim(String by, Instant now, Instant until) {
        return work(CLAIM, statement -> {
            new Parameters(statement).add(by).add(until).add(now);
            return first(statement, row -> ReplayRow.part(row, by));
        });
    }

    @Override
    @Transactional
    public boolean extend(Part part, Part.Count count, Instant until) {
        return work(EXTEND, statement -> {
            counted(new Parameters(statement).add(until), count);
            return one(claimed(statement, part, 5));
        });
    }

    @Override
    @Transactional
    public void release(Part part) {
        work(RELEASE, statement -> one(claimed(statement, part, 1)));
    }

    @Override
    @Transactional
    public boolean complete(Part part, Part.Result result) {
        boolean mine = work(COMPLETE, statement -> {
            counted(new Parameters(statement), result.count())
                    .add(result.digest().bytes())
                    .add(result.tally().json());
            return one(claimed(statement, part, 6));
        });
        if (mine && !result.changes().isEmpty()) {
            work(CHANGE, statement -> {
                for (Part.Change change : result.changes()) {
                    changed(statement, part, change);
                    statement.addBatch();
                }
                return statement.executeBatch();
            });
        }
        return mine;
    }

    private static void changed(PreparedStatement statement, Part part, Part.Change change) throws SQLException {
        Parameters parameters = new Parameters(statement)
                .add(part.replay())
                .add(change.decision().value())
                .add(change.decidedAt())
                .add(part.number())
                .add(change.before().name())
                .add(change.after().name());
        parameters
                .add(bytes(change.beforeVerdict()))
                .add(bytes(change.afterVerdict()))
                .add(statement
                        .getConnection()
                        .createArrayOf("text", change.details().toArray()));
    }

    @Override
    @Transactional
    public List<Long> completed() {
        return work(COMPLETED, statement -> all(statement, row -> row.getLong(1)));
    }

    @Override
    @Transactional
    public void parts(long replay, BiConsumer<Tally, Digest> each) {
        work("SELECT tally, data_digest FROM replay_partition WHERE replay = ? ORDER BY number", statement -> {
            new Parameters(statement).add(replay);
            statement.setFetchSize(20);
            int parts = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.accept(Tally.read(rows.getString(1)), Digest.ofBytes(rows.getBytes(2)));
                    parts++;
                }
            }
            return parts;
        });
    }

    @Override
    @Transactional
    public boolean end(long replay, Replay.State state, Ending ending) {
        String dossier = ending.dossier();
        return work(END, statement -> {
            Parameters parameters = new Parameters(statement)
                    .add(state.name())
                    .add(ending.at())
                    .add(ending.failure())
                    .add(ending.data() == null ? null : ending.data().bytes());
            parameters
                    .add(dossier == null ? null : bytes(dossier))
                    .add(dossier == null ? null : Digest.of(bytes(dossier)).bytes())
                    .add(replay);
            return one(statement);
        });
    }

    @Override
    @Transactional
    public Optional<String> dossier(long replay) {
        return work("SELECT dossier FROM replay WHERE id = ? AND dossier IS NOT NULL", statement -> {
            new Parameters(statement).add(replay);
            return first(statement, row -> new String(row.getBytes(1), StandardCharsets.UTF_8));
        });
    }

    @Override
    @Transactional
    public Page<Part.Change> changes(long replay, int limit, Optional<Cursor> after) {
        Position position = after.map(ReplayCursor::position).orElse(new Position(Instant.EPOCH, new UUID(0, 0)));
        List<Part.Change> found = work(CHANGES, statement -> {
            new Parameters(statement)
                    .add(replay)
                    .add(position.decidedAt())
                    .add(position.decidedAt())
                    .add(position.id())
                    .add(limit + 1);
            return all(statement, JdbcReplayStore::change);
        });
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), ReplayCursor.of(found.get(limit - 1)));
    }

    private static Part.Change change(ResultSet row) throws SQLException {
        return new Part.Change(
                new DecisionId(row.getObject("decision_id", UUID.class)),
                ReplayRow.instant(row, "decided_at"),
                Outcome.valueOf(row.getString("before_outcome")),
                Outcome.valueOf(row.getString("after_outcome")),
                new String(row.getBytes("before_verdict"), StandardCharsets.UTF_8),
                new String(row.getBytes("after_verdict"), StandardCharsets.UTF_8),
                List.of((String[]) row.getArray("details").getArray()));
    }

    private static Parameters counted(Parameters parameters, Part.Count count) throws SQLException {
        return parameters.add(count.evaluated()).add(count.leftOut()).add(count.changed());
    }

    /** Whose part it is, at the end of the parameters. */
    private static PreparedStatement claimed(PreparedStatement statement, Part part, int from) throws SQLException {
        new Parameters(statement, from).add(part.replay()).add(part.number()).add(part.claimedBy());
        return statement;
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean one(PreparedStatement statement) throws SQLException {
        return statement.executeUpdate() == 1;
    }

    /** Something done with a statement, or with a row. */
    private interface Sql<S, R> {
        R apply(S source) throws SQLException;
    }

    private static <R> Optional<R> first(PreparedStatement statement, Sql<ResultSet, R> read) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(read.apply(rows)) : Optional.empty();
        }
    }

    private static <R> List<R> all(PreparedStatement statement, Sql<ResultSet, R> read) throws SQLException {
        List<R> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(read.apply(rows));
            }
        }
        return all;
    }

    private <R extends @Nullable Object> R work(String sql, Sql<PreparedStatement, R> work) {
        ReturningWork<R> returning = connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.apply(statement);
            }
        };
        return entities.unwrap(Session.class).doReturningWork(returning);
    }
}
