package io.plimsoll.record.db;

import io.plimsoll.evaluation.Background;
import io.plimsoll.evaluation.CaseId;
import io.plimsoll.evaluation.Channel;
import io.plimsoll.evaluation.CustomerId;
import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Grant;
import io.plimsoll.evaluation.Load;
import io.plimsoll.evaluation.Memory;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.PastSignal;
import io.plimsoll.evaluation.Scope;
import io.plimsoll.evaluation.Scores;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.evaluation.Trend;
import io.plimsoll.record.Recollection;
import io.plimsoll.record.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what policies may remember about one signal, inside the caller's transaction. */
final class BackgroundQueries {
    private static final String STANDINGS = """
            SELECT wanted.scope, wanted.key, coalesce(standing.version, 0)
            FROM (VALUES ('CUSTOMER', ?::text), ('CASE', ?::text)) AS wanted (scope, key)
            LEFT JOIN standing ON standing.domain = ? AND standing.scope = wanted.scope AND standing.key = wanted.key
            WHERE wanted.key IS NOT NULL
            """;
    private static final String SIGNALS = """
            SELECT source, signal_id, customer, case_id, occurred_at, decided_at, channel, topic,
                sentiment, intensity, activeness, confidence, intention, request_type, outcome, severity, id
            FROM decision WHERE domain = ? AND %s = ?
            ORDER BY occurred_at DESC, source COLLATE "C" DESC, signal_id COLLATE "C" DESC LIMIT ?
            """;
    private static final String GRANTS = """
            SELECT signal, what, disposition, customer, case_id, queue, topic, at, amount, decision_id
            FROM granted WHERE domain = ? AND %s = ? AND at >= ?
            ORDER BY at DESC, signal COLLATE "C" DESC, what COLLATE "C" DESC LIMIT ?
            """;
    private static final String LOADS = """
            SELECT %s AS key, count(*), coalesce(sum(amount), 0)
            FROM granted WHERE domain = ? AND what = ? AND at >= ? AND %s
            GROUP BY 1
            """;
    private static final String TREND = """
            SELECT coalesce(sum(times) FILTER (WHERE hour = ?), 0), coalesce(sum(times) FILTER (WHERE hour < ?), 0)
            FROM heard WHERE domain = ? AND trend = ? AND key = ? AND hour <= ? AND hour >= ?
            """;

    private final Connection connection;
    private final DomainName domain;
    private final Memory memory;
    private final Signal signal;
    private final Instant instant;

    BackgroundQueries(Connection connection, DomainName domain, Memory memory, Signal signal, Instant instant) {
        this.connection = connection;
        this.domain = domain;
        this.memory = memory;
        this.signal = signal;
        this.instant = instant;
    }

    /** The versions are read first: whatever changes afterwards is then noticed when the decision is written. */
    Recollection run() throws SQLException {
        List<Standing> standings = standings();
        List<Load> loads = new ArrayList<>();
        for (Memory.LoadCount count : memory.loads()) {
            loads.addAll(loads(count));
        }
        List<Trend> trends = new ArrayList<>();
        for (Memory.TrendCount count : memory.trends()) {
            trends.add(trend(count));
        }
        return new Recollection(new Background.Found(signals(), grants(), loads, trends), standings);
    }

    private @Nullable String caseId() {
        return signal.caseId() == null ? null : signal.caseId().value();
    }

    private List<Standing> standings() throws SQLException {
        return select(
                STANDINGS,
                row -> new Standing(Scope.valueOf(row.getString(1)), row.getString(2), row.getLong(3)),
                signal.customer().value(),
                caseId(),
                domain.value());
    }

    private List<PastSignal> signals() throws SQLException {
        return ofCustomerAndCase(SIGNALS, "id", BackgroundQueries::signal, domain.value(), null, memory.signals());
    }

    private List<Grant> grants() throws SQLException {
        return ofCustomerAndCase(
                GRANTS,
                "decision_id, what",
                BackgroundQueries::grant,
                domain.value(),
                null,
                utc(instant.minus(memory.within())),
                Memory.MAX_GRANTS);
    }

