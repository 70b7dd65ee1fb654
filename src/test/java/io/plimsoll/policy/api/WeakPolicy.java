package io.plimsoll.policy.api;

import static io.plimsoll.rollout.api.Policies.as;
import static org.awaitility.Awaitility.await;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.TestPolicy;
import io.plimsoll.policy.BundleArchive;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;

/** A policy whose scenarios notice four of the ten mistakes that can be made in it, and how it is examined over REST. */
final class WeakPolicy {
    private WeakPolicy() {}

    /** Up to 200 permitted, above refused; the scenarios stand away from the threshold. No two are alike. */
    static String draft(String domain) {
        return draft(TestPolicy.policy()
                .named(domain)
                .table(
                        "refund",
                        "Amount",
                        "",
                        "<= 200 -> " + TestPolicy.PERMIT,
                        "> 200 -> {intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}")
                .files("scenarios: [scenarios/a.jsonl]")
                .file("scenarios/a.jsonl", scenario(100, "PERMITTED") + scenario(300, "REFUSED"))
                .bundle());
    }

    static String draft(PolicyBundle bundle) {
        return as("analyst")
                .contentType("application/zip")
                .queryParam("note", "A test of examinations.")
                .body(BundleArchive.write(bundle))
                .post("/v1/policy-versions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String scenario(int amount, String disposition) {
        return ("{\"id\":\"a-%d\",\"note\":\"%s\",\"signal\":{\"id\":\"s\",\"customer\":\"c\","
                        + "\"occurredAt\":\"2026-01-01T00:00:00Z\"},\"request\":{\"type\":\"refund\"},"
                        + "\"facts\":{\"amount\":%d},\"expect\":{\"intents\":[{\"disposition\":\"%s\"}]}}\n")
                .formatted(amount, UUID.randomUUID(), amount, disposition);
    }

    /** Waits until it is not running any more. */
    static JsonPath ended(Response started) {
        String location = started.then().statusCode(202).extract().header("Location");
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !"RUNNING".equals(as("auditor").get(location).path("state")));
        return as("auditor").get(location).then().statusCode(200).extract().jsonPath();
    }
}
