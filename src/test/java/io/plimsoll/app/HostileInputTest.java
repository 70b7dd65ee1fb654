package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.access.Role;
import io.plimsoll.app.HostileRequests.Request;
import io.plimsoll.app.RawHttp.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Ten thousand malformed and malicious requests, to an application of their own: they may change anything in it. */
@QuarkusTest
@TestProfile(HostileInputTest.Alone.class)
class HostileInputTest {
    private static final int REQUESTS = 10_000;
    private static final long SEED = 20260302;

    /** Has a database of its own, and loses patience with slow senders soon. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plimsoll.body.patience", "PT5S");
        }
    }

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/")
    URI service;

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource database;

    @Test
    void tenThousandHostileRequests_breakNothingAndStoreNothingByHalf() throws Exception {
        HostileRequests hostile = new HostileRequests(get("/q/openapi?format=json"), domains(), credentials(), SEED);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(hostile.next());
        }
        List<String> log = new ArrayList<>();
        Handler ears = ears(log);
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        Set<String> decided = ConcurrentHashMap.newKeySet();
        List<String> before = ids();
        long begun = System.nanoTime();

        Logger.getLogger("").addHandler(ears);
        try (Closing senders = new Closing(Executors.newFixedThreadPool(4))) {
            for (Request request : requests) {
                senders.pool().execute(() -> {
                    Answer answer = RawHttp.send(
                            service, request.method(), request.target(), request.headers(), request.body());
                    String fault = HostileAnswers.fault(request, answer);
                    if (!fault.isEmpty()) {
                        faults.add(fault + " | " + request.what() + " | " + request.method() + " "
                                + head(request.target()) + " | " + head(request.headers()) + " | "
                                + head(new String(request.body(), StandardCharsets.UTF_8)) + " => " + answer.status()
                                + " " + head(answer.body()));
                    }
                    synchronized (statuses) {
                        statuses.merge(answer.status(), 1, Integer::sum);
                    }
                    decided.addAll(HostileAnswers.decided(answer));
                });
            }
        } finally {
            Logger.getLogger("").removeHandler(ears);
        }

        System.out.printf(
                "hostile: %d requests to %d operations in %d s, %d decided, by status %s%n",
                REQUESTS,
                hostile.operations(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                decided.size(),
                statuses);
        System.out.println("hostile: " + faults.size() + " faults");
        faults.stream().limit(40).map(one -> one.replaceAll("\\s+", " ")).forEach(System.out::println);
        assertThat(faults).isEmpty();
        List<String> stored = new ArrayList<>(ids());
        stored.removeAll(before);
        assertThat(stored).containsExactlyInAnyOrderElementsOf(decided);
        assertThat(count("SELECT count(*) FROM granted g WHERE NOT EXISTS"
                        + " (SELECT 1 FROM decision d WHERE d.id = g.decision_id)"))
                .isZero();
        assertThat(count("SELECT count(*) FROM suppression s WHERE NOT EXISTS"
                        + " (SELECT 1 FROM decision d WHERE d.id = s.decision_id)"))
                .isZero();
        assertThat(log).isNotEmpty().noneMatch(line -> line.contains(HostileWords.MARKER));
        assertThat(log).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("SEVERE"));
        assertThat(get("/q/health/ready").path("status").asText()).isEqualTo("UP");
        int refusedAtTheDoor = statuses.getOrDefault(401, 0) + statuses.getOrDefault(403, 0);
        assertThat(refusedAtTheDoor).isBetween(REQUESTS / 100, REQUESTS / 8);
        assertThat(decided).hasSizeGreaterThan(REQUESTS / 20);
    }

    /** The schema of each domain, by name. */
    private Map<String, JsonNode> domains() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        for (JsonNode domain : get("/v1/domains").path("items")) {
            String name = domain.path("name").asText();
            schemas.put(name, get("/v1/domains/" + name + "/schema"));
        }
        assertThat(schemas).containsKeys("retail", "customer-recovery");
        return schemas;
    }

    private JsonNode get(String target) {
        return HostileAnswers.tree(send("GET", target, user("client"), "").body());
    }

    /** An API key for each role. */
    private Map<String, String> credentials() {
        Map<String, String> keys = new TreeMap<>();
        for (Role role : Role.values()) {
            String name = role.lowerName();
            Answer issued = send(
                    "POST",
                    "/v1/api-keys",
                    user("admin") + "Content-Type: application/json\r\n",
                    "{\"client\": \"hostile-" + name + "\", \"roles\": [\"" + name + "\"]}");
            assertThat(issued.status()).as(issued.body()).isEqualTo(201);
            keys.put(
                    name,
                    "X-API-Key: "
                            + HostileAnswers.tree(issued.body()).path("apiKey").asText() + "\r\n");
        }
        return keys;
    }

    private Answer send(String method, String target, String headers, String body) {
        return RawHttp.send(service, method, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String user(String name) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((name + ":" + name + "-demo").getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private static String head(String text) {
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }

    private List<String> ids() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM decision")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private long count(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static Handler ears(List<String> heard) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                synchronized (heard) {
                    heard.add(line.getLevel() + " " + line.getMessage() + " "
                            + java.util.Arrays.toString(line.getParameters()) + " " + line.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** Waits for all that was handed to the pool. */
    private record Closing(ExecutorService pool) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.MINUTES)).isTrue();
        }
    }
}
