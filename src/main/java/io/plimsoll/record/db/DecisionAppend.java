package io.plimsoll.record.db;

import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.PastSignal;
import io.plimsoll.evaluation.Scores;
import io.plimsoll.platform.Digest;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.NewDecision;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.record.Written;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes any number of decisions in a handful of statements. {@code ON CONFLICT DO NOTHING} makes the database the only
 * judge of what was there first; whoever loses reads what won.
 */
final class DecisionAppend {
    // A row of arrays cannot be unnested, so the reason codes travel as one text.
    private static final String INSERT = """
            WITH offered AS (
                SELECT * FROM unnest(
                    ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::timestamptz[], ?::int[], ?::bytea[], ?::text[], ?::text[],
                    ?::text[], ?::int[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[],
                    ?::bytea[], ?::bytea[], ?::text[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[],
                    ?::numeric[], ?::text[], ?::int[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS row (
                    id, domain, source, signal_id, customer, case_id, request_type,
                    occurred_at, decided_at, policy_version, policy_digest, policy_stage, engine,
                    outcome, severity, reasons, content_digest, situation, situation_digest, verdict,
                    trace, evaluation_digest, channel, topic, sentiment, intensity, activeness,
                    confidence, intention, guardrails_version, guardrails_digest, traceparent, chosen, key_path, key)
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
                trace, evaluation_digest, channel, topic, sentiment, intensity, activeness,
                confidence, intention, guardrails_version, guardrails_digest, traceparent, chosen)
            SELECT
                id, domain, source, signal_id, customer, case_id, request_type,
                occurred_at, decided_at, policy_version, policy_digest, policy_stage, engine,
                outcome, severity, string_to_array(reasons, ' '), content_digest, situation, situation_digest, verdict,
                trace, evaluation_digest, channel, topic, sentiment, intensity, activeness,
                confidence, intention, guardrails_version, guardrails_digest, traceparent, chosen
            FROM offered
            WHERE key IS NULL OR id IN (SELECT decision_id FROM keyed)
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    /** Nobody changes controls before the transaction ends. */
    private static final String LOCK_CONTROLS = "SELECT lock_controls()";

    private static final String RELEASE_KEYS = "DELETE FROM idempotency_key WHERE decision_id = ANY (?)";

    private final List<NewDecision> rows;

    DecisionAppend(List<NewDecision> rows) {
        this.rows = rows;
    }

    /** Runs inside the caller's transaction. */
    Map<DecisionId, Written> run(Connection connection) throws SQLException {
        Set<DecisionId> outdated = outdated(connection);
        List<NewDecision> current = rows.stream()
                .filter(row -> !outdated.contains(row.decision().id()))
                .toList();
        Promises promises = new Promises(connection);
        Set<DecisionId> broken = promises.broken(current);
        List<NewDecision> offered = current.stream()
                .filter(row -> !broken.contains(row.decision().id()))
                .toList();
        Set<DecisionId> written = insert(connection, offered);
        List<NewDecision> remembered = offered.stream()
                .filter(row -> row.commitment() != null
                        && written.contains(row.decision().id()))
                .toList();
        if (!remembered.isEmpty()) {
            new ConsequencesAppend(connection).write(remembered);
            promises.count(remembered);
        }
        Map<DecisionId, Written> results = new HashMap<>();
        for (NewDecision row : rows) {
            DecisionId id = row.decision().id();
            results.put(
                    id,
                    outdated.contains(id)
                            ? Written.OUTDATED
                            : broken.contains(id)
                                    ? Written.STALE
                                    : written.contains(id) ? Written.DURABLE : Written.LOST);
        }
        return results;
    }

    /** Those that were evaluated under other controls than the latest. */
    private Set<DecisionId> outdated(Connection connection) throws SQLException {
        if (rows.stream().allMatch(row -> row.controls() == null)) {
            return Set.of();
        }
        try (PreparedStatement lock = connection.prepareStatement(LOCK_CONTROLS);
                ResultSet number = lock.executeQuery()) {
            number.next();
            long latest = number.getLong(1);
            return rows.stream()
                    .filter(row -> row.controls() != null && row.controls() != latest)
                    .map(row -> row.decision().id())
                    .collect(Collectors.toSet());
        }
    }

    private static Set<DecisionId> insert(Connection connection, List<NewDecision> offered) throws SQLException {
        Set<DecisionId> written = new HashSet<>();
        if (offered.isEmpty()) {
            return written;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, offered);
            try (ResultSet ids = insert.executeQuery()) {
                while (ids.next()) {
                    written.add(new DecisionId(ids.getObject(1, UUID.class)));
                }
            }
        }
        releaseKeysOfLosers(connection, offered, written);
        return written;
    }

    /** A key that was free must not stay bound to a decision that was not. */
    private static void releaseKeysOfLosers(Connection connection, List<NewDecision> offered, Set<DecisionId> written)
            throws SQLException {
        Object[] losers = offered.stream()
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

    private static void bind(PreparedStatement insert, List<NewDecision> offered) throws SQLException {
        Columns<NewDecision> columns = new Columns<>(insert, offered);
        bindDecision(columns);
        bindTexts(columns);
        columns.add(
                        "text",
                        row -> heard(
                                row,
                                signal -> signal.channel() == null
                                        ? null
                                        : signal.channel().name()))
                .add("text", row -> heard(row, PastSignal::topic))
                .add("numeric", row -> scored(row, Scores::sentiment))
                .add("numeric", row -> scored(row, Scores::intensity))
                .add("numeric", row -> scored(row, Scores::activeness))
                .add("numeric", row -> scored(row, Scores::confidence))
                .add("text", row -> scored(row, Scores::intention))
                .add("int4", row -> guardrails(row, PolicyReference.Guardrails::version))
                .add(
                        "bytea",
                        row -> guardrails(row, guardrails -> guardrails.digest().bytes()))
                .add("text", row -> row.decision().traceparent())
                .add("text", row -> row.decision().policy().chosen())
                .add("text", row -> row.key() == null ? null : row.key().path())
                .add("text", row -> row.key() == null ? null : row.key().key());
    }

    private static void bindDecision(Columns<NewDecision> columns) throws SQLException {
        columns.add("uuid", row -> row.decision().id().value())
                .add("text", row -> row.decision().domain().value())
                .add("text", row -> row.decision().source().value())
                .add("text", row -> row.decision().signal().value())
                .add("text", row -> row.decision().subject().customer())
                .add("text", row -> row.decision().subject().caseId())
                .add("text", row -> row.decision().subject().requestType())
                .add("timestamptz", row -> row.decision().occurredAt().toString())
                .add("timestamptz", row -> row.decision().decidedAt().toString())
                .add("int4", row -> row.decision().policy().version())
                .add("bytea", row -> row.decision().policy().digest().bytes())
                .add("text", row -> row.decision().policy().stage().name())
                .add("text", row -> row.decision().policy().engine())
                .add("text", row -> row.decision().outcome().name())
                .add("int4", row -> row.decision().severity())
                .add("text", row -> String.join(" ", row.decision().reasons()));
    }

    private static void bindTexts(Columns<NewDecision> columns) throws SQLException {
        columns.add("bytea", row -> row.decision().content().bytes())
                .add("bytea", row -> utf8(row.decision().situationJson()))
                .add("bytea", row -> Digest.of(utf8(row.decision().situationJson()))
                        .bytes())
                .add("bytea", row -> utf8(row.decision().verdictJson()))
                .add("bytea", row -> utf8(row.decision().traceJson()))
                .add("bytea", row -> Digest.of(Evaluation.bytes(
                                row.decision().traceJson(), row.decision().verdictJson()))
                        .bytes());
    }

    private static @Nullable Object heard(NewDecision row, Function<PastSignal, @Nullable Object> value) {
        return row.commitment() == null
                ? null
                : value.apply(row.commitment().consequences().signal());
    }

    private static @Nullable Object scored(NewDecision row, Function<Scores, @Nullable Object> value) {
        return heard(row, signal -> signal.scores() == null ? null : value.apply(signal.scores()));
    }

    private static @Nullable Object guardrails(
            NewDecision row, Function<PolicyReference.Guardrails, @Nullable Object> value) {
        PolicyReference.Guardrails guardrails = row.decision().policy().guardrails();
        return guardrails == null ? null : value.apply(guardrails);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
