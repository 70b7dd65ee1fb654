package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.RETAIL;
import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.decide;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DecideTest {
    private static final int AT_ONCE = 32;

    @Test
    void example_ofTheDocumentation_isAnsweredAsDocumented() {
        Response response = decide(Examples.RETURN);

        response.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Location", containsString("/v1/decisions/"))
                .header("Server-Timing", matchesPattern("evaluate;dur=[0-9.]+, record;dur=[0-9.]+"))
                .body("policy.version", equalTo(1))
                .body("policy.digest", matchesPattern("sha256:[0-9a-f]{64}"));
        Object documented = Tree.asObject(read(Examples.DECISION)).get("verdict");
        Object answered = Tree.asObject(read(response.asString())).get("verdict");
        assertThat(CanonicalJson.text(answered)).isEqualTo(CanonicalJson.text(documented));
        assertThat(Tree.asObject(read(response.asString())).keySet())
                .isEqualTo(Tree.asObject(read(Examples.DECISION)).keySet());
    }

    @Test
    void answer_everyPart_hasTheFieldsThatAreDocumented() {
        String location = decide(returning(freshId(), "1").replace("\"paypal\"", "\"seashells\""))
                .header("Location");
        JsonPath escalated = as("client").get(location).jsonPath();
        JsonPath permitted = decide(Examples.RETURN).jsonPath();

        assertDocumented(escalated, "verdict", VerdictRepresentation.class);
        assertDocumented(escalated, "verdict.route", VerdictRepresentation.Route.class);
        assertDocumented(escalated, "situation", SubmissionRepresentation.SituationRepresentation.class);
        assertDocumented(permitted, "verdict.intents[0]", VerdictRepresentation.Intent.class);
        assertDocumented(permitted, "verdict.intents[0].ceiling", VerdictRepresentation.Money.class);
        assertDocumented(permitted, "verdict.reasons[0]", VerdictRepresentation.Reason.class);
    }

    private static void assertDocumented(JsonPath answer, String path, Class<? extends Record> documented) {
        assertThat(answer.getMap(path).keySet())
                .isEqualTo(Arrays.stream(documented.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void decision_readBack_showsSituationTraceAndExplanation() {
        String location = decide(returning(freshId(), "12.50")).header("Location");

        as("client")
                .get(location)
                .then()
                .statusCode(200)
                .body("verdict.outcome", equalTo("ACT"))
                .body("verdict.route", nullValue())
                .body("engine", containsString("drools-dmn 10.2.0"))
                .body("situation.facts.status", equalTo("delivered"))
                .body("trace.steps[0].model", equalTo("Retail Return Delivered Order Items"));
        as("client")
                .get(location + "/explanation")
                .then()
                .statusCode(200)
                .body("story", containsString("is permitted, up to 12.5 USD"))
                .body(
                        "tables.find { it.decision == 'Status Finding' }.rows[0].annotations.Source",
                        containsString("Return delivered order"));
        assertThat(as("client").get(location + "/trace").asString())
                .isEqualTo(CanonicalJson.text(
                        read(as("client").get(location + "/trace").asString())));
    }

    @Test
    void missingContext_isADecisionThatHandsOver() {
        decide("""
                {"signal": {"id": "%s", "customer": "c", "occurredAt": "2026-03-02T09:15:00Z"},
                 "request": {"type": "cancel_pending_order"}, "facts": {"status": "pending"}}
                """.formatted(freshId()))
                .then()
                .statusCode(201)
                .body("verdict.outcome", equalTo("ESCALATE"))
                .body("verdict.reasons[0].code", equalTo("INSUFFICIENT_CONTEXT"))
                .body("verdict.reasons[0].text", containsString("/facts/reason"))
                .body("verdict.intents[0].disposition", equalTo("REFUSED"))
                .body("verdict.route.queue", equalTo("retail-hand-over"))
                .body("verdict.route.dueWithin", equalTo("PT4H"));
    }

    @Test
    void valueThatTheModelRefuses_isADecisionThatHandsOver() {
        decide(returning(freshId(), "1").replace("\"paypal\"", "\"seashells\""))
                .then()
                .statusCode(201)
                .body("verdict.outcome", equalTo("ESCALATE"))
                .body("verdict.reasons[0].code", equalTo("VALUE_NOT_ALLOWED"))
                .body("verdict.reasons[0].text", containsString("Chosen Payment"));
    }

    @Test
    void repeatedSignal_getsTheFirstDecisionAgain() {
        String id = freshId();
        Response first = decide(returning(id, "10"));
        Response again = decide(returning(id, "10.00").replace("\n", " "));

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void repeatedSignal_withOtherContent_isAConflict() {
        String id = freshId();
        decide(returning(id, "10"));

        decide(returning(id, "11"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:plimsoll:problem:signal-conflict"))
                .body("detail", containsString("new id"));
    }

    @Test
    void sameSignalId_ofAnotherClient_isAnotherSignal() {
        String id = freshId();
        String mine = decide(returning(id, "10")).path("id");
        Response other = as("feed")
                .contentType("application/json")
                .body(returning(id, "99"))
                .post(RETAIL);

        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(other.<String>path("id")).isNotEqualTo(mine);
    }

    @Test
    void key_usedAgainForTheSameBody_getsTheFirstDecision() {
        String key = freshId();
        String body = returning(freshId(), "10");

        assertThat(keyed(key, body).asString()).isEqualTo(keyed(key, body).asString());
    }

    @Test
    void key_usedForAnotherBody_isRefusedAndNothingIsStored() {
        String key = freshId();
        keyed(key, returning(freshId(), "10")).then().statusCode(201);
        String other = returning(freshId(), "10");

        keyed(key, other).then().statusCode(422).body("type", equalTo("urn:plimsoll:problem:idempotency-key-reused"));
        assertThat(decide(other).header("Idempotent-Replayed")).isNull();
    }

    @Test
    void key_onASignalThatWasDecidedWithoutOne_isBoundToItsBody() {
        String key = freshId();
        String body = returning(freshId(), "10");
        String first = decide(body).path("id");

        assertThat(keyed(key, body).<String>path("id")).isEqualTo(first);
        keyed(key, returning(freshId(), "10")).then().statusCode(422);
    }

    @Test
    void key_onAConflictingSignal_isNotUsedUp() {
        String key = freshId();
        String id = freshId();
        decide(returning(id, "10"));
        keyed(key, returning(id, "11")).then().statusCode(409);

        keyed(key, returning(freshId(), "12")).then().statusCode(201);
    }

    @Test
    void sameSignal_manyTimesAtOnce_isDecidedOnce() throws Exception {
        String body = returning(freshId(), "10");

        List<Response> responses = atOnce(i -> decide(body));

        assertThat(responses).extracting(Response::statusCode).containsOnly(201);
        assertThat(responses.stream().map(Response::asString).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(responses)
                .filteredOn(response -> response.header("Idempotent-Replayed") == null)
                .hasSize(1);
    }

    @Test
    void sameKey_manyBodiesAtOnce_isTakenByOne() throws Exception {
        String key = freshId();
        long before = Calls.total();

        List<Response> responses = atOnce(i -> keyed(key, returning(freshId(), "1")));

        assertThat(responses)
                .filteredOn(response -> response.statusCode() == 201)
                .hasSize(1);
        assertThat(responses)
                .filteredOn(response -> response.statusCode() == 422)
                .hasSize(AT_ONCE - 1);
        assertThat(Calls.total()).isEqualTo(before + 1);
    }

    @Test
    void sameId_manyContentsAtOnce_isWonByOne() throws Exception {
        String id = freshId();

        List<Response> responses = atOnce(i -> decide(returning(id, String.valueOf(i + 1))));

        Set<Integer> statuses = responses.stream().map(Response::statusCode).collect(Collectors.toSet());
        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        assertThat(responses)
                .filteredOn(response -> response.statusCode() == 201)
                .hasSize(1);
    }

    private static Response keyed(String key, String body) {
        return as("client")
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(RETAIL);
    }

    private interface Call {
        Response number(int i);
    }

    private static List<Response> atOnce(Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Response>> calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> (Callable<Response>) () -> call.number(i))
                    .toList();
            List<Response> responses = new ArrayList<>();
            for (Future<Response> response : threads.invokeAll(calls)) {
                responses.add(response.get());
            }
            return responses;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Object read(String json) {
        Object tree = StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(tree).isNotNull();
        return Objects.requireNonNull(tree);
    }
}
