package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.RETAIL;
import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is decided does not depend on how it comes in. */
@QuarkusTest
class TransportsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final List<String> CASES = List.of(
            "\"request\": {\"type\": \"return_delivered_order_items\"}, \"facts\": {\"status\": \"delivered\","
                    + " \"chosen_is_original\": true, \"chosen_payment\": {\"id\": \"paypal_1\", \"source\": \"paypal\"},"
                    + " \"items\": [{\"item_id\": \"1\", \"price\": 158.90}, {\"item_id\": \"2\", \"price\": 1.1E+2}]}",
            "\"request\": {\"type\": \"return_delivered_order_items\"}, \"facts\": {\"status\": \"delivered\","
                    + " \"chosen_is_original\": true, \"chosen_payment\": {\"id\": \"paypal_1\", \"source\": \"paypal\"},"
                    + " \"items\": [{\"item_id\": \"1\", \"price\": 0.1000000000000000055511151231257827}]}",
            "\"request\": {\"type\": \"cancel_pending_order\", \"arguments\": null}, \"facts\": {\"status\": \"pending\"}",
            "\"facts\": {\"user_id\": \"ü €\"}",
            "\"request\": null");

    @Inject
    DataSource database;

    @BeforeEach
    void stopTheClock() {
        QuarkusMock.installMockForType(Clock.fixed(NOW, ZoneOffset.UTC), Clock.class);
    }

    @Test
    void sameCases_overEveryTransport_giveTheSameDigests() throws SQLException {
        String run = freshId();
        List<String> bodies = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < CASES.size(); i++) {
            String id = run + "-" + i;
            bodies.add(
                    "{\"signal\": {\"id\": \"%s\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\"}, %s}"
                            .formatted(id, CASES.get(i)));
            events.add(event(id, "/structured", CASES.get(i)));
            send(as("client").contentType("application/json"), bodies.get(i), RETAIL, 201);
            send(as("client").contentType(Events.STRUCTURED), events.get(i), "/v1/signals", 201);
            send(headers(id), "{\"signal\": {\"customer\": \"c\"}, " + CASES.get(i) + "}", "/v1/signals", 201);
        }
        send(as("feed").contentType("application/x-ndjson"), String.join("\n", bodies), RETAIL, 200);
        String batch = String.join(",", events).replace("/structured", "/batched");
        send(as("client").contentType(Events.BATCHED), "[" + batch + "]", "/v1/signals", 200);

        for (int i = 0; i < CASES.size(); i++) {
            Map<String, List<String>> digests = digests(run + "-" + i);
            assertThat(digests.keySet())
                    .containsExactly("client", "client /batched", "client /binary", "client /structured", "feed");
            assertThat(digests.values()).as("case %d", i).containsOnly(digests.get("client"));
        }
    }

    private static void send(RequestSpecification request, String body, String path, int status) {
        request.body(body.getBytes(StandardCharsets.UTF_8)).post(path).then().statusCode(status);
    }

    private static String event(String id, String source, String rest) {
        return """
                {"specversion": "1.0", "type": "io.plimsoll.signal.v1", "source": "%s", "id": "%s",
                 "time": "2026-03-02T09:15:00Z", "plimsolldomain": "retail", "data": {"signal": {"customer": "c"}, %s}}
                """.formatted(source, id, rest);
    }

    private static RequestSpecification headers(String id) {
        return as("client")
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-type", Events.TYPE)
                .header("ce-plimsolldomain", "retail")
                .header("ce-source", "/binary")
                .header("ce-id", id)
                .header("ce-time", "2026-03-02T09:15:00Z");
    }

    /** Digests of content, situation and evaluation by source, as they are recorded. */
    private Map<String, List<String>> digests(String signal) throws SQLException {
        Map<String, List<String>> digests = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT source, content_digest, situation_digest, evaluation_digest"
                                + " FROM decision WHERE signal_id = ?")) {
            select.setString(1, signal);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                List<String> found = new ArrayList<>();
                for (int column = 2; column <= 4; column++) {
                    found.add(HexFormat.of().formatHex(rows.getBytes(column)));
                }
                digests.put(rows.getString(1), found);
            }
        }
        return digests;
    }
}
