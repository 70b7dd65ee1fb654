package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.freshId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The stories of customer-recovery as its clients live them. */
@QuarkusTest
class RecoveryTest {
    private static final String DECISIONS = "/v1/domains/customer-recovery/decisions";
    private static final String WITH_CONSENT =
            "{\"tier\": \"GOLD\", \"email_consent\": true, \"preferred_contact\": \"EMAIL\"}";

    @Test
    void threeNegativeChatsInAWeek_leadToOneReachOutByEmail() {
        String customer = freshId();
        List<JsonPath> answers = new ArrayList<>();
        for (int chat = 1; chat <= 5; chat++) {
            answers.add(decide(chat(customer, Duration.ofHours(10 - chat), "-0.55", "")));
        }

        assertThat(answers)
                .extracting(answer -> answer.getString("verdict.outcome"))
                .containsExactly("MONITOR", "MONITOR", "ACT", "MONITOR", "MONITOR");
        assertThat(answers.get(2).getString("verdict.intents[0].type")).isEqualTo("reach_out");
        assertThat(answers.get(2).getString("verdict.intents[0].parameters.way"))
                .isEqualTo("EMAIL");
        as("client")
                .get("/v1/suppressions?customer=" + customer)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.what", everyItem(equalTo("reach_out")))
                .body("items.reason.code", everyItem(equalTo("REACH_OUT_COOLDOWN")))
                .body("items.reason.text", everyItem(notNullValue()))
                .body("nextCursor", equalTo(null));
    }

    @Test
    void signalsThatArriveInAnyOrder_countWhenTheyHappened() {
        String customer = freshId();
        decide(chat(customer, Duration.ofHours(1), "-0.55", ""));
        decide(chat(customer, Duration.ofHours(3), "-0.55", ""));
        JsonPath last = decide(chat(customer, Duration.ofHours(2), "-0.55", ""));

        assertThat(last.getString("verdict.intents[0].type")).isEqualTo("reach_out");
    }

    @Test
    void repeatedSignal_countsOnce() {
        String customer = freshId();
        String body = chat(customer, Duration.ofHours(2), "-0.55", "");
        for (int i = 0; i < 3; i++) {
            as("client")
                    .contentType("application/json")
                    .body(body)
                    .post(DECISIONS)
                    .then()
                    .statusCode(201);
        }

        JsonPath second = decide(chat(customer, Duration.ofHours(1), "-0.55", ""));

        assertThat(second.getString("verdict.outcome")).isEqualTo("MONITOR");
    }

    @Test
    void legalThreatInPlainWords_goesToAPersonAndIsExplained() {
        String text = ", \"text\": \"If this is not solved today my lawyer will sue you in court.\"";
        JsonPath answer = decide(signal(freshId(), Duration.ofMinutes(1), text, "{}"));

        assertThat(answer.getString("verdict.outcome")).isEqualTo("ESCALATE");
        assertThat(answer.getString("verdict.route.queue")).isEqualTo("legal-desk");
        assertThat(answer.getInt("policy.guardrails.version")).isPositive();
        as("auditor")
                .get(answer.getString("links.explanation"))
                .then()
                .statusCode(200)
                .body("tables.decision", hasItem("Severity"));
    }

    @Test
    void suppressions_areSeenByTheirOwnClientAndByThoseWhoReview() {
        String customer = freshId();
        for (int chat = 1; chat <= 4; chat++) {
            decide(chat(customer, Duration.ofHours(10 - chat), "-0.55", ""));
        }

        as("feed").get("/v1/suppressions?customer=" + customer).then().body("items", empty());
        as("auditor")
                .get("/v1/suppressions?what=reach_out&customer=" + customer)
                .then()
                .body("items.source", contains("client"));
        as("client").get("/v1/suppressions?colour=red").then().statusCode(400);
        as("client").get("/v1/suppressions?cursor=x").then().statusCode(400);
        as("admin").get("/v1/suppressions").then().statusCode(403);
    }

    @Test
    void manyAtOnceAboutOneCustomer_permitOneReachOut() throws Exception {
        String customer = freshId();

        List<Response> answers = atOnce(IntStream.range(0, 200)
                .mapToObj(i -> chat(customer, Duration.ofSeconds(i + 60L), "-0.55", ""))
                .toList());

        assertThat(answers)
                .filteredOn(
                        answer -> answer.jsonPath().getList("verdict.intents").size() == 1)
                .hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.jsonPath().getList("verdict.reasons.code", String.class))
                .noneMatch(reasons -> reasons.contains("CONTENDED"));
    }

    @Test
    void zoneThatIsNone_isRefusedWithAdvice() {
        as("client")
                .contentType("application/json")
                .body(signal(freshId(), Duration.ZERO, "", "{\"time_zone\": \"Mars/Olympus\"}"))
                .post(DECISIONS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/facts/time_zone"));
    }

    /** A busy customer may be told to come back, as any client would. */
    private static List<Response> atOnce(List<String> bodies) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Response>> calls = bodies.stream()
                    .map(body -> (Callable<Response>) () -> patiently(body))
                    .toList();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Response patiently(String body) {
        Response response;
        do {
            response = as("client").contentType("application/json").body(body).post(DECISIONS);
        } while (response.statusCode() == 503);
        assertThat(response.statusCode()).isEqualTo(201);
        return response;
    }

    private static JsonPath decide(String body) {
        return as("client")
                .contentType("application/json")
                .body(body)
                .post(DECISIONS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static String chat(String customer, Duration ago, String sentiment, String more) {
        String scores = """
                , "scores": {"sentiment": %s, "intensity": 0.6, "activeness": 0.5, "confidence": 0.93},
                "producer": {"kind": "MODEL", "name": "sentiment-x", "version": "2.1"}%s
                """.formatted(sentiment, more);
        return signal(customer, ago, scores, WITH_CONSENT);
    }

    private static String signal(String customer, Duration ago, String more, String facts) {
        return """
                {"signal": {"id": "%s", "customer": "%s", "occurredAt": "%s", "channel": "CHAT", "topic": "delivery"%s},
                 "facts": %s}
                """.formatted(freshId(), customer, Instant.now().minus(ago), more, facts);
    }
}
