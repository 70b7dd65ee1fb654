package io.plimsoll.rollout.api;

import static io.restassured.RestAssured.given;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The life of a version as the demo users lead it, over REST. */
public final class Policies {
    private static final String VERSIONS = "/v1/policy-versions";
    private static final String ROLLOUTS = "/v1/rollouts";

    static final String CANCELLATION = "dmn/cancel-pending-order.dmn";

    /** What it says of the amount. */
    static final String REFUND = "min(Amount Paid USD, Order Total USD)";

    private Policies() {}

    public static RequestSpecification as(String user) {
        return as(user, UUID.randomUUID().toString());
    }

    public static RequestSpecification as(String user, String key) {
        return given().auth()
                .preemptive()
                .basic(user, user + "-demo")
                .header("Idempotency-Key", key)
                .contentType("application/json");
    }

    /** A draft that says something else than its scenarios, which are left out for that reason. */
    public static Response draft(String parent, Map<String, String> files) {
        String manifest = file(parent, "policy.yaml");
        List<String> scenarios =
                as("analyst").get(VERSIONS + "/" + parent + "/files").jsonPath().<String>getList("items.path").stream()
                        .filter(path -> path.startsWith("scenarios/"))
                        .toList();
        Map<String, String> changed = new LinkedHashMap<>(files);
        changed.put("policy.yaml", manifest.replaceAll("(?m)^  scenarios:\\n(    - .*\\n?)+", "  scenarios: []\n"));
        return as("analyst")
                .body(json(Tree.object()
                        .put("parent", parent)
                        .put("note", "A test of the way to production.")
                        .put("files", changed)
                        .put("remove", scenarios)
                        .build()))
                .post(VERSIONS);
    }

    /** The active version of retail. */
    static String activeRetail() {
        return "retail.policy."
                + as("auditor").get("/v1/domains/retail").jsonPath().getInt("policy.version");
    }

    /** A draft of retail that refunds another amount when an order is cancelled. */
    static String otherRefund(String parent, String amount) {
        String text = file(parent, CANCELLATION);
        if (!text.contains(REFUND)) {
            throw new AssertionError(CANCELLATION + " does not say " + REFUND);
        }
        return draft(parent, Map.of(CANCELLATION, text.replace(REFUND, amount)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A version of retail that refunds 20 USD at most, approved. */
    static String smallRefund() {
        String id = otherRefund(activeRetail(), "min(Amount Paid USD, Order Total USD, 20 + 0 * " + random() + ")");
        submit(id).then().statusCode(201);
        approve("reviewer", id).then().statusCode(201);
        return id;
    }

    /** No version is submitted twice, not even by the next run of the tests. */
    static int random() {
        return UUID.randomUUID().hashCode() >>> 8;
    }

    static int number(String version) {
        return Integer.parseInt(version.substring(version.lastIndexOf('.') + 1));
    }

    public static JsonPath version(String id) {
        return as("auditor")
                .get(VERSIONS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Hands it in and lets every warning stand. */
    public static Response submit(String id) {
        JsonPath findings = as("analyst").get(VERSIONS + "/" + id + "/findings").jsonPath();
        Map<String, String> acknowledged = new LinkedHashMap<>();
        List<Map<String, String>> all = findings.getList("findings");
        all.stream()
                .filter(finding -> "WARNING".equals(finding.get("severity")))
                .forEach(finding -> acknowledged.put(finding.get("fingerprint"), "It was so before."));
        return as("analyst")
                .header("If-Match", "\"" + version(id).getLong("revision") + "\"")
                .body(json(Tree.object()
                        .put("acknowledged", acknowledged)
                        .put("why", "Ready.")
                        .build()))
                .post(VERSIONS + "/" + id + "/submissions");
    }

    public static Response approve(String user, String id) {
        JsonPath seen = version(id);
        return approve(user, id, seen.getString("digest"), seen.getString("evidence"));
    }

    public static Response approve(String user, String id, String digest, String evidence) {
        return as(user).body(json(Tree.object()
                        .put("digest", digest)
                        .put("evidence", evidence)
                        .put("why", "I have read it.")
                        .build()))
                .post(VERSIONS + "/" + id + "/approvals");
    }

    public static Response start(String version, String stage, @Nullable Integer percent) {
        return as("operator").body(step(version, stage, percent)).post(ROLLOUTS);
    }

    public static Response promote(long rollout, String stage, @Nullable Integer percent) {
        return as("operator").body(step(null, stage, percent)).post(ROLLOUTS + "/" + rollout + "/promotions");
    }

    public static Response end(long rollout, String how) {
        return as("operator").body("{\"why\": \"seen enough\"}").post(ROLLOUTS + "/" + rollout + "/" + how);
    }

    public static JsonPath rollout(long id) {
        return as("auditor").get(ROLLOUTS + "/" + id).jsonPath();
    }

    public static String file(String version, String path) {
        return as("analyst").get(VERSIONS + "/" + version + "/files/" + path).asString();
    }

    private static String step(@Nullable String version, String stage, @Nullable Integer percent) {
        Tree.Builder step = Tree.object().put("stage", stage).put("why", "Step by step.");
        if (version != null) {
            step.put("version", version);
        }
        if (percent != null) {
            step.put("percent", BigDecimal.valueOf(percent));
        }
        return json(step.build());
    }

    private static String json(Object tree) {
        return new String(CanonicalJson.bytes(tree), StandardCharsets.UTF_8);
    }
}
