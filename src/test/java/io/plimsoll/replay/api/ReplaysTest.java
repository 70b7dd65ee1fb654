package io.plimsoll.replay.api;

import static io.plimsoll.rollout.api.Policies.approve;
import static io.plimsoll.rollout.api.Policies.as;
import static io.plimsoll.rollout.api.Policies.draft;
import static io.plimsoll.rollout.api.Policies.file;
import static io.plimsoll.rollout.api.Policies.submit;
import static io.plimsoll.rollout.api.Policies.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Evaluates what was decided again, as a reviewer does. */
@QuarkusTest
class ReplaysTest {
    private static final String MODEL = "dmn/cancel-pending-order.dmn";
    private static final String REFUND = "min(Amount Paid USD, Order Total USD)";

    @Inject
    DataSource database;

    @Test
    void reproduction_ofWhatWasDecided_givesTheSameBytes() {
        String customer = customer();
        List.of(50, 60, 70).forEach(paid -> cancel(customer, paid));

        JsonPath replay = ended(start(reproduction(customer)));

        assertThat(replay.getString("state")).isEqualTo("DONE");
        assertThat(replay.getMap("progress"))
                .containsEntry("decisions", 3)
                .containsEntry("evaluated", 3)
                .containsEntry("leftOut", 0)
                .containsEntry("changed", 0);
        assertThat(replay.getString("dataDigest")).startsWith("sha256:");
        JsonPath dossier = dossier(replay);
        assertThat(dossier.getInt("decisions.differing")).isZero();
        assertThat(dossier.getInt("decisions.evaluated")).isEqualTo(3);
        assertThat(dossier.getString("engine")).startsWith("drools-dmn ");
    }

