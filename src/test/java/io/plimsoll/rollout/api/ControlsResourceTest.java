package io.plimsoll.rollout.api;

import static io.plimsoll.rollout.api.ControlCalls.CONTROLS;
import static io.plimsoll.rollout.api.ControlCalls.REFUND;
import static io.plimsoll.rollout.api.ControlCalls.acting;
import static io.plimsoll.rollout.api.ControlCalls.as;
import static io.plimsoll.rollout.api.ControlCalls.decide;
import static io.plimsoll.rollout.api.ControlCalls.fresh;
import static io.plimsoll.rollout.api.ControlCalls.hold;
import static io.plimsoll.rollout.api.ControlCalls.kill;
import static io.plimsoll.rollout.api.ControlCalls.lift;
import static io.plimsoll.rollout.api.ControlCalls.override;
import static io.plimsoll.rollout.api.ControlCalls.set;
import static io.plimsoll.rollout.api.ControlCalls.tomorrow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ControlsResourceTest {
    private static final String PERMIT = "{\"intents\": [{\"disposition\": \"PERMITTED\", \"ceiling\": 50}]}";

    @Inject
    EntityManager entities;

    @AfterEach
    void liftAll() {
        ControlCalls.liftAll();
    }

    private static void problem(ValidatableResponse response, int status, String type) {
        response.statusCode(status).body("type", equalTo("urn:plimsoll:problem:" + type), "detail", notNullValue());
    }

    @Test
    void killSwitch_stopsAndLetsGoAtOnce_andIsShownWithAllThatWasDone() {
        String customer = fresh("c");
        decide(customer).then().statusCode(201).body("verdict.outcome", equalTo("ACT"));

        ValidatableResponse made =
                set(fresh("k"), kill("{\"everything\": true}")).then();
        made.statusCode(201)
                .body("kind", equalTo("KILL_SWITCH"), "state", equalTo("ACTIVE"), "until", nullValue())
                .body("scope.everything", equalTo(true), "loosens", equalTo(false), "answer", nullValue())
                .body("set.by", equalTo("operator"), "set.reason", equalTo("Wrong prices"), "lifted", nullValue());
        String id = made.extract().path("id");
        made.header("Location", endsWith(CONTROLS + "/" + id));

        ValidatableResponse stopped = decide(customer).then();
        stopped.statusCode(201)
                .body("verdict.outcome", equalTo("ESCALATE"), "verdict.reasons[0].code", equalTo("KILL_SWITCH"))
                .body("verdict.route.queue", notNullValue(), "verdict.intents[0].disposition", equalTo("REFUSED"));
        String decision = stopped.extract().path("id");
        as("client").get("/v1/decisions/" + decision + "/situation").then().body("format", equalTo(3));
        as("client")
                .get("/v1/decisions/" + decision + "/explanation")
                .then()
                .body("story", containsString("operator switched this off: \"Wrong prices\"."));

        lift(id).then()
                .statusCode(200)
                .body("state", equalTo("LIFTED"), "lifted.by", equalTo("operator"), "lifted.reason", notNullValue());
        decide(customer).then().body("verdict.outcome", equalTo("ACT"));
        as("auditor").get(CONTROLS + "/" + id).then().statusCode(200).body("state", equalTo("LIFTED"));
    }

    @Test
    void killSwitch_ofAnAction_refusesItAndCallsAPerson() {
        set(kill("{\"domain\": \"retail\", \"action\": \"" + REFUND + "\"}"));

        decide(fresh("c"))
                .then()
                .body("verdict.outcome", equalTo("ESCALATE"), "verdict.intents[0].disposition", equalTo("REFUSED"))
                .body("verdict.reasons.code", hasItem("ACTION_STOPPED"), "verdict.route", notNullValue());
    }

    @Test
    void killSwitch_ofAProducer_stopsItsVersionOnly() {
        set(kill("{\"producer\": {\"name\": \"sentiment-x\", \"version\": \"2.2\"}}"));
        decide(fresh("c")).then().body("verdict.outcome", equalTo("ACT"));

        set(kill("{\"producer\": {\"name\": \"sentiment-x\", \"version\": \"2.1\"}}"));
        decide(fresh("c")).then().body("verdict.reasons.code", hasItem("KILL_SWITCH"));
    }

    @Test
    void hold_isOfItsCustomerOnly() {
        String held = fresh("c");
        set(hold("{\"customer\": \"" + held + "\"}"));

        decide(held).then().body("verdict.outcome", equalTo("ESCALATE"), "verdict.reasons.code", hasItem("ON_HOLD"));
        decide(fresh("c")).then().body("verdict.outcome", equalTo("ACT"));
    }

    @Test
    void looseningOverride_actsWhenASecondPersonConfirmed() {
        String customer = fresh("c");
        String scope =
                "{\"domain\": \"retail\", \"customer\": \"%s\", \"requestType\": \"%s\"}".formatted(customer, REFUND);
        String body = override(scope, PERMIT);
        ValidatableResponse made = set(fresh("k"), body).then().statusCode(201);
        made.body("state", equalTo("PENDING"), "loosens", equalTo(true), "answer.intents[0].ceiling", equalTo(50));
        String id = made.extract().path("id");
        decide(customer).then().body("verdict.intents[0].ceiling.amount", equalTo(20));

        problem(acting("operator").post(CONTROLS + "/" + id + "/confirmations").then(), 403, "second-person-needed");
        for (int i = 0; i < 2; i++) {
            acting("compliance")
                    .post(CONTROLS + "/" + id + "/confirmations")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ACTIVE"), "confirmed.by", equalTo("compliance"));
        }

        String decision = decide(customer)
                .then()
                .body("verdict.intents[0].ceiling.amount", equalTo(50), "verdict.outcome", equalTo("ACT"))
                .body("verdict.reasons[0].text", equalTo("A person answers in the place of the policy: Goodwill."))
                .extract()
                .path("id");
        as("auditor")
                .get("/v1/decisions/" + decision + "/trace")
                .then()
                .body("controls.applied[0].confirmedBy", equalTo("compliance"))
                .body("controls.proposed.intents[0].ceiling.amount", equalTo(20));
        lift(id);
        decide(customer).then().body("verdict.intents[0].ceiling.amount", equalTo(20));
        problem(
                acting("compliance")
                        .post(CONTROLS + "/" + id + "/confirmations")
                        .then(),
                409,
                "wrong-state");
    }

    @Test
    void strictOverride_needsNoSecondPerson() {
        String customer = fresh("c");
        String id = set(override(
                "{\"domain\": \"retail\", \"customer\": \"" + customer + "\"}",
                "{\"outcome\": \"ESCALATE\", \"severity\": 5}"));

        decide(customer).then().body("verdict.outcome", equalTo("ESCALATE"), "verdict.severity", equalTo(5));
        problem(
                acting("compliance")
                        .post(CONTROLS + "/" + id + "/confirmations")
                        .then(),
                409,
                "wrong-state");
    }

    @Test
    void sameKey_getsTheFirstAnswerAgain_andNoOtherBody() {
        String key = fresh("k");
        String body = hold("{\"customer\": \"" + fresh("c") + "\"}");
        Response first = set(key, body);
        first.then().statusCode(201).header("Idempotent-Replayed", nullValue());

        set(key, body)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("id", equalTo(first.path("id")));
        problem(set(key, hold("{\"customer\": \"other\"}")).then(), 422, "idempotency-key-reused");
        problem(as("operator").body(body).post(CONTROLS).then(), 428, "precondition-needed");
    }

    @Test
    void liftAndConfirmation_sentAgain_areAnsweredAsTheFirstTime() {
        String scope =
                "{\"domain\": \"retail\", \"customer\": \"%s\", \"requestType\": \"%s\"}".formatted(fresh("c"), REFUND);
        String address = CONTROLS + "/" + set(override(scope, PERMIT));
        String key = fresh("k");
        problem(as("compliance").post(address + "/confirmations").then(), 428, "precondition-needed");
        as("compliance")
                .header("Idempotency-Key", key)
                .post(address + "/confirmations")
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", nullValue());
        String body = "{\"reason\": \"It is over\"}";
        problem(as("operator").body(body).post(address + "/lifts").then(), 428, "precondition-needed");
        as("operator")
                .header("Idempotency-Key", key)
                .body(body)
                .post(address + "/lifts")
                .then()
                .statusCode(200);

        as("compliance")
                .header("Idempotency-Key", key)
                .post(address + "/confirmations")
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("state", equalTo("ACTIVE"));
        as("operator")
                .header("Idempotency-Key", key)
                .body(body)
                .post(address + "/lifts")
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("state", equalTo("LIFTED"));
        problem(
                as("operator")
                        .header("Idempotency-Key", key)
                        .body("{\"reason\": \"Another one\"}")
                        .post(address + "/lifts")
                        .then(),
                422,
                "idempotency-key-reused");
    }

    @Test
    void sameKey_ofManyAtOnce_setsOneControl() throws Exception {
        String key = fresh("k");
        String body = hold("{\"customer\": \"" + fresh("c") + "\"}");
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Response>> answers = clients.invokeAll(Collections.nCopies(8, () -> set(key, body)));

            Set<String> ids = new HashSet<>();
            for (Future<Response> answer : answers) {
                ids.add(answer.get().then().statusCode(201).extract().path("id"));
            }
            assertThat(ids).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void lift_twice_isTheSameAsOnce() {
        String id = set(hold("{\"customer\": \"" + fresh("c") + "\"}"));

        String first = lift(id).then().statusCode(200).extract().asString();

        assertThat(lift(id).then().statusCode(200).extract().asString()).isEqualTo(first);
        problem(lift("nothing").then(), 404, "not-found");
        problem(
                acting("operator")
                        .body("{}")
                        .post(CONTROLS + "/" + id + "/lifts")
                        .then(),
                422,
                "contract-violated");
    }

    @Test
    void list_isFilteredAndPaged() {
        String held = set(hold("{\"domain\": \"retail\", \"customer\": \"" + fresh("c") + "\"}"));
        String everywhere = set(hold("{\"customer\": \"" + fresh("c") + "\"}"));
        String waiting = set(override("{\"domain\": \"customer-recovery\"}", "{\"outcome\": \"MONITOR\"}"));
        String gone = set(hold("{\"case\": \"" + fresh("k") + "\"}"));
        lift(gone);

        list("state=ACTIVE&domain=retail").body("items.id", equalTo(List.of(everywhere, held)));
        list("state=PENDING").body("items.id", equalTo(List.of(waiting)));
        list("state=LIFTED&kind=HOLD").body("items.id", hasItem(gone));
        list("kind=OVERRIDE&domain=retail").body("items.id", not(hasItem(waiting)));
        list("state=EXPIRED").body("items.id", not(hasItems(held, gone)));
        String cursor = list("limit=1")
                .body("items.id", equalTo(List.of(gone)))
                .extract()
                .path("nextCursor");
        list("limit=2&cursor=" + cursor).body("items.id", equalTo(List.of(waiting, everywhere)));
        problem(as("auditor").get(CONTROLS + "?state=ON").then(), 400, "invalid-parameter");
        problem(as("auditor").get(CONTROLS + "?stat=ACTIVE").then(), 400, "invalid-parameter");
        problem(as("auditor").get(CONTROLS + "?cursor=eA").then(), 400, "invalid-parameter");
    }

    private static ValidatableResponse list(String query) {
        return as("auditor").get(CONTROLS + "?" + query).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| /kind",
                "{\"kind\": \"PAUSE\", \"scope\": {}, \"reason\": \"r\"}| /kind",
                "{\"kind\": \"KILL_SWITCH\", \"scope\": {}, \"reason\": \"r\"}| /scope",
                "{\"kind\": \"KILL_SWITCH\", \"scope\": {\"everything\": true}}| /reason",
                "{\"kind\": \"KILL_SWITCH\", \"scope\": {\"domian\": \"retail\"}, \"reason\": \"r\"}| /scope/domian",
                "{\"kind\": \"KILL_SWITCH\", \"scope\": {\"domain\": \"retial\"}, \"reason\": \"r\"}| /scope/domain",
                "{\"kind\": \"KILL_SWITCH\", \"scope\": {\"action\": \"refnd\"}, \"reason\": \"r\"}| /scope/action",
                "{\"kind\": \"KILL_SWITCH\", \"scope\": {\"everything\": true}, \"answer\": {}, \"reason\": \"r\"}| /answer",
                "{\"kind\": \"KILL_SWITCH\", \"scope\": {\"everything\": true}, \"until\": \"2020-01-01T00:00:00Z\", \"reason\": \"r\"}| /until",
                "{\"kind\": \"HOLD\", \"scope\": {\"customer\": \"c\"}, \"reason\": \"r\"}| /until",
                "{\"kind\": \"HOLD\", \"scope\": {\"customer\": \"c\"}, \"until\": \"2999-01-01T00:00:00Z\", \"reason\": \"r\"}| /until",
                "{\"kind\": \"OVERRIDE\", \"scope\": {\"domain\": \"retail\"}, \"until\": \"T\", \"reason\": \"r\"}| /answer",
                "{\"kind\": \"OVERRIDE\", \"scope\": {\"domain\": \"retail\"}, \"until\": \"T\", \"reason\": \"r\", \"answer\": {\"intents\": [{\"type\": \"gift\", \"disposition\": \"REFUSED\"}]}}| /answer",
                "{\"kind\": \"OVERRIDE\", \"scope\": {\"domain\": \"retail\"}, \"until\": \"T\", \"reason\": \"r\", \"answer\": {\"intents\": [{\"disposition\": \"REFUSED\"}]}}| /answer/intents/0/type",
                "{\"kind\": \"OVERRIDE\", \"scope\": {\"domain\": \"retail\", \"requestType\": \"x\"}, \"until\": \"T\", \"reason\": \"r\", \"answer\": {\"outcome\": \"ESCALATE\"}}| /scope/requestType"
            })
    void bodyThatCannotBeMeant_isRefusedWithItsPlace(String body, String pointer) {
        ValidatableResponse refused =
                set(fresh("k"), body.replace("\"T\"", "\"" + tomorrow() + "\"")).then();

        problem(refused, 422, "contract-violated");
        refused.body("errors.pointer", hasItem(pointer));
    }

    /** Endpoint by role: S for 2xx or what a known caller is told about the request, F for 403. */
    @ParameterizedTest
    @CsvSource({
        "client, F, F, F, F, F",
        "analyst, F, F, F, F, F",
        "reviewer, F, F, F, F, F",
        "compliance, F, S, S, F, S",
        "operator, S, S, S, S, S",
        "auditor, F, S, S, F, F",
        "admin, F, F, F, F, F"
    })
    void endpoint_byRole(String role, String set, String list, String get, String lift, String confirm) {
        String id = set(hold("{\"customer\": \"" + fresh("c") + "\"}"));

        allows(
                as(role).header("Idempotency-Key", fresh("k"))
                        .body(hold("{\"customer\": \"x\"}"))
                        .post(CONTROLS),
                set);
        allows(as(role).get(CONTROLS), list);
        allows(as(role).get(CONTROLS + "/" + id), get);
        allows(as(role).body("{\"reason\": \"r\"}").post(CONTROLS + "/" + id + "/lifts"), lift);
        allows(as(role).post(CONTROLS + "/" + fresh("unknown") + "/confirmations"), confirm);
    }

    private static void allows(Response response, String expected) {
        assertThat(response.statusCode() == 403 ? "F" : response.statusCode() < 500 ? "S" : "broken")
                .isEqualTo(expected);
    }

    @Test
    void tables_areAppendOnly() {
        set(hold("{\"customer\": \"" + fresh("c") + "\"}"));

        for (String sql : List.of(
                "UPDATE control SET until = NULL",
                "DELETE FROM control_change",
                "TRUNCATE control_change CASCADE",
                "UPDATE control_change SET by_name = 'x'")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
                                    .run(() -> entities.createNativeQuery(sql).executeUpdate())))
                    .hasStackTraceContaining("append-only");
        }
    }

    @Test
    void metrics_countWhatActs() {
        set(kill("{\"action\": \"" + REFUND + "\"}"));

        as("auditor")
                .get("/q/metrics")
                .then()
                .body(containsString("plimsoll_controls{kind=\"KILL_SWITCH\"} 1.0"))
                .body(containsString("plimsoll_controls_age_seconds"));
    }
}
