package io.plimsoll.rollout.api;

import static io.plimsoll.rollout.api.Policies.approve;
import static io.plimsoll.rollout.api.Policies.as;
import static io.plimsoll.rollout.api.Policies.end;
import static io.plimsoll.rollout.api.Policies.number;
import static io.plimsoll.rollout.api.Policies.promote;
import static io.plimsoll.rollout.api.Policies.rollout;
import static io.plimsoll.rollout.api.Policies.start;
import static io.plimsoll.rollout.api.Policies.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.BundleArchive;
import io.plimsoll.policy.LooseFiles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The airline's policy from its first text to the current one and back, while it decides: both versions enter through the
 * registry, as those of an installation do. docs/airline.md tells where they differ.
 */
@QuarkusTest
class AirlineVersionsInProductionTest {
    /** The cabin after a flight: possible by the first text, refused by the current one. */
    private static final String FLOWN =
            request("change_cabin", "\"cabin\": \"economy\", \"to_cabin\": \"business\", \"any_segment_flown\": true");

    /** Four bags for gold in business: three are free by the first text, four by the current one. */
    private static final String BAGS = request(
            "add_bags",
            "\"membership\": \"gold\", \"cabin\": \"business\", \"passengers\": 1, \"total_baggages\": 0,"
                    + " \"bags_wanted\": 4");

    /** Any card by the first text, one of the profile by the current one. */
    private static final String FLIGHTS = request("change_flights", "\"cabin\": \"economy\"");

    /** The same by both. */
    private static final String CANCEL = request(
            "cancel",
            "\"membership\": \"regular\", \"cabin\": \"economy\", \"insurance\": \"no\","
                    + " \"hours_since_booking\": 1, \"any_segment_flown\": false, \"any_segment_cancelled\": false,"
                    + " \"reason\": \"change_of_plan\"");

    private static final Pattern SELECTED = Pattern.compile("\"selected\":\\[([^]]*)]");

    /** Other tests expect the version that is shipped. */
    @AfterEach
    void restore() {
        List<Map<String, Object>> rollouts = as("auditor")
                .get("/v1/rollouts?domain=airline&limit=200")
                .jsonPath()
                .getList("items");
        for (Map<String, Object> each : rollouts) {
            long id = ((Number) Objects.requireNonNull(each.get("id"))).longValue();
            String stage = String.valueOf(each.get("stage"));
            if (stage.equals("SHADOW") || stage.equals("CANARY")) {
                end(id, "stops").then().statusCode(201);
            } else if (stage.equals("ACTIVE") && "operator".equals(each.get("by"))) {
                end(id, "rollbacks").then().statusCode(201);
            }
        }
    }

    @Test
    void versions_goToProductionOneAfterTheOther_andBack() throws IOException {
        int shipped = activeVersion();
        JsonPath asShipped = byCurrentText(decide(FLOWN, "c"));
        assertThat(asShipped.getInt("policy.version")).isEqualTo(shipped);

        String first = submitted(firstVersion(), "The first text of the airline.");
        start(first, "ACTIVE", null).then().statusCode(409).body("type", endsWith("wrong-state"));
        approve("reviewer", first).then().statusCode(201).body("state", equalTo("APPROVED"));
        start(first, "ACTIVE", null).then().statusCode(201);
        JsonPath asFirst = byFirstText(decide(FLOWN, "c"));
        assertThat(asFirst.getInt("policy.version")).isEqualTo(number(first));

        String second = submitted(currentVersion(), "The current text of the airline.");
        long rollout = shadow(second);
        promote(rollout, "CANARY", 50).then().statusCode(409).body("type", endsWith("wrong-state"));
        approve("analyst", second).then().statusCode(403);
        approve("reviewer", second).then().statusCode(201);

        promote(rollout, "CANARY", 50).then().statusCode(201);
        canary();
        promote(rollout, "ACTIVE", null).then().statusCode(201);
        JsonPath asSecond = byCurrentText(decide(FLOWN, "c"));
        assertThat(asSecond.getInt("policy.version")).isEqualTo(number(second));
        assertThat(activeVersion()).isEqualTo(number(second));

        end(rollout, "rollbacks").then().statusCode(201).body("stage", equalTo("ROLLED_BACK"));
        byFirstText(decide(FLOWN, "c"));
        promote(rollout, "ACTIVE", null)
                .then()
                .statusCode(409)
                .body("detail", containsString("Only a shadow or a canary is promoted"));
        start(second, "ACTIVE", null).then().statusCode(201);
        JsonPath again = byCurrentText(decide(FLOWN, "c"));
        assertThat(again.getInt("policy.version")).isEqualTo(number(second));

        asOf(asShipped, shipped, true);
        asOf(asFirst, number(first), false);
        asOf(asSecond, number(first), false);
        asOf(again, number(second), true);
    }

