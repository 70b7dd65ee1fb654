package io.plimsoll.policy.db;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.Examination;
import io.plimsoll.policy.ExaminationStore;
import io.plimsoll.policy.VersionId;
import io.plimsoll.sandbox.Examiner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Examinations in PostgreSQL, those that run as a queue. */
@ApplicationScoped
class JdbcExaminationStore implements ExaminationStore {
    private static final String ADD = """
            INSERT INTO examination (domain, kind, version, digest, counterpart, counterpart_digest, subject, most, seed,
                by_name, state, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?) RETURNING *
            """;
    private static final String OF_VERSION = "SELECT * FROM examination WHERE domain = ? AND kind = ? AND version = ? ";
    private static final String CLAIM = """
            UPDATE examination SET claimed_by = ?, claimed_until = ?, attempts = attempts + 1, phase = NULL, since = NULL,
                done = 0, total = 0, done_before = 0
            WHERE id = (
                SELECT id FROM examination WHERE state = 'RUNNING' AND (claimed_until IS NULL OR claimed_until < ?)
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;
    private static final String EXTEND = """
            UPDATE examination SET phase = ?, done = ?, total = ?, notes = ?, claimed_until = ?,
                since = CASE WHEN phase = ? THEN since ELSE ? END,
                done_before = CASE WHEN phase = ? THEN done_before ELSE ? END
            WHERE id = ? AND claimed_by = ? AND state = 'RUNNING'
            """;
    private static final String RELEASE = """
            UPDATE examination SET claimed_by = NULL, claimed_until = NULL, attempts = attempts - ?
            WHERE id = ? AND claimed_by = ? AND state = 'RUNNING'
            """;
    /** Against whoever hands the version in meanwhile: one of the two sees the other. */
    private static final String LOCK = """
            SELECT version FROM policy_version WHERE domain = ? AND kind = ? AND version = ? FOR UPDATE
            """;

    private static final String COMPLETE = """
            UPDATE examination SET state = 'DONE', done = total, ended_at = ?, report = ?, proposals = ?, notes = '',
                claimed_by = NULL, claimed_until = NULL
            WHERE id = ? AND claimed_by = ? AND state = 'RUNNING'
            """;
    private static final String FAIL = """
            UPDATE examination SET state = 'FAILED', ended_at = ?, failure = ?, notes = '', claimed_by = NULL,
                claimed_until = NULL
            WHERE id = ? AND claimed_by = ? AND state = 'RUNNING'
            """;
    private static final String CANCEL = """
            UPDATE examination SET state = 'CANCELLED', ended_at = ?, notes = '', claimed_by = NULL, claimed_until = NULL
            WHERE id = ? AND state = 'RUNNING'
            """;

    private final EntityManager entities;

    JdbcExaminationStore(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public Examination add(Examination.Order order, Instant now) {
        Examination.Counterpart other = order.counterpart();
        return rows(
                        ADD,
                        ExaminationRow::read,
                        order.version().domain().value(),
                        order.version().kind().name(),
                        order.version().number(),
                        order.digest().bytes(),
                        other == null ? null : other.version().toString(),
                        other == null ? null : other.digest().bytes(),
                        order.subject().name(),
                        order.most(),
                        order.seed(),
                        order.by(),
                        now)
                .get(0);
    }

    @Override
    @Transactional
    public Optional<Examination> find(long id) {
        return rows("SELECT * FROM examination WHERE id = ?", ExaminationRow::read, id).stream()
                .findFirst();
    }

    @Override
    @Transactional
    public Page<Examination> list(VersionId version, int limit, Optional<Cursor> after) {
        List<Examination> found = rows(
                OF_VERSION + "AND id < ? ORDER BY id DESC LIMIT ?",
                ExaminationRow::read,
                version.domain().value(),
                version.kind().name(),
                version.number(),
                after.map(JdbcExaminationStore::id).orElse(Long.MAX_VALUE),
                limit + 1);
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        new Cursor(String.valueOf(found.get(limit - 1).id())).encoded());
    }

    private static long id(Cursor cursor) {
        try {
            return Long.parseLong(cursor.position());
        } catch (NumberFormatException e) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "cursor is not one of this list. Leave it out to begin with the first page.");
        }
    }

    @Override
    @Transactional
    public List<Examination> done(VersionId version) {
        return rows(
                OF_VERSION + "AND state = 'DONE' ORDER BY id",
                ExaminationRow::read,
                version.domain().value(),
                version.kind().name(),
                version.number());
    }

    @Override
    @Transactional
    public int running() {
        return rows("SELECT count(*) FROM examination WHERE state = 'RUNNING'", row -> row.getInt(1))
                .get(0);
    }

    @Override
    @Transactional
    public Optional<Claim> claim(String by, Instant now, Instant until) {
        return rows(
                        CLAIM,
                        row -> new Claim(ExaminationRow.read(row), by, row.getInt("attempts"), row.getString("notes")),
                        by,
                        until,
                        now)
                .stream()
                .findFirst();
    }

    @Override
    @Transactional
    public boolean extend(Claim claim, Examiner.Stand stand, Instant now, Instant until) {
        String phase = stand.phase().name();
        return change(
                EXTEND,
                phase,
                stand.done(),
                stand.of(),
                stand.notes(),
                until,
                phase,
                now,
                phase,
                stand.done(),
                claim.examination().id(),
                claim.by());
    }

    @Override
    @Transactional
    public void release(Claim claim, boolean counts) {
        change(RELEASE, counts ? 0 : 1, claim.examination().id(), claim.by());
    }

    @Override
    @Transactional
    public boolean complete(Claim claim, Examination.Result result, Instant at) {
        VersionId version = claim.examination().order().version();
        rows(
                LOCK,
                row -> row.getInt(1),
                version.domain().value(),
                version.kind().name(),
                version.number());
        return change(
                COMPLETE,
                at,
                result.report().getBytes(StandardCharsets.UTF_8),
                result.proposals().getBytes(StandardCharsets.UTF_8),
                claim.examination().id(),
                claim.by());
    }

    @Override
    @Transactional
    public boolean fail(Claim claim, String why, Instant at) {
        return change(FAIL, at, why, claim.examination().id(), claim.by());
    }

    @Override
    @Transactional
    public boolean cancel(long id, Instant at) {
        return change(CANCEL, at, id);
    }

    @Override
    @Transactional
    public Optional<Examination.Result> result(long id) {
        return rows(
                        "SELECT report, proposals FROM examination WHERE id = ? AND state = 'DONE'",
                        row -> new Examination.Result(
                                new String(row.getBytes(1), StandardCharsets.UTF_8),
                                new String(row.getBytes(2), StandardCharsets.UTF_8)),
                        id)
                .stream()
                .findFirst();
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, Reading<T> reading, @Nullable Object... parameters) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters);
                List<T> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(reading.read(rows));
                    }
                }
                return found;
            }
        });
    }

    private boolean change(String sql, @Nullable Object... parameters) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters);
                return statement.executeUpdate() == 1;
            }
        });
    }

    private static void set(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(
                    i + 1,
                    value instanceof Instant instant ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC) : value);
        }
    }
}
