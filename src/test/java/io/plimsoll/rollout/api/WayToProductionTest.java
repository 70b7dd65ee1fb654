package io.plimsoll.rollout.api;

import static io.plimsoll.rollout.api.Policies.CANCELLATION;
import static io.plimsoll.rollout.api.Policies.REFUND;
import static io.plimsoll.rollout.api.Policies.activeRetail;
import static io.plimsoll.rollout.api.Policies.approve;
import static io.plimsoll.rollout.api.Policies.as;
import static io.plimsoll.rollout.api.Policies.draft;
import static io.plimsoll.rollout.api.Policies.end;
import static io.plimsoll.rollout.api.Policies.otherRefund;
import static io.plimsoll.rollout.api.Policies.promote;
import static io.plimsoll.rollout.api.Policies.random;
import static io.plimsoll.rollout.api.Policies.rollout;
import static io.plimsoll.rollout.api.Policies.start;
import static io.plimsoll.rollout.api.Policies.submit;
import static io.plimsoll.rollout.api.Policies.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.plimsoll.platform.CanonicalJson;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From a changed table to a version that answers, and back. */
@QuarkusTest
class WayToProductionTest {
    @Test
    void version_goesFromDraftToActive_andBack() {
        String active = activeRetail();
        String id = otherRefund(active, "min(Amount Paid USD, Order Total USD, 20 + 0 * " + random() + ")");
        submit(id).then().statusCode(201).body("state", equalTo("SUBMITTED"));

        start(id, "CANARY", 50).then().statusCode(409).body("type", endsWith("wrong-state"));
        long rollout = start(id, "SHADOW", null)
                .then()
                .statusCode(201)
                .body("stage", equalTo("SHADOW"))
                .extract()
                .jsonPath()
                .getLong("id");
        for (int i = 0; i < 5; i++) {
            assertThat(refund("shadowed").getInt("verdict.intents[0].ceiling.amount"))
                    .isEqualTo(50);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(rollout(rollout).getInt("compared.changed")).isEqualTo(5));
        JsonPath compared = rollout(rollout);
        assertThat(compared.getInt("compared.moneyBaseline")).isEqualTo(250);
        assertThat(compared.getInt("compared.moneyCandidate")).isEqualTo(100);
        as("auditor")
                .get("/v1/rollouts/" + rollout + "/changed-decisions")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(5))
                .body("items[0].answeredBy", equalTo("ACTIVE"))
                .body("items[0].otherVerdict.intents[0].ceiling.amount", equalTo(20));

        approve("reviewer", id).then().statusCode(201).body("state", equalTo("APPROVED"));
        promote(rollout, "CANARY", 50).then().statusCode(201);
        List<JsonPath> answers = IntStream.range(0, 40)
                .mapToObj(customer -> refund("split-" + customer))
                .toList();
        assertThat(answers.stream().map(answer -> answer.getString("policy.stage")))
                .contains("ACTIVE", "CANARY");
        answers.forEach(answer -> assertThat(answer.getInt("verdict.intents[0].ceiling.amount"))
                .isEqualTo("CANARY".equals(answer.getString("policy.stage")) ? 20 : 50));
        assertThat(answers.get(0).getString("policy.why")).contains("canary for 50 % of the customers");
        for (int customer = 0; customer < 10; customer++) {
            assertThat(refund("split-" + customer).getString("policy.stage"))
                    .as("the same customer sees the same version")
                    .isEqualTo(answers.get(customer).getString("policy.stage"));
        }

        promote(rollout, "ACTIVE", null).then().statusCode(201);
        assertThat(refund("all").getInt("verdict.intents[0].ceiling.amount")).isEqualTo(20);
        assertThat(activeRetail()).isEqualTo(id);
        as("analyst")
                .body("{\"why\": \"over\"}")
                .post("/v1/policy-versions/" + id + "/retirements")
                .then()
                .statusCode(409);

