package io.plimsoll.decision.api;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Calls of the decision endpoints, as the demo users make them. */
final class Calls {
    static final String RETAIL = "/v1/domains/retail/decisions";

    private Calls() {}

    static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + "-demo");
    }

    static Response decide(String body) {
        return as("client").contentType("application/json").body(body).post(RETAIL);
    }

    static String freshId() {
        return "s-" + UUID.randomUUID();
    }

    /** A return of one delivered item. */
    static String returning(String signal, String price) {
        return returning(signal, "c-1", "delivered", price);
    }

    static String returning(String signal, String customer, String status, String price) {
        return """
                {"signal": {"id": "%s", "customer": "%s", "occurredAt": "2026-03-02T09:15:00Z", "channel": "CHAT"},
                 "request": {"type": "return_delivered_order_items"},
                 "facts": {"status": "%s", "chosen_is_original": true,
                           "chosen_payment": {"id": "paypal_1", "source": "paypal"},
                           "items": [{"item_id": "1", "price": %s}]}}
                """.formatted(signal, customer, status, price);
    }

    static long total() {
        return as("auditor")
                .get("/v1/decision-counts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("total");
    }
}
