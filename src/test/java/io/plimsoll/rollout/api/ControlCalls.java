package io.plimsoll.rollout.api;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Calls of the control endpoints, as the demo users make them. */
final class ControlCalls {
    static final String CONTROLS = "/v1/controls";
    static final String REFUND = "return_delivered_order_items";

    private ControlCalls() {}

    static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + "-demo").contentType("application/json");
    }

    /** For what acts. */
    static RequestSpecification acting(String user) {
        return as(user).header("Idempotency-Key", fresh("k"));
    }

    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    static String tomorrow() {
        return Instant.now().plus(1, ChronoUnit.DAYS).toString();
    }

    static String kill(String scope) {
        return "{\"kind\": \"KILL_SWITCH\", \"scope\": " + scope + ", \"reason\": \"Wrong prices\"}";
    }

    static String hold(String scope) {
        return "{\"kind\": \"HOLD\", \"scope\": %s, \"reason\": \"A lawyer wrote\", \"until\": \"%s\"}"
                .formatted(scope, tomorrow());
    }

    static String override(String scope, String answer) {
        return "{\"kind\": \"OVERRIDE\", \"scope\": %s, \"answer\": %s, \"reason\": \"Goodwill\", \"until\": \"%s\"}"
                .formatted(scope, answer, tomorrow());
    }

    static Response set(String key, String body) {
        return as("operator").header("Idempotency-Key", key).body(body).post(CONTROLS);
    }

    /** Sets a control and returns its id. */
    static String set(String body) {
        return set(fresh("k"), body).then().statusCode(201).extract().path("id");
    }

    static Response lift(String id) {
        return acting("operator").body("{\"reason\": \"It is over\"}").post(CONTROLS + "/" + id + "/lifts");
    }

    /** The database is shared by all tests of the run: nothing may stay in force. */
    static void liftAll() {
        for (String state : List.of("ACTIVE", "PENDING")) {
            List<String> ids = as("auditor")
                    .get(CONTROLS + "?limit=200&state=" + state)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items.id");
            ids.forEach(id -> lift(id).then().statusCode(200));
        }
    }

    /** A return of one delivered item, which the policy permits up to the price. */
    static String returning(String signal, String customer) {
        return """
                {"signal": {"id": "%s", "customer": "%s", "occurredAt": "2026-03-02T09:15:00Z", "channel": "CHAT",
                            "topic": "orders", "case": "case-of-%s",
                            "scores": {"sentiment": -0.5, "confidence": 0.9},
                            "producer": {"kind": "MODEL", "name": "sentiment-x", "version": "2.1"}},
                 "request": {"type": "return_delivered_order_items"},
                 "facts": {"status": "delivered", "chosen_is_original": true,
                           "chosen_payment": {"id": "paypal_1", "source": "paypal"},
                           "items": [{"item_id": "1", "price": 20}]}}
                """.formatted(signal, customer, customer);
    }

    static Response decide(String signal, String customer) {
        return as("client").body(returning(signal, customer)).post("/v1/domains/retail/decisions");
    }

    static Response decide(String customer) {
        return decide(fresh("s"), customer);
    }
}
