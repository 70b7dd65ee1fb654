package io.plimsoll.record.db;

import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Grant;
import io.plimsoll.evaluation.Suppression;
import io.plimsoll.record.NewDecision;
import io.plimsoll.record.RecordedDecision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what decisions leave behind for later ones: grants, suppressions, what was heard. */
final class ConsequencesAppend {
    private static final String GRANTS = """
            INSERT INTO granted (
                decision_id, signal, domain, what, disposition, customer, case_id, queue, topic, at, amount)
            SELECT * FROM unnest(
                ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[], ?::numeric[])
            """;
    private static final String SUPPRESSIONS = """
            INSERT INTO suppression (
                decision_id, number, domain, source, signal_id, customer, case_id, what, reason, reason_text, at)
            SELECT * FROM unnest(
                ?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::timestamptz[])
            """;
    // In the order of the key, so that replicas cannot deadlock.
    private static final String HEARD = """
            INSERT INTO heard (domain, trend, key, hour, times)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[])
            ON CONFLICT (domain, trend, key, hour) DO UPDATE SET times = heard.times + excluded.times
            """;

    private final Connection connection;

    ConsequencesAppend(Connection connection) {
        this.connection = connection;
    }

    private record Granted(RecordedDecision decision, Grant grant) {}

    private record Suppressed(RecordedDecision decision, int number, Suppression suppression) {}

    private record Hour(String domain, String trend, String key, Instant hour) {
        private static final Comparator<Hour> ORDER = Comparator.comparing(Hour::domain)
                .thenComparing(Hour::trend)
                .thenComparing(Hour::key)
                .thenComparing(Hour::hour);
    }

    /** @param written decisions that leave something behind */
    void write(List<NewDecision> written) throws SQLException {
        List<Granted> grants = new ArrayList<>();
        List<Suppressed> suppressed = new ArrayList<>();
        Map<Hour, Long> heard = new TreeMap<>(Hour.ORDER);
        for (NewDecision each : written) {
            Consequences consequences =
                    each.commitment() == null ? null : each.commitment().consequences();
            if (consequences != null) {
                RecordedDecision decision = each.decision();
                consequences.grants().forEach(grant -> grants.add(new Granted(decision, grant)));
                for (int i = 0; i < consequences.suppressed().size(); i++) {
                    suppressed.add(new Suppressed(
                            decision, i + 1, consequences.suppressed().get(i)));
                }
                consequences
                        .heard()
                        .forEach(once -> heard.merge(
                                new Hour(decision.domain().value(), once.trend(), once.key(), once.hour()),
                                1L,
                                Long::sum));
            }
        }
        if (!grants.isEmpty()) {
            writeGrants(grants);
        }
        if (!suppressed.isEmpty()) {
            writeSuppressions(suppressed);
        }
        if (!heard.isEmpty()) {
            writeHeard(List.copyOf(heard.entrySet()));
        }
    }

    private void writeGrants(List<Granted> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(GRANTS)) {
            new Columns<>(insert, rows)
                    .add("uuid", row -> row.decision().id().value())
                    .add("text", row -> row.grant().signal())
                    .add("text", row -> row.decision().domain().value())
                    .add("text", row -> row.grant().what())
                    .add("text", row -> row.grant().disposition().name())
                    .add("text", row -> row.grant().customer().value())
                    .add("text", row -> row.decision().subject().caseId())
                    .add("text", row -> row.grant().queue())
                    .add("text", row -> row.grant().topic())
                    .add("timestamptz", row -> row.grant().at().toString())
                    .add("numeric", row -> row.grant().amount());
            insert.executeUpdate();
        }
    }

    private void writeSuppressions(List<Suppressed> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SUPPRESSIONS)) {
            new Columns<>(insert, rows)
                    .add("uuid", row -> row.decision().id().value())
                    .add("int4", Suppressed::number)
                    .add("text", row -> row.decision().domain().value())
                    .add("text", row -> row.decision().source().value())
                    .add("text", row -> row.decision().signal().value())
                    .add("text", row -> row.decision().subject().customer())
                    .add("text", row -> row.decision().subject().caseId())
                    .add("text", row -> row.suppression().what())
                    .add("text", row -> row.suppression().reason().code())
                    .add("text", row -> row.suppression().reason().text())
                    .add("timestamptz", row -> row.decision().decidedAt().toString());
            insert.executeUpdate();
        }
    }

    private void writeHeard(List<Map.Entry<Hour, Long>> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(HEARD)) {
            new Columns<>(insert, rows)
                    .add("text", row -> row.getKey().domain())
                    .add("text", row -> row.getKey().trend())
                    .add("text", row -> row.getKey().key())
                    .add("timestamptz", row -> row.getKey().hour().toString())
                    .add("int8", Map.Entry::getValue);
            insert.executeUpdate();
        }
    }
}
