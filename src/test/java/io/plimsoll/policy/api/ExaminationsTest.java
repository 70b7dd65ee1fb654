package io.plimsoll.policy.api;

import static io.plimsoll.rollout.api.Policies.approve;
import static io.plimsoll.rollout.api.Policies.as;
import static io.plimsoll.rollout.api.Policies.submit;
import static io.plimsoll.rollout.api.Policies.version;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.TestPolicy;
import io.plimsoll.platform.Digest;
import io.plimsoll.scenario.ScenarioReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExaminationsTest {
    private static final String VERSIONS = "/v1/policy-versions/";
    private static final String COVERAGE = "{\"kind\": \"COVERAGE\"}";
    private static final String MUTATION = "{\"kind\": \"MUTATION\"}";

    private final String domain = "exam-" + UUID.randomUUID().toString().substring(0, 8);

    private String draft() {
        return WeakPolicy.draft(domain);
    }

    private static Response start(String version, String body) {
        return as("analyst").body(body).post(VERSIONS + version + "/examinations");
    }

    private static JsonPath ended(Response started) {
        return WeakPolicy.ended(started);
    }

    private static List<String> evidence(String version) {
        return as("auditor").get(VERSIONS + version + "/evidence").jsonPath().getList("items.kind");
    }

    @Test
    void coverageAndMutation_ofADraft_becomeEvidenceWhenItIsSubmitted() {
        String id = draft();

        JsonPath coverage = ended(start(id, COVERAGE));
        JsonPath mutation = ended(start(id, "{\"kind\": \"MUTATION\", \"seed\": 3}"));

        assertThat(coverage.getString("state")).isEqualTo("DONE");
        assertThat(coverage.getString("digest")).isEqualTo(version(id).getString("digest"));
        assertThat(coverage.getInt("result.rows.covered")).isEqualTo(2);
        assertThat(coverage.getInt("result.edges.covered")).isZero();
        assertThat(coverage.getMap("links")).containsOnlyKeys("self", "report", "proposals");
        assertThat(mutation.getString("state")).isEqualTo("DONE");
        assertThat(mutation.getInt("seed")).isEqualTo(3);
        assertThat(mutation.getInt("limit")).isEqualTo(5_000);
        assertThat(mutation.getInt("result.mutants")).isEqualTo(10);
        assertThat(mutation.getFloat("result.total.score")).isEqualTo(0.4f);
        assertThat(mutation.getMap("result")).doesNotContainKey("survivors");
        assertThat(evidence(id)).isEmpty();

        submit(id).then().statusCode(201).body("state", equalTo("SUBMITTED"));

        assertThat(evidence(id)).containsExactly("gate", "coverage", "mutation");
        byte[] report = as("auditor")
                .get(mutation.getString("links.report"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(as("auditor").get(VERSIONS + id + "/evidence").jsonPath().getString("items[2].digest"))
                .isEqualTo(Digest.of(report).toString());
        approve("reviewer", id).then().statusCode(201).body("state", equalTo("APPROVED"));
    }

    @Test
    void examination_ofWhatWaitsForItsApproval_isLaidBesideItOnce() {
        String id = draft();
        submit(id).then().statusCode(201);
        String seen = version(id).getString("evidence");

        ended(start(id, COVERAGE));
        ended(start(id, COVERAGE));

        assertThat(evidence(id)).containsExactly("gate", "coverage");
        approve("reviewer", id, version(id).getString("digest"), seen)
                .then()
                .statusCode(409)
                .body("type", endsWith("evidence-changed"));
        as("auditor")
                .get(VERSIONS + id + "/examinations")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("items[0].result", nullValue());
    }

    @Test
    void examination_ofADraftThatIsChangedAfterwards_isNoEvidence() {
        String id = draft();
        ended(start(id, COVERAGE));
        as("analyst")
                .contentType("text/plain")
                .header("If-Match", "\"" + version(id).getLong("revision") + "\"")
                .body(WeakPolicy.scenario(150, "PERMITTED") + WeakPolicy.scenario(300, "REFUSED"))
                .put(VERSIONS + id + "/files/scenarios/a.jsonl")
                .then()
                .statusCode(200);

        submit(id).then().statusCode(201);

        assertThat(evidence(id)).containsExactly("gate");
    }

    @Test
    void survivors_areToldInWords_eachWithTheCaseThatWouldNoticeIt() {
        JsonPath mutation = ended(start(draft(), MUTATION));
        String survivors = mutation.getString("links.survivors");

        JsonPath first = as("reviewer")
                .get(survivors + "?limit=4")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        JsonPath rest = as("reviewer")
                .get(survivors + "?limit=4&cursor=" + first.getString("nextCursor"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(first.getList("items.number")).containsExactly(1, 2, 3, 4);
        assertThat(rest.getList("items.number")).containsExactly(5, 6);
        assertThat(rest.getString("nextCursor")).isNull();
        assertThat(first.getString("items[0].words")).startsWith("nobody tests that Amount 200 gives refund");
        String yaml = as("reviewer")
                .get(first.getString("items[0].scenario"))
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asString();
        assertThat(ScenarioReader.readYaml(new DomainName(domain), yaml.getBytes(StandardCharsets.UTF_8)))
                .hasSize(1)
                .allSatisfy(scenario -> assertThat(scenario.open()).containsExactly(1));
        as("reviewer").get(survivors + "/7/scenario").then().statusCode(404);
        as("reviewer").get(survivors + "?cursor=xyz").then().statusCode(400);
    }

    @Test
    void proposals_areScenariosWithOpenExpectations() {
        JsonPath coverage = ended(start(draft(), COVERAGE));

        String yaml = as("analyst")
                .get(coverage.getString("links.proposals"))
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asString();

        assertThat(ScenarioReader.readYaml(new DomainName(domain), yaml.getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty()
                .allSatisfy(scenario -> assertThat(scenario.open()).containsExactly(1));
        as("analyst")
                .get(coverage.getString("links.self") + "/survivors")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void examination_thatTakesLong_tellsHowFarItIs_andIsGivenUp() {
        Response started = start(retail(), MUTATION);
        String location = started.then().statusCode(202).extract().header("Location");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> as("auditor").get(location).path("progress.perMinute") != null);
        JsonPath running = as("auditor").get(location).jsonPath();

        as("operator").post(location + "/cancellations").then().statusCode(202).body("state", equalTo("CANCELLED"));

        assertThat(running.getInt("progress.of")).isPositive();
        assertThat(running.getString("progress.phase")).isIn("SCENARIOS", "MUTANTS");
        assertThat(running.getString("progress.timeLeft")).startsWith("PT");
        as("operator").post(location + "/cancellations").then().statusCode(409).body("type", endsWith("wrong-state"));
        as("auditor")
                .get(location + "/report")
                .then()
                .statusCode(409)
                .body("detail", containsString("It is CANCELLED"));
        assertThat(ended(start(draft(), COVERAGE)).getString("state"))
                .as("its place is free")
                .isEqualTo("DONE");
    }

    private static String retail() {
        return "retail.policy."
                + as("auditor").get("/v1/domains/retail").jsonPath().getInt("policy.version");
    }

    @Test
    void request_thatIsRepeated_startsOne() {
        String id = draft();
        String key = UUID.randomUUID().toString();
        String address = VERSIONS + id + "/examinations";

        String first = as("analyst", key)
                .body(COVERAGE)
                .post(address)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String again = as("analyst", key)
                .body(COVERAGE)
                .post(address)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");

        assertThat(again).isEqualTo(first);
        as("analyst", key).body(MUTATION).post(address).then().statusCode(422);
        given().auth()
                .preemptive()
                .basic("analyst", "analyst-demo")
                .contentType("application/json")
                .body(COVERAGE)
                .post(address)
                .then()
                .statusCode(428);
        as("auditor").get(address).then().body("items.size()", equalTo(1));
    }

    @Test
    void bundleWithoutScenarios_failsWithWhatToDo() {
        String id = WeakPolicy.draft(TestPolicy.policy()
                .named(domain)
                .request("permit", TestPolicy.PERMIT)
                .bundle());

        JsonPath ended = ended(start(id, COVERAGE));

        assertThat(ended.getString("state")).isEqualTo("FAILED");
        assertThat(ended.getString("failure")).startsWith("It has no scenario that could be run");
    }

    @Test
    void bundleThatCannotBeEvaluated_failsLoudly() {
        String id = WeakPolicy.draft(
                TestPolicy.policy().named(domain).request("permit", "now()").bundle());

        JsonPath ended = ended(start(id, MUTATION));

        assertThat(ended.getString("state")).isEqualTo("FAILED");
        assertThat(ended.getString("failure")).contains("It cannot be evaluated", "CLOCK_READ");
        as("analyst")
                .get(VERSIONS + id + "/examinations/" + ended.getLong("id") + "/proposals")
                .then()
                .statusCode(409)
                .body("detail", containsString("It is FAILED"));
    }

    @Test
    void request_thatHasNoMeaning_isRefused() {
        String id = draft();

        start(id, "{\"kind\": \"LUCK\"}").then().statusCode(422);
        start(id, "{\"kind\": \"MUTATION\", \"limit\": 0}").then().statusCode(422);
        start(id, "{\"kind\": \"COVERAGE\", \"limit\": 5}")
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("concerns mutants"));
        start("retail.policy.999999", COVERAGE).then().statusCode(404);
        as("analyst").get(VERSIONS + id + "/examinations/999999999").then().statusCode(404);
        as("analyst").get(VERSIONS + id + "/examinations/x").then().statusCode(404);
        as("auditor")
                .body(COVERAGE)
                .post(VERSIONS + id + "/examinations")
                .then()
                .statusCode(403);
    }

    @Test
    void examination_isNotFoundUnderAnotherVersion_andNotCancelledTwice() {
        String id = draft();
        long number = ended(start(id, COVERAGE)).getLong("id");

        as("auditor").get(VERSIONS + draft() + "/examinations/" + number).then().statusCode(404);
        as("analyst")
                .post(VERSIONS + id + "/examinations/" + number + "/cancellations")
                .then()
                .statusCode(409)
                .body("type", endsWith("wrong-state"));
    }
}
