package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.decide;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionStore;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.rollout.ActivePolicies;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DecisionsTest {
    @Inject
    DecisionStore store;

    @Inject
    ActivePolicies policies;

    @Inject
    DataSource database;

    @Test
    void list_pageByPage_givesEachDecisionOnceLatestFirst() {
        String customer = "c-" + UUID.randomUUID();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(0, decide(returning(freshId(), customer, "delivered", "1")).path("id"));
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = as("auditor")
                    .queryParam("customer", customer)
                    .queryParam("limit", 3)
                    .queryParam("cursor", cursor)
                    .get("/v1/decisions")
                    .jsonPath();
            listed.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        }

        assertThat(listed).isEqualTo(made);
    }

    @Test
    void list_withFilters_givesOnlyWhatMatches() {
        String customer = "c-" + UUID.randomUUID();
        Instant start = Instant.now().minusSeconds(60);
        decide(returning(freshId(), customer, "delivered", "1"));
        decide(returning(freshId(), customer, "pending", "1"));

        assertThat(found(customer, "outcome", "ACT")).isEqualTo(1);
        assertThat(found(customer, "outcome", "MONITOR")).isZero();
        assertThat(found(customer, "reason", "ORDER_NOT_DELIVERED")).isEqualTo(1);
        assertThat(found(customer, "requestType", "return_delivered_order_items"))
                .isEqualTo(2);
        assertThat(found(customer, "domain", "retail")).isEqualTo(2);
        assertThat(found(customer, "domain", "elsewhere")).isZero();
        assertThat(found(customer, "policyVersion", "1")).isEqualTo(2);
        assertThat(found(customer, "policyVersion", "2")).isZero();
        assertThat(found(customer, "source", "client")).isEqualTo(2);
        assertThat(found(customer, "from", start.toString())).isEqualTo(2);
        assertThat(found(customer, "to", start.toString())).isZero();
    }

    @Test
    void count_ofOneCustomer_countsOutcomesAndReasons() {
        String customer = "c-" + UUID.randomUUID();
        decide(returning(freshId(), customer, "delivered", "1"));
        decide(returning(freshId(), customer, "pending", "1"));
        decide(returning(freshId(), customer, "cancelled", "1"));

        as("auditor")
                .queryParam("customer", customer)
                .get("/v1/decision-counts")
                .then()
                .statusCode(200)
                .body("total", equalTo(3))
                .body("byOutcome.DISMISS", equalTo(2))
                .body("byOutcome.ACT", equalTo(1))
                .body("byReason.ORDER_NOT_DELIVERED", equalTo(2))
                .body("byReason.CONDITIONS_MET", equalTo(1));
    }

    @Test
    void client_seesItsOwnDecisionsOnly() {
        String location = decide(returning(freshId(), "1")).header("Location");

        as("client").get(location).then().statusCode(200);
        for (String part : new String[] {"", "/situation", "/trace", "/explanation"}) {
            as("feed").get(location + part).then().statusCode(404);
            as("auditor").get(location + part).then().statusCode(200);
        }
        as("client").queryParam("source", "feed").get("/v1/decisions").then().body("items", empty());
        as("feed").get("/v1/decisions").then().body("items.links.self", everyItem(containsString("/v1/")));
        as("auditor")
                .get("/v1/decisions")
                .then()
                .body("items.links.self", hasItem(location.replaceAll("^https?://[^/]+", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "client, 201, 200",
        "analyst, 403, 200",
        "reviewer, 403, 200",
        "compliance, 403, 200",
        "operator, 403, 200",
        "auditor, 403, 200",
        "admin, 403, 403"
    })
    void role_maySeeOrDecide(String role, int decide, int read) {
        as(role).contentType("application/json")
                .body(returning(freshId(), "1"))
                .post(Calls.RETAIL)
                .then()
                .statusCode(decide);
        as(role).get("/v1/decisions").then().statusCode(read);
        as(role).get("/v1/decision-counts").then().statusCode(read);
        as(role).get("/v1/domains").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/decisions", "/v1/decision-counts", "/v1/domains", "/v1/domains/retail/inputs"})
    void anonymous_maySeeNothing(String path) {
        io.restassured.RestAssured.get(path).then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void personalData_inTheText_isNotStored() {
        String body = returning(freshId(), "1")
                .replace(
                        "\"channel\"",
                        "\"text\": \"Write to jo@example.com or 4111 1111 1111 1111, order 12345\", \"channel\"");
        String location = decide(body).header("Location");

        as("client")
                .get(location)
                .then()
                .body("situation.signal.text", equalTo("Write to [email] or [card], order 12345"));
    }

    @Test
    void unscoredText_isScoredByTheBaselineAndSaysSo() {
        String body = returning(freshId(), "1")
                .replace("\"channel\"", "\"text\": \"I want my money back, this is terrible\", \"channel\"");
        Response first = decide(body);

        Response again = decide(body);

        as("client")
                .get(first.header("Location"))
                .then()
                .body("situation.signal.producer.kind", equalTo("MODEL"))
                .body("situation.signal.producer.name", equalTo("plimsoll-baseline"))
                .body("situation.signal.producer.version", equalTo("1"))
                .body("situation.signal.scores.intention", equalTo("REFUND_REQUEST"))
                .body("situation.signal.scores.sentiment", lessThan(-0.4f));
        assertThat(again.path("id").toString()).isEqualTo(first.path("id"));
    }

    @Test
    void scoresOfTheCaller_areLeftAsTheyAre() {
        String body = returning(freshId(), "1")
                .replace(
                        "\"channel\"",
                        "\"text\": \"I want my money back\", \"scores\": {\"sentiment\": 0.5}, \"producer\": {\"kind\":"
                                + " \"PERSON\", \"name\": \"jo\", \"version\": \"1\"}, \"channel\"");
        String location = decide(body).header("Location");

        as("client")
                .get(location)
                .then()
                .body("situation.signal.producer.name", equalTo("jo"))
                .body("situation.signal.scores.sentiment", equalTo(0.5f))
                .body("situation.signal.scores.intention", nullValue());
    }

    /** With the guardrails that restricted it; one that others were always quicker than was never evaluated. */
    private Evaluation again(RecordedDecision decision, Situation situation) {
        CompiledPolicy policy =
                policies.version(decision.domain(), decision.policy().version()).orElseThrow();
        PolicyReference.Guardrails restricted = decision.policy().guardrails();
        CompiledPolicy guardrails = restricted == null
                ? null
                : policies.guardrails(decision.domain(), restricted.version()).orElseThrow();
        return decision.reasons().contains("CONTENDED")
                ? Evaluator.contended(policy, situation)
                : Evaluator.evaluate(policy, guardrails, situation);
    }

    @Test
    void everyStoredDecision_evaluatedAgain_givesEqualBytes() {
        decide(returning(freshId(), "12.34"));
        decide(returning(freshId(), "1").replace("\"paypal\"", "\"seashells\""));
        decide(Examples.RETURN);

        int recomputed = 0;
        @Nullable String cursor = null;
        do {
            Page<RecordedDecision> page = store.list(
                    DecisionFilter.all(), Page.MAX_LIMIT, Cursor.decode(cursor).orElse(null));
            for (RecordedDecision decision : page.items()) {
                Situation situation = Situation.read(decision.situationJson().getBytes(StandardCharsets.UTF_8));
                Evaluation again = again(decision, situation);
                assertThat(again.verdictJson()).isEqualTo(decision.verdictJson());
                assertThat(again.traceJson()).isEqualTo(decision.traceJson());
                recomputed++;
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(recomputed).isGreaterThanOrEqualTo(3);
    }

    @Test
    void digests_inTheDatabase_areThoseOfTheStoredBytes() throws SQLException {
        decide(returning(freshId(), "5"));

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(*) FROM decision
                        WHERE sha256(situation) <> situation_digest
                           OR sha256(convert_to('{"trace":', 'UTF8') || trace || convert_to(',"verdict":', 'UTF8')
                                     || verdict || convert_to('}', 'UTF8')) <> evaluation_digest
                        """)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE decision SET outcome = 'ACT'",
                "DELETE FROM decision",
                "TRUNCATE decision CASCADE",
                "UPDATE policy_version SET version = 7",
                "DELETE FROM policy_version"
            })
    void record_cannotBeChanged(String sql) throws SQLException {
        decide(returning(freshId(), "5"));

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("append-only");
        }
    }

    private static int found(String customer, String parameter, String value) {
        return as("auditor")
                .queryParam("customer", customer)
                .queryParam(parameter, value)
                .get("/v1/decisions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }
}