    @Test
    void reproduction_ofWhatSomebodyChanged_isAnAlarm() throws SQLException {
        String customer = customer();
        cancel(customer, 50);
        String tampered = cancel(customer, 60);
        execute(
                "ALTER TABLE decision DISABLE TRIGGER decision_is_append_only",
                "UPDATE decision SET verdict = convert_to(replace(convert_from(verdict, 'UTF8'), '\"amount\":60',"
                        + " '\"amount\":61'), 'UTF8') WHERE id = '" + tampered + "'",
                "ALTER TABLE decision ENABLE TRIGGER decision_is_append_only");

        JsonPath replay = ended(start(reproduction(customer)));

        assertThat(replay.getInt("progress.changed")).isEqualTo(1);
        as("auditor")
                .get("/v1/replays/" + replay.getLong("id") + "/changes")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].decision", equalTo(tampered))
                .body("items[0].verdictBefore.intents[0].ceiling.amount", equalTo(61))
                .body("items[0].verdictAfter.intents[0].ceiling.amount", equalTo(60))
                .body("items[0].details[0]", containsString("digest"))
                .body("items[0].details[1]", containsString("verdict comes out otherwise"));
    }

    @Test
    void comparison_withASubmittedCandidate_becomesEvidence_thatItsApprovalIsBoundTo() {
        String customer = customer();
        List.of(15, 50, 60).forEach(paid -> cancel(customer, paid));
        String candidate = candidate("min(Amount Paid USD, Order Total USD, 20 + 0 * " + random() + ")");
        submit(candidate).then().statusCode(201);
        JsonPath before = version(candidate);

        JsonPath replay = ended(start(comparison("COMPARE", candidate, customer)));

        assertThat(replay.getMap("progress")).containsEntry("evaluated", 3).containsEntry("changed", 2);
        assertThat(replay.getString("baseline.version")).isEqualTo(active());
        as("reviewer")
                .get("/v1/replays/" + replay.getLong("id") + "/changes?limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].verdictBefore.intents[0].ceiling.amount", equalTo(50))
                .body("items[0].verdictAfter.intents[0].ceiling.amount", equalTo(20))
                .body("items[0].details[0]", containsString("Refund Amount USD"))
                .body("nextCursor", notNullValue());
        String json = as("reviewer")
                .accept("application/json")
                .get("/v1/replays/" + replay.getLong("id") + "/dossier")
                .asString();
        assertThat(Digest.of(json.getBytes(StandardCharsets.UTF_8)).toString())
                .isEqualTo(replay.getString("dossierDigest"));
        as("reviewer")
                .get("/v1/policy-versions/" + candidate + "/evidence")
                .then()
                .statusCode(200)
                .body("items.find { it.kind == 'dossier' }.digest", equalTo(replay.getString("dossierDigest")));
        approve("reviewer", candidate, before.getString("digest"), before.getString("evidence"))
                .then()
                .statusCode(409)
                .body("type", endsWith("evidence-changed"));
        approve("reviewer", candidate).then().statusCode(201);
    }

    @Test
    void dossier_isAPageToSign_andMarkdownForATicket() {
        String customer = customer();
        cancel(customer, 50);
        String candidate = candidate("min(Amount Paid USD, 20 + 0 * " + random() + ")");
        JsonPath replay = ended(start(comparison("COMPARE", candidate, customer)));
        String address = "/v1/replays/" + replay.getLong("id") + "/dossier";

        as("compliance")
                .accept("text/html")
                .get(address)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("Refund Amount USD"));
        as("compliance")
                .accept("text/markdown")
                .get(address)
                .then()
                .statusCode(200)
                .contentType("text/markdown")
                .body(containsString("Refund Amount USD"));
        as("compliance").accept("image/png").get(address).then().statusCode(406);
    }

    @Test
    void simulation_ofTheActiveVersionItself_changesNothing() {
        String customer = customer();
        List.of(15, 50).forEach(paid -> cancel(customer, paid));

        JsonPath replay = ended(start(comparison("SIMULATE", active(), customer)));

        assertThat(replay.getMap("progress")).containsEntry("evaluated", 2).containsEntry("changed", 0);
    }

    @Test
    void draft_thatWasChangedMeanwhile_isEvaluatedAsItWasWhenTheReplayBegan_orNotAtAll() {
        String customer = customer();
        cancel(customer, 50);
        String candidate = candidate("min(Amount Paid USD, 30 + 0 * " + random() + ")");
        ended(start(comparison("COMPARE", candidate, customer)));
        String text = file(candidate, MODEL).replace("30 + 0", "40 + 0");
        as("analyst")
                .header("If-Match", "\"" + version(candidate).getLong("revision") + "\"")
                .contentType("application/octet-stream")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put("/v1/policy-versions/" + candidate + "/files/" + MODEL)
                .then()
                .statusCode(200);

        JsonPath replay = ended(start(comparison("COMPARE", candidate, customer)));

        as("reviewer")
                .get("/v1/replays/" + replay.getLong("id") + "/changes")
                .then()
                .body("items[0].verdictAfter.intents[0].ceiling.amount", equalTo(40));
    }

    @Test
    void whatMakesNoSense_isRefused_withAdvice() {
        as("analyst")
                .body("{\"mode\": \"REPRODUCE\", \"candidate\": \"retail.policy.1\", \"why\": \"x\"}")
                .post("/v1/replays")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/candidate"));
        as("analyst")
                .body("{\"mode\": \"COMPARE\", \"why\": \"x\"}")
                .post("/v1/replays")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/candidate"));
        as("analyst")
                .body("{\"mode\": \"COMPARE\", \"candidate\": \"retail.policy.999999\", \"why\": \"x\"}")
                .post("/v1/replays")
                .then()
                .statusCode(404);
        as("analyst")
                .body("{\"mode\": \"COMPARE\", \"candidate\": \"retail.policy.1\", \"baseline\": \"airline.policy.1\","
                        + " \"why\": \"x\"}")
                .post("/v1/replays")
                .then()
                .statusCode(422);
        as("client")
                .body("{\"mode\": \"REPRODUCE\", \"why\": \"x\"}")
                .post("/v1/replays")
                .then()
                .statusCode(403);
        as("auditor").get("/v1/replays/0").then().statusCode(404);
        as("auditor").get("/v1/replays?domain=retail&limit=1").then().statusCode(200);
    }

    @Test
    void replay_ofNothing_ends() {
        JsonPath replay = ended(start(reproduction("nobody-" + UUID.randomUUID())));

        assertThat(replay.getString("state")).isEqualTo("DONE");
        assertThat(replay.getInt("progress.decisions")).isZero();
        as("auditor")
                .post("/v1/replays/" + replay.getLong("id") + "/cancellations")
                .then()
                .statusCode(409)
                .body("type", endsWith("wrong-state"));
    }

    @Test
    void recordedDecision_exportsAsAScenario_thatTheVersionPasses_andAnotherDoesNot() {
        String customer = customer();
        String decision = cancel(customer, 50);
        cancel(customer, 60);
        String one = as("reviewer")
                .accept("application/yaml")
                .get("/v1/decisions/" + decision + "/scenario")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String all = as("reviewer")
                .accept("application/yaml")
                .get("/v1/recorded-scenarios?domain=retail&customer=" + customer)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String candidate = candidate("min(Amount Paid USD, 20 + 0 * " + random() + ")");

        run(active(), one).then().statusCode(200).body("run", equalTo(1)).body("failed.size()", equalTo(0));
        run(active(), all).then().statusCode(200).body("run", equalTo(1)).body("failed.size()", equalTo(0));
        run(candidate, all)
                .then()
                .statusCode(200)
                .body("failed.size()", equalTo(1))
                .body("failed[0].differences.size()", equalTo(2))
                .body("failed[0].differences[0]", containsString("amount"));
        run(active(), all.replace("timeline", "timelin")).then().statusCode(422);
        as("reviewer")
                .accept("application/yaml")
                .get("/v1/recorded-scenarios?domain=retail")
                .then()
                .statusCode(400);
        as("client")
                .accept("application/yaml")
                .get("/v1/decisions/" + decision + "/scenario")
                .then()
                .statusCode(403);
    }

    @Test
    void recordedCase_ofADomainThatRemembers_bringsAlongWhatWasKnown() {
        String customer = customer();
        String version = complain(customer, 3);

        String all = as("reviewer")
                .accept("application/yaml")
                .get("/v1/recorded-scenarios?domain=customer-recovery&customer=" + customer)
                .then()
                .statusCode(200)
                .body(containsString("known"))
                .extract()
                .asString();

        run(version, all).then().statusCode(200).body("run", equalTo(1)).body("failed", equalTo(List.of()));
        run(version, all.replace("clocks:", "clock:")).then().statusCode(200).body("failed.size()", equalTo(1));
    }

    @Test
    void simulation_ofADomainThatRemembers_isFedByItsOwnVerdicts() {
        String customer = customer();
        String version = complain(customer, 4);

        JsonPath replay = ended(start(comparison("SIMULATE", version, customer)));

        assertThat(replay.getMap("progress")).containsEntry("evaluated", 4).containsEntry("changed", 0);
        assertThat(replay.getString("counterpart.version")).startsWith("customer-recovery.guardrails.");
    }

    private static Response run(String version, String yaml) {
        return as("reviewer")
                .contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/v1/policy-versions/" + version + "/scenario-runs");
    }

    private static JsonPath dossier(JsonPath replay) {
        return as("auditor")
                .accept("application/json")
                .get("/v1/replays/" + replay.getLong("id") + "/dossier")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long start(String body) {
        return as("reviewer")
                .body(body)
                .post("/v1/replays")
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/replays/"))
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private static JsonPath ended(long replay) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !"RUNNING".equals(get(replay).getString("state")));
        return get(replay);
    }

    private static JsonPath get(long replay) {
        return as("auditor")
                .get("/v1/replays/" + replay)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String reproduction(String customer) {
        return CanonicalJson.text(Tree.object()
                .put("mode", "REPRODUCE")
                .put("data", Map.of("customer", customer))
                .put("why", "Is everything as it was?")
                .build());
    }

    private static String comparison(String mode, String candidate, String customer) {
        return CanonicalJson.text(Tree.object()
                .put("mode", mode)
                .put("candidate", candidate)
                .put("data", Map.of("customer", customer))
                .put("why", "Before its approval.")
                .build());
    }

    private static String candidate(String refund) {
        String active = active();
        String text = file(active, MODEL);
        assertThat(text).contains(REFUND);
        return draft(active, Map.of(MODEL, text.replace(REFUND, refund)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String active() {
        return as("auditor").get("/v1/policies/retail.policy").jsonPath().getString("active.version");
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(1_000_000_000);
    }

    private static String customer() {
        return "replayed-" + UUID.randomUUID();
    }

    /** @return the version that decided */
    private static String complain(String customer, int times) {
        for (int i = 0; i < times; i++) {
            as("client")
                    .body("""
                            {"signal": {"id": "%s", "customer": "%s", "occurredAt": "%s", "channel": "CHAT", "topic": "delivery",
                                        "text": "This is a terrible disappointment, I am angry and want my money back."},
                             "facts": {"tier": "GOLD", "email_consent": true, "preferred_contact": "EMAIL"}}
                            """.formatted(
                                    UUID.randomUUID(),
                                    customer,
                                    Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS)))
                    .post("/v1/domains/customer-recovery/decisions")
                    .then()
                    .statusCode(201);
        }
        return as("auditor")
                .get("/v1/policies/customer-recovery.policy")
                .jsonPath()
                .getString("active.version");
    }

    /** @return the decision's id */
    private static String cancel(String customer, int paid) {
        return as("client")
                .body("""
                        {"signal": {"id": "%s", "customer": "%s", "occurredAt": "2026-03-02T09:15:00Z"},
                         "request": {"type": "cancel_pending_order"},
                         "facts": {"status": "pending", "reason": "no longer needed", "paid": %d, "order_total": %d,
                                   "original_payment": {"id": "paypal_1", "source": "paypal"}}}
                        """.formatted(UUID.randomUUID(), customer, paid, paid))
                .post("/v1/domains/retail/decisions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
