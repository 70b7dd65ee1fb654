package io.plimsoll.record.db;

import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Grant;
import io.plimsoll.evaluation.Reservation;
import io.plimsoll.evaluation.Scope;
import io.plimsoll.record.Commitment;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.NewDecision;
import io.plimsoll.record.Standing;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which decisions of a batch may still be written: nothing that they read may have changed, and the room that
 * they need must be free. What they depend on is locked until the transaction ends, always in the same order, so that
 * replicas cannot deadlock.
 */
final class Promises {
    // Rows that are not there yet are made, so that there is something to lock.
    private static final String MAKE = """
            INSERT INTO standing (domain, scope, key, version)
            SELECT domain, scope, key, 0 FROM unnest(?::text[], ?::text[], ?::text[]) AS wanted (domain, scope, key)
            ORDER BY domain COLLATE "C", scope COLLATE "C", key COLLATE "C"
            ON CONFLICT DO NOTHING
            """;
    private static final String LOCK = """
            SELECT domain, scope, key, version FROM standing
            WHERE (domain, scope, key) IN (SELECT * FROM unnest(?::text[], ?::text[], ?::text[]))
            ORDER BY domain COLLATE "C", scope COLLATE "C", key COLLATE "C"
            FOR UPDATE
            """;
    private static final String TAKEN = """
            SELECT wanted.number, count(granted.what), coalesce(sum(granted.amount), 0)
            FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                AS wanted (number, domain, what, scope, key, since)
            LEFT JOIN granted ON granted.domain = wanted.domain AND granted.what = wanted.what
                AND granted.at >= wanted.since
                AND CASE wanted.scope
                    WHEN 'QUEUE' THEN granted.queue = wanted.key
                    WHEN 'TOPIC' THEN coalesce(granted.topic, '') = wanted.key
                    ELSE true END
            GROUP BY wanted.number
            """;
    private static final String COUNT = """
            UPDATE standing SET version = standing.version + made.decisions
            FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[]) AS made (domain, scope, key, decisions)
            WHERE standing.domain = made.domain AND standing.scope = made.scope AND standing.key = made.key
            """;

    private final Connection connection;
    private final Map<Key, Long> versions = new HashMap<>();
    /** What this batch grants, by domain. */
    private final Map<String, List<Grant>> granted = new HashMap<>();

    Promises(Connection connection) {
        this.connection = connection;
    }