    @Test
    void version_thatIsShipped_isNotSubmittedAgain() {
        byte[] archive = BundleArchive.write(BuiltInPolicies.bundle("airline"));
        String id = draft(archive, "The same again.");

        submit(id)
                .then()
                .statusCode(409)
                .body("type", endsWith("already-exists"), "detail", containsString("airline.policy."));
    }

    /** The first text answers, the current one is asked afterwards: what it would have changed is what its text changed. */
    private static long shadow(String version) {
        long rollout = start(version, "SHADOW", null)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        byFirstText(decide(FLOWN, "shadow"));
        assertThat(decide(BAGS, "shadow").getInt("verdict.intents[0].parameters.customerPays"))
                .isEqualTo(50);
        assertThat(obtainedFirst(decide(FLIGHTS, "shadow"), "verdict."))
                .containsExactly("one gift card or credit card", "confirmation");
        JsonPath cancelled = decide(CANCEL, "shadow");
        assertThat(cancelled.getString("verdict.outcome")).isEqualTo("ACT");
        assertThat(rows(cancelled)).contains("airline-cancel_recent_1");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rollout(rollout).getInt("compared.decisions"))
                        .isEqualTo(4));

        JsonPath compared = rollout(rollout);
        assertThat(compared.getInt("compared.changed")).isEqualTo(3);
        assertThat(compared.getInt("compared.agreed")).isEqualTo(1);
        assertThat(compared.getInt("compared.failed")).isZero();
        JsonPath changed = as("auditor")
                .get("/v1/rollouts/" + rollout + "/changed-decisions")
                .jsonPath();
        assertThat(changed.getList("items.answeredBy")).containsOnly("ACTIVE");
        assertThat(changed.getList("items.answered")).containsOnly("ACT");
        assertThat(changed.getList("items.other")).containsExactly("ACT", "ACT", "DISMISS");
        assertThat(obtainedFirst(changed, "items[0].otherVerdict."))
                .containsExactly("one gift card or credit card of the profile", "confirmation");
        assertThat(changed.getInt("items[1].otherVerdict.intents[0].parameters.customerPays"))
                .isZero();
        assertThat(changed.<String>getList("items[2].otherVerdict.intents[0].reasons.code"))
                .containsExactly("SEGMENT_FLOWN");
        return rollout;
    }

    private static void canary() {
        List<JsonPath> answers = IntStream.range(0, 30)
                .mapToObj(customer -> decide(FLOWN, "split-" + customer))
                .toList();

        assertThat(answers)
                .extracting(answer -> answer.getString("policy.stage"))
                .contains("ACTIVE", "CANARY");
        for (JsonPath answer : answers) {
            if ("CANARY".equals(answer.getString("policy.stage"))) {
                byCurrentText(answer);
            } else {
                byFirstText(answer);
            }
        }
        assertThat(decide(FLOWN, "split-0").getString("policy.stage"))
                .as("the same customer sees the same version")
                .isEqualTo(answers.get(0).getString("policy.stage"));
    }

    private static JsonPath byFirstText(JsonPath decision) {
        assertThat(decision.getString("verdict.outcome")).isEqualTo("ACT");
        assertThat(decision.getString("verdict.intents[0].disposition")).isEqualTo("PERMITTED");
        assertThat(decision.<String>getList("verdict.intents[0].reasons.code"))
                .containsExactly("CONDITIONS_MET", "NO_MONEY_GRANTED");
        assertThat(rows(decision))
                .contains("airline-change-cabin_cabin_1", "airline-change-cabin_disposition_1")
                .doesNotContain("airline-change-cabin_flown_1");
        return decision;
    }

    private static JsonPath byCurrentText(JsonPath decision) {
        assertThat(decision.getString("verdict.outcome")).isEqualTo("DISMISS");
        assertThat(decision.getString("verdict.intents[0].disposition")).isEqualTo("REFUSED");
        assertThat(decision.<String>getList("verdict.intents[0].reasons.code")).containsExactly("SEGMENT_FLOWN");
        assertThat(rows(decision))
                .contains("airline-change-cabin_flown_1", "airline-change-cabin_handling_2")
                .doesNotContain("airline-change-cabin_disposition_1");
        return decision;
    }

    /** Asks anew for the instant of an earlier decision; what was rolled back later had never been. */
    private static void asOf(JsonPath earlier, int version, boolean currentText) {
        String instant = earlier.getString("decidedAt");

        JsonPath decision = decide(FLOWN, "c", instant);

        assertThat(decision.getInt("policy.version")).isEqualTo(version);
        assertThat(decision.getString("policy.why")).contains("Version " + version + " was in effect at " + instant);
        if (currentText) {
            byCurrentText(decision);
        } else {
            byFirstText(decision);
        }
    }

    private static List<String> obtainedFirst(JsonPath answer, String verdict) {
        return answer.getList(verdict + "intents[0].parameters.obtainFirst");
    }

    /** The rows that were selected, of all tables. */
    private static List<String> rows(JsonPath decision) {
        String trace = as("auditor")
                .get("/v1/decisions/" + decision.getString("id") + "/trace")
                .asString();
        List<String> rows = new ArrayList<>();
        Matcher selected = SELECTED.matcher(trace);
        while (selected.find()) {
            rows.addAll(List.of(selected.group(1).replace("\"", "").split(",")));
        }
        return rows;
    }

    private static int activeVersion() {
        return as("auditor").get("/v1/domains/airline").jsonPath().getInt("policy.version");
    }

    private static String submitted(byte[] archive, String note) {
        String id = draft(archive, note);
        submit(id).then().statusCode(201).body("state", equalTo("SUBMITTED"));
        return id;
    }

    private static String draft(byte[] archive, String note) {
        return as("analyst")
                .contentType("application/zip")
                .queryParam("note", note)
                .body(archive)
                .post("/v1/policy-versions")
                .then()
                .statusCode(201)
                .body("domain", equalTo("airline"))
                .extract()
                .path("id");
    }

    /** As the build ships it. */
    private static byte[] firstVersion() throws IOException {
        try (InputStream zip = BuiltInPolicies.class.getResourceAsStream("/demo/policies/airline-1.zip")) {
            return Objects.requireNonNull(zip).readAllBytes();
        }
    }

    /** The built-in version, told from it by a comment: no version is submitted twice. */
    private static byte[] currentVersion() {
        PolicyBundle bundle = BuiltInPolicies.bundle("airline");
        String manifest = new String(bundle.file(PolicyBundle.MANIFEST), StandardCharsets.UTF_8)
                + "# Handed in after version 1 was active.\n";
        return BundleArchive.write(LooseFiles.with(
                bundle, Map.of(PolicyBundle.MANIFEST, manifest.getBytes(StandardCharsets.UTF_8)), Set.of()));
    }

    private static JsonPath decide(String request, String customer) {
        return decide(request, customer, null);
    }

    private static JsonPath decide(String request, String customer, @Nullable String asOf) {
        String body = """
                {"signal": {"id": "%s", "customer": "%s", "occurredAt": "2024-05-15T20:00:00Z"}, %s}
                """.formatted(UUID.randomUUID(), customer, request);
        String path = "/v1/domains/airline/decisions";
        Response answer = asOf == null
                ? as("client").body(body).post(path)
                : as("client").queryParam("asOf", asOf).body(body).post(path);
        return answer.then().statusCode(201).extract().jsonPath();
    }

    private static String request(String type, String facts) {
        return "\"request\": {\"type\": \"%s\"}, \"facts\": {%s}".formatted(type, facts);
    }
}