        end(rollout, "rollbacks").then().statusCode(201).body("stage", equalTo("ROLLED_BACK"));
        assertThat(refund("all").getInt("verdict.intents[0].ceiling.amount")).isEqualTo(50);
        assertThat(activeRetail()).isEqualTo(active);
        as("auditor")
                .get("/v1/rollouts?domain=retail&limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("nextCursor", notNullValue());
        as("auditor").get("/v1/rollouts?limit=200").then().body("items.version", hasItem(id));
        as("auditor").get("/v1/policies/retail.policy").then().statusCode(200).body("active.version", equalTo(active));
        as("auditor")
                .accept("text/plain")
                .get("/v1/policy-versions/" + id + "/differences")
                .then()
                .statusCode(200)
                .body(containsString("Refund Amount USD"));
        as("auditor")
                .get("/v1/policy-versions/" + id + "/passages")
                .then()
                .body("items.to", equalTo(List.of("DRAFT", "SUBMITTED", "APPROVED")))
                .body("items.by", equalTo(List.of("analyst", "analyst", "reviewer")));
    }

    @Test
    void candidate_thatCannotDecide_isStoppedByItsGates() {
        String active = activeRetail();
        String id =
                otherRefund(active, "min(Amount Paid USD, if Amount Paid USD > " + random() + " then null else null)");
        submit(id).then().statusCode(201);

        long rollout = start(id, "SHADOW", null)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        IntStream.range(0, 21).forEach(call -> refund("fails"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(rollout(rollout).getString("stage")).isEqualTo("STOPPED"));
        assertThat(rollout(rollout).getString("by")).isEqualTo("plimsoll");
        assertThat(rollout(rollout).getString("why")).contains("could not decide 100 %");
    }

    @Test
    void approval_needsAnotherPerson_andWhatThatPersonSaw() {
        String id = otherRefund(activeRetail(), "min(Amount Paid USD, Order Total USD) + 0 * " + random());
        submit(id).then().statusCode(201);
        JsonPath seen = version(id);
        String other = "sha256:" + "0".repeat(64);

        approve("analyst", id).then().statusCode(403);
        approve("reviewer", id, other, seen.getString("evidence"))
                .then()
                .statusCode(409)
                .body("type", endsWith("evidence-changed"));
        approve("reviewer", id, seen.getString("digest"), other).then().statusCode(409);
        approve("reviewer", id).then().statusCode(201);
        approve("compliance", id).then().statusCode(409).body("type", endsWith("wrong-state"));
    }

    @Test
    void author_whoMayAlsoApprove_doesNotApproveTheirOwn() {
        String name = "both-" + UUID.randomUUID().toString().substring(0, 8);
        as("admin")
                .body("{\"name\": \"" + name + "\", \"password\": \"a long phrase of theirs\","
                        + " \"roles\": [\"analyst\", \"reviewer\", \"compliance\"]}")
                .post("/v1/users")
                .then()
                .statusCode(201);
        String parent = activeRetail();
        String text = Policies.file(parent, CANCELLATION).replace(REFUND, REFUND + " + 0 * " + random());
        String id = as("admin")
                .auth()
                .preemptive()
                .basic(name, "a long phrase of theirs")
                .body(CanonicalJson.text(Map.of("parent", parent, "note", "mine", "files", Map.of(CANCELLATION, text))))
                .post("/v1/policy-versions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        as("analyst")
                .header("If-Match", "\"1\"")
                .body("{\"why\": \"not mine\"}")
                .post("/v1/policy-versions/" + id + "/submissions")
                .then()
                .statusCode(403)
                .body("detail", containsString("Only its author"));
        Map<String, String> acknowledged = new LinkedHashMap<>();
        List<Map<String, String>> findings = as("analyst")
                .get("/v1/policy-versions/" + id + "/findings")
                .jsonPath()
                .getList("findings");
        findings.forEach(finding -> acknowledged.put(finding.get("fingerprint"), "known"));
        as("analyst")
                .auth()
                .preemptive()
                .basic(name, "a long phrase of theirs")
                .header("If-Match", "\"1\"")
                .body(CanonicalJson.text(Map.of("why", "ready", "acknowledged", acknowledged)))
                .post("/v1/policy-versions/" + id + "/submissions")
                .then()
                .statusCode(201);
        JsonPath seen = version(id);
        as("analyst")
                .auth()
                .preemptive()
                .basic(name, "a long phrase of theirs")
                .body(CanonicalJson.text(Map.of(
                        "digest", seen.getString("digest"), "evidence", seen.getString("evidence"), "why", "fine")))
                .post("/v1/policy-versions/" + id + "/approvals")
                .then()
                .statusCode(403)
                .body("type", endsWith("second-person-needed"));
    }

    @Test
    void draft_withErrors_isKeptAndNotSubmitted() {
        String id = draft(activeRetail(), Map.of(CANCELLATION, "<definitions/>"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        as("analyst")
                .header("If-Match", "\"1\"")
                .body("{\"why\": \"ready\"}")
                .post("/v1/policy-versions/" + id + "/submissions")
                .then()
                .statusCode(422)
                .body("type", endsWith("gate-closed"), "errors.size()", greaterThan(0));
        assertThat(version(id).getString("state")).isEqualTo("DRAFT");
    }

    @Test
    void request_thatIsSentAgain_isAnsweredAsTheFirstTime() {
        String key = UUID.randomUUID().toString();
        String body = "{\"parent\": \"" + activeRetail() + "\", \"note\": \"again\"}";

        String first = as("analyst", key)
                .body(body)
                .post("/v1/policy-versions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        as("analyst", key)
                .body(body)
                .post("/v1/policy-versions")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("id", equalTo(first));
        as("analyst", key)
                .body(body.replace("again", "other"))
                .post("/v1/policy-versions")
                .then()
                .statusCode(422);
    }

    @Test
    void decision_asOfAnEarlierInstant_saysWhichVersionAnsweredAndWhy() {
        as("client")
                .body(cancelling("as-of"))
                .post("/v1/domains/retail/decisions?asOf=2099-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("detail", containsString("future"));
        as("client")
                .body(cancelling("as-of"))
                .post("/v1/domains/retail/decisions?asOf=2001-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("detail", containsString("No policy was in effect"));
        String since = as("auditor").get("/v1/domains/retail").jsonPath().getString("policy.since");
        as("client")
                .body(cancelling("as-of"))
                .post("/v1/domains/retail/decisions?asOf=" + since)
                .then()
                .statusCode(201)
                .body("policy.why", containsString("was in effect at " + since));
    }

    @Test
    void archive_isGivenOutAsItCame() {
        byte[] archive = as("analyst")
                .get("/v1/policy-versions/" + activeRetail() + "/bundle")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();

        String id = as("analyst")
                .contentType("application/zip")
                .body(archive)
                .post("/v1/policy-versions?note=the+same+again")
                .then()
                .statusCode(201)
                .body("domain", equalTo("retail"))
                .extract()
                .path("id");

        assertThat(as("analyst").get("/v1/policy-versions/" + id + "/bundle").asByteArray())
                .isEqualTo(archive);
        as("auditor")
                .get("/v1/policy-versions?domain=retail&state=DRAFT&limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
    }

    private static JsonPath refund(String customer) {
        return as("client")
                .body(cancelling(customer))
                .post("/v1/domains/retail/decisions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static String cancelling(String customer) {
        return """
                {"signal": {"id": "%s", "customer": "%s", "occurredAt": "2026-03-02T09:15:00Z"},
                 "request": {"type": "cancel_pending_order"},
                 "facts": {"status": "pending", "reason": "no longer needed", "paid": 50, "order_total": 50,
                           "original_payment": {"id": "paypal_1", "source": "paypal"}}}
                """.formatted(UUID.randomUUID(), customer);
    }
}
