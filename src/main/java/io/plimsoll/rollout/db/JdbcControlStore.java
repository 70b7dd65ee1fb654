package io.plimsoll.rollout.db;

import io.plimsoll.evaluation.ControlScope;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.rollout.ControlFilter;
import io.plimsoll.rollout.ControlId;
import io.plimsoll.rollout.ControlStore;
import io.plimsoll.rollout.NewControl;
import io.plimsoll.rollout.RecordedControl;
import io.plimsoll.rollout.RecordedControl.State;
import io.plimsoll.rollout.RecordedControl.What;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** Controls in PostgreSQL. Whoever changes them waits for the decisions that are being recorded, and they for it. */
@ApplicationScoped
class JdbcControlStore implements ControlStore {
    /**
     * While this waits, so do all who record decisions. So it does not wait for long, and is tried again by whoever asked: a
     * replica that was cut off in the middle of its transaction keeps its lock for five seconds.
     */
    private static final String LOCK = "SET LOCAL lock_timeout = '1s'; LOCK TABLE control_change IN EXCLUSIVE MODE";

    private static final String NUMBER = "SELECT coalesce(max(number), 0) FROM control_change";
    private static final String ADD = """
            INSERT INTO control (
                id, kind, domain, producer, producer_version, action, customer, case_id, topic, request_type,
                answer, loosens, until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String CHANGE = """
            INSERT INTO control_change (number, control_id, what, by_name, at, reason)
            SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM control_change
            ON CONFLICT (control_id, what) DO NOTHING
            """;
    private static final String LATEST_FIRST = " ORDER BY made.number DESC LIMIT ?";

    private final EntityManager entities;

    JdbcControlStore(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public RecordedControl add(NewControl control, Deed set) {
        ControlId id = ControlId.next();
        work(connection -> {
            execute(connection, LOCK);
            execute(connection, ADD, columns(id, control));
            return execute(connection, CHANGE, row(id, What.SET, set));
        });
        return find(id).orElseThrow();
    }

    private static @Nullable Object[] columns(ControlId id, NewControl control) {
        ControlScope scope = control.scope();
        ControlScope.ScoredBy producer = scope.producer();
        return new @Nullable Object[] {
            id.value(),
            control.kind().name(),
            scope.domain() == null ? null : scope.domain().value(),
            producer == null ? null : producer.name(),
            producer == null ? null : producer.version(),
            scope.action(),
            scope.customer() == null ? null : scope.customer().value(),
            scope.caseId() == null ? null : scope.caseId().value(),
            scope.topic(),
            scope.requestType(),
            control.answer() == null ? null : CanonicalJson.text(control.answer()),
            control.loosens(),
            control.until() == null ? null : utc(control.until())
        };
    }

    private static @Nullable Object[] row(ControlId id, What what, Deed deed) {
        return new @Nullable Object[] {id.value(), what.name(), deed.by(), utc(deed.at()), deed.reason()};
    }

    @Override
    @Transactional
    public boolean change(ControlId control, What what, Deed deed) {
        return work(connection -> {
            execute(connection, LOCK);
            return execute(connection, CHANGE, row(control, what, deed)) == 1;
        });
    }

    @Override
    @Transactional
    public Optional<RecordedControl> find(ControlId id) {
        return select(" WHERE control.id = ?", id.value()).stream().findFirst();
    }

    @Override
    @Transactional
    public Page<RecordedControl> list(ControlFilter filter, int limit, @Nullable Cursor cursor) {
        StringBuilder where = new StringBuilder(" WHERE true");
        List<@Nullable Object> parameters = new ArrayList<>();
        if (filter.state() != null) {
            where.append(" AND ").append(condition(filter.state()));
            if (filter.state() != State.LIFTED) {
                parameters.add(utc(filter.now()));
            }
        }
        if (filter.kind() != null) {
            where.append(" AND control.kind = ?");
            parameters.add(filter.kind().name());
        }
        if (filter.domain() != null) {
            where.append(" AND (control.domain = ? OR control.domain IS NULL)");
            parameters.add(filter.domain());
        }
        if (cursor != null) {
            where.append(" AND made.number < ?");
            parameters.add(number(cursor));
        }
        parameters.add(limit + 1);
        List<RecordedControl> found = select(where + LATEST_FIRST, parameters.toArray());
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        new Cursor(Long.toString(found.get(limit - 1).set().number())).encoded());
    }

    private static long number(Cursor cursor) {
        try {
            return Long.parseLong(cursor.position());
        } catch (NumberFormatException e) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "cursor is not one that this list gave. Leave it out to begin with the first page.");
        }
    }

    private static String condition(State state) {
        String open = "lifted.number IS NULL AND (control.until IS NULL OR control.until > ?)";
        return switch (state) {
            case LIFTED -> "lifted.number IS NOT NULL";
            case EXPIRED -> "lifted.number IS NULL AND control.until <= ?";
            case PENDING -> open + " AND control.loosens AND confirmed.number IS NULL";
            case ACTIVE -> open + " AND (NOT control.loosens OR confirmed.number IS NOT NULL)";
        };
    }

    @Override
    @Transactional
    public long number() {
        return work(JdbcControlStore::number);
    }

    private static long number(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NUMBER);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The number is read first: with rows that are newer than it, nothing is recorded that should not be. */
    @Override
    @Transactional
    public Snapshot snapshot(Instant now) {
        long number = number();
        return new Snapshot(number, select(" WHERE " + condition(State.ACTIVE), utc(now)));
    }

    private List<RecordedControl> select(String where, @Nullable Object... parameters) {
        return work(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ControlRow.SELECT + where)) {
                bind(select, parameters);
                List<RecordedControl> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new ControlRow(rows).read());
                    }
                }
                return found;
            }
        });
    }

    private static int execute(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private <T> T work(ReturningWork<T> work) {
        return Objects.requireNonNull(entities.unwrap(Session.class).doReturningWork(work));
    }
}