    /** What belongs to the customer or to the case, each thing once. */
    private <T> List<T> ofCustomerAndCase(String query, String identity, Row<T> row, @Nullable Object... parameters)
            throws SQLException {
        @Nullable Object[] ofCustomer = parameters.clone();
        ofCustomer[1] = signal.customer().value();
        if (caseId() == null) {
            return select(query.formatted("customer"), row, ofCustomer);
        }
        @Nullable Object[] ofCase = parameters.clone();
        ofCase[1] = caseId();
        @Nullable Object[] both = new @Nullable Object[2 * parameters.length];
        System.arraycopy(ofCustomer, 0, both, 0, parameters.length);
        System.arraycopy(ofCase, 0, both, parameters.length, parameters.length);
        return select(
                "SELECT DISTINCT ON (" + identity + ") * FROM ((" + query.formatted("customer") + ") UNION ALL ("
                        + query.formatted("case_id") + ")) AS found",
                row,
                both);
    }

    /** Of all queues, because nobody knows yet where the decision goes; but of the signal's topic only. */
    private List<Load> loads(Memory.LoadCount count) throws SQLException {
        Instant since = instant.minus(count.within());
        return switch (count.by()) {
            case QUEUE -> loads(count, "queue", "queue IS NOT NULL", domain.value(), count.of(), utc(since));
            case TOPIC ->
                loads(
                        count,
                        "coalesce(topic, '')",
                        "coalesce(topic, '') = ?",
                        domain.value(),
                        count.of(),
                        utc(since),
                        signal.topic() == null ? "" : signal.topic());
            case DOMAIN -> loads(count, "''::text", "true", domain.value(), count.of(), utc(since));
            case CUSTOMER, CASE -> throw new IllegalStateException("not shared: " + count.by());
        };
    }

    private List<Load> loads(Memory.LoadCount count, String key, String which, Object... parameters)
            throws SQLException {
        return select(
                LOADS.formatted(key, which),
                row -> new Load(
                        count.of(), count.by(), row.getString(1), count.within(), row.getLong(2), row.getBigDecimal(3)),
                parameters);
    }

    private Trend trend(Memory.TrendCount count) throws SQLException {
        String key = count.key(signal.topic());
        Instant hour = Memory.TrendCount.hour(signal.occurredAt());
        return select(
                        TREND,
                        row -> new Trend(
                                count.name(),
                                key,
                                row.getLong(1),
                                row.getLong(2),
                                count.baseline().toHours()),
                        utc(hour),
                        utc(hour),
                        domain.value(),
                        count.name(),
                        key,
                        utc(hour),
                        utc(hour.minus(count.baseline())))
                .get(0);
    }

    private static PastSignal signal(ResultSet row) throws SQLException {
        String caseId = row.getString(4);
        String channel = row.getString(7);
        Scores scores = new Scores(
                row.getBigDecimal(9),
                row.getBigDecimal(10),
                row.getBigDecimal(11),
                row.getBigDecimal(12),
                row.getString(13));
        return new PastSignal(
                row.getString(1),
                new SignalId(row.getString(2)),
                new CustomerId(row.getString(3)),
                caseId == null ? null : new CaseId(caseId),
                instant(row, 5),
                instant(row, 6),
                channel == null ? null : Channel.valueOf(channel),
                row.getString(8),
                scores.equals(Scores.NONE) ? null : scores,
                row.getString(14),
                Outcome.valueOf(row.getString(15)),
                row.getInt(16));
    }

    private static Grant grant(ResultSet row) throws SQLException {
        String caseId = row.getString(5);
        return new Grant(
                row.getString(1),
                row.getString(2),
                Disposition.valueOf(row.getString(3)),
                new CustomerId(row.getString(4)),
                caseId == null ? null : new CaseId(caseId),
                row.getString(6),
                row.getString(7),
                instant(row, 8),
                row.getBigDecimal(9));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> select(String query, Row<T> each, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(each.of(rows));
                }
            }
            return found;
        }
    }
}
