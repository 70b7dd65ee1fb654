package io.plimsoll.record.db;

import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.platform.Digest;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.KeyUse;
import io.plimsoll.record.NewDecision;
import io.plimsoll.record.RecordedDecision;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes any number of decisions with two statements. {@code ON CONFLICT DO NOTHING} makes the database the only judge of
 * what was there first; whoever loses reads what won.
 */
final class DecisionAppend {
    // A row of arrays cannot be unnested, so the reason codes travel as one text.
    private static final String INSERT = """
            WITH offered AS (
                SELECT * FROM unnest(
                    ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::timestamptz[], ?::int[], ?::bytea[], ?::text[], ?::text[],
                    ?::text[], ?::int[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[],
                    ?::bytea[], ?::bytea[], ?::text[], ?::text[])
                AS row (
                    id, domain, source, signal_id, customer, case_id, request_type,
                    occurred_at, decided_at, policy_version, policy_digest, policy_stage, engine,
                    outcome, severity, reasons, content_digest, situation, situation_digest, verdict,
                    trace, evaluation_digest, key_path, key)
            ), keyed AS (
                INSERT INTO idempotency_key (client, path, key, content_digest, decision_id, created_at)
                SELECT source, key_path, key, content_digest, id, decided_at FROM offered WHERE key IS NOT NULL
                ON CONFLICT DO NOTHING
                RETURNING decision_id
            )
            INSERT INTO decision (
                id, domain, source, signal_id, customer, case_id, request_type,
                occurred_at, decided_at, policy_version, policy_digest, policy_stage, engine,
                outcome, severity, reasons, content_digest, situation, situation_digest, verdict,
                trace, evaluation_digest)
            SELECT
                id, domain, source, signal_id, customer, case_id, request_type,
                occurred_at, decided_at, policy_version, policy_digest, policy_stage, engine,
                outcome, severity, string_to_array(reasons, ' '), content_digest, situation, situation_digest, verdict,
                trace, evaluation_digest
            FROM offered
            WHERE key IS NULL OR id IN (SELECT decision_id FROM keyed)
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    private static final String RELEASE_KEYS = "DELETE FROM idempotency_key WHERE decision_id = ANY (?)";

    private final List<NewDecision> rows;

    DecisionAppend(List<NewDecision> rows) {
        this.rows = rows;
    }

    /** Runs inside the caller's transaction. */
    Set<DecisionId> run(Connection connection) throws SQLException {
        Set<DecisionId> written = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(connection, insert);
            try (ResultSet ids = insert.executeQuery()) {
                while (ids.next()) {
                    written.add(new DecisionId(ids.getObject(1, UUID.class)));
                }
            }
        }
        releaseKeysOfLosers(connection, written);
        return written;
    }

    /** A key that was free must not stay bound to a decision that was not. */
    private void releaseKeysOfLosers(Connection connection, Set<DecisionId> written) throws SQLException {
        Object[] losers = rows.stream()
                .filter(row -> row.key() != null)
                .map(row -> row.decision().id())
                .filter(id -> !written.contains(id))
                .map(DecisionId::value)
                .toArray();
        if (losers.length > 0) {
            try (PreparedStatement release = connection.prepareStatement(RELEASE_KEYS)) {
                release.setArray(1, connection.createArrayOf("uuid", losers));
                release.executeUpdate();
            }
        }
    }

    private void bind(Connection connection, PreparedStatement insert) throws SQLException {
        Columns columns = new Columns(connection, insert);
        columns.add("uuid", row -> row.id().value());
        columns.add("text", row -> row.domain().value());
        columns.add("text", row -> row.source().value());
        columns.add("text", row -> row.signal().value());
        columns.add("text", row -> row.subject().customer());
        columns.add("text", row -> row.subject().caseId());
        columns.add("text", row -> row.subject().requestType());
        columns.add("timestamptz", row -> row.occurredAt().toString());
        columns.add("timestamptz", row -> row.decidedAt().toString());
        columns.add("int4", row -> row.policy().version());
        columns.add("bytea", row -> row.policy().digest().bytes());
        columns.add("text", row -> row.policy().stage().name());
        columns.add("text", row -> row.policy().engine());
        columns.add("text", row -> row.outcome().name());
        columns.add("int4", RecordedDecision::severity);
        columns.add("text", row -> String.join(" ", row.reasons()));
        columns.add("bytea", row -> row.content().bytes());
        columns.add("bytea", row -> utf8(row.situationJson()));
        columns.add("bytea", row -> Digest.of(utf8(row.situationJson())).bytes());
        columns.add("bytea", row -> utf8(row.verdictJson()));
        columns.add("bytea", row -> utf8(row.traceJson()));
        columns.add("bytea", row -> Digest.of(Evaluation.bytes(row.traceJson(), row.verdictJson()))
                .bytes());
        columns.addKey(KeyUse::path);
        columns.addKey(KeyUse::key);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sets one array parameter after the other. */
    private final class Columns {
        private final Connection connection;
        private final PreparedStatement insert;
        private int index;

        Columns(Connection connection, PreparedStatement insert) {
            this.connection = connection;
            this.insert = insert;
        }

        void add(String type, Function<RecordedDecision, Object> value) throws SQLException {
            set(type, rows.stream().map(row -> value.apply(row.decision())).toArray());
        }

        void addKey(Function<KeyUse, String> value) throws SQLException {
            set(
                    "text",
                    rows.stream()
                            .map(row -> row.key() == null ? null : value.apply(row.key()))
                            .toArray());
        }

        private void set(String type, Object[] values) throws SQLException {
            Array array = connection.createArrayOf(
                    type,
                    type.equals("bytea") ? java.util.Arrays.copyOf(values, values.length, byte[][].class) : values);
            insert.setArray(++index, array);
        }
    }
}