    /** What is locked. */
    private record Key(String domain, Scope scope, String key) {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::domain).thenComparing(Key::scope).thenComparing(Key::key);
    }

    /** Room that a decision needs. */
    private record Room(int number, NewDecision decision, Reservation wanted) {}

    /** How much there was before. */
    private record Taken(long grants, BigDecimal total) {}

    /** @return the decisions that may not be written */
    Set<DecisionId> broken(List<NewDecision> rows) throws SQLException {
        List<NewDecision> bound =
                rows.stream().filter(row -> row.commitment() != null).toList();
        if (bound.isEmpty()) {
            return Set.of();
        }
        lock(bound);
        List<Room> rooms = rooms(bound);
        Map<Integer, Taken> taken = rooms.isEmpty() ? Map.of() : taken(rooms);
        Set<DecisionId> broken = new HashSet<>();
        for (NewDecision row : bound) {
            if (holds(row, rooms, taken)) {
                subjects(row).forEach(key -> versions.merge(key, 1L, Long::sum));
                granted.computeIfAbsent(domain(row), domain -> new ArrayList<>())
                        .addAll(consequences(row).grants());
            } else {
                broken.add(row.decision().id());
            }
        }
        return broken;
    }

    /** Notes that decisions were written about their customers and cases. */
    void count(List<NewDecision> written) throws SQLException {
        Map<Key, Long> made = new HashMap<>();
        for (NewDecision row : written) {
            subjects(row).forEach(key -> made.merge(key, 1L, Long::sum));
        }
        List<Map.Entry<Key, Long>> entries = List.copyOf(made.entrySet());
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            new Columns<>(count, entries)
                    .add("text", entry -> entry.getKey().domain())
                    .add("text", entry -> entry.getKey().scope().name())
                    .add("text", entry -> entry.getKey().key())
                    .add("int8", Map.Entry::getValue);
            count.executeUpdate();
        }
    }

    private void lock(List<NewDecision> bound) throws SQLException {
        Set<Key> wanted = new TreeSet<>(Key.ORDER);
        for (NewDecision row : bound) {
            wanted.addAll(subjects(row));
            for (Reservation reservation : consequences(row).reservations()) {
                wanted.add(new Key(domain(row), reservation.scope(), reservation.what() + " " + reservation.key()));
            }
        }
        List<Key> keys = List.copyOf(wanted);
        try (PreparedStatement make = connection.prepareStatement(MAKE);
                PreparedStatement lock = connection.prepareStatement(LOCK)) {
            bind(make, keys);
            make.executeUpdate();
            bind(lock, keys);
            try (ResultSet found = lock.executeQuery()) {
                while (found.next()) {
                    versions.put(
                            new Key(found.getString(1), Scope.valueOf(found.getString(2)), found.getString(3)),
                            found.getLong(4));
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, List<Key> keys) throws SQLException {
        new Columns<>(statement, keys)
                .add("text", Key::domain)
                .add("text", key -> key.scope().name())
                .add("text", Key::key);
    }

    private static List<Room> rooms(List<NewDecision> bound) {
        List<Room> rooms = new ArrayList<>();
        for (NewDecision row : bound) {
            consequences(row).reservations().forEach(wanted -> rooms.add(new Room(rooms.size(), row, wanted)));
        }
        return rooms;
    }

    private Map<Integer, Taken> taken(List<Room> rooms) throws SQLException {
        Map<Integer, Taken> taken = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(TAKEN)) {
            new Columns<>(select, rooms)
                    .add("int4", Room::number)
                    .add("text", room -> domain(room.decision()))
                    .add("text", room -> room.wanted().what())
                    .add("text", room -> room.wanted().scope().name())
                    .add("text", room -> room.wanted().key())
                    .add("timestamptz", room -> room.wanted().since().toString());
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    taken.put(found.getInt(1), new Taken(found.getLong(2), found.getBigDecimal(3)));
                }
            }
        }
        return taken;
    }

    private boolean holds(NewDecision row, List<Room> rooms, Map<Integer, Taken> taken) {
        for (Standing read : commitment(row).read()) {
            Long version = versions.get(new Key(domain(row), read.scope(), read.key()));
            if (version == null || version != read.version()) {
                return false;
            }
        }
        return rooms.stream().filter(room -> room.decision() == row).allMatch(room -> fits(room, taken));
    }

    /** With what others of this batch have taken already. */
    private boolean fits(Room room, Map<Integer, Taken> taken) {
        Reservation wanted = room.wanted();
        Taken before = taken.getOrDefault(room.number(), new Taken(0, BigDecimal.ZERO));
        long grants = before.grants();
        BigDecimal total = before.total();
        for (Grant grant : granted.getOrDefault(domain(room.decision()), List.of())) {
            if (grant.what().equals(wanted.what()) && wanted.key().equals(grant.key(wanted.scope()))) {
                grants++;
                total = grant.amount() == null ? total : total.add(grant.amount());
            }
        }
        return wanted.fits(grants, total);
    }

    private static List<Key> subjects(NewDecision row) {
        var signal = consequences(row).signal();
        List<Key> subjects = new ArrayList<>();
        subjects.add(new Key(domain(row), Scope.CUSTOMER, signal.customer().value()));
        if (signal.caseId() != null) {
            subjects.add(new Key(domain(row), Scope.CASE, signal.caseId().value()));
        }
        return subjects;
    }

    private static String domain(NewDecision row) {
        return row.decision().domain().value();
    }

    private static Commitment commitment(NewDecision row) {
        Commitment commitment = row.commitment();
        if (commitment == null) {
            throw new IllegalStateException("a decision without a commitment");
        }
        return commitment;
    }

    private static Consequences consequences(NewDecision row) {
        return commitment(row).consequences();
    }
}
