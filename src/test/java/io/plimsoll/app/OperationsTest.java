package io.plimsoll.app;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators and client developers find beside the endpoints. */
@QuarkusTest
class OperationsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/openapi.yaml");

    @Test
    void readiness_knowsDatabaseAndPolicies() {
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("policies", "Database connections health check"))
                .body("checks.find { it.name == 'policies' }.data.retail", equalTo("version 1"));
    }

    @Test
    void metrics_countDecisionsByDomainOutcomeAndVersion() {
        given().auth()
                .preemptive()
                .basic("client", "client-demo")
                .contentType("application/json")
                .body("""
                        {"signal": {"id": "metrics", "customer": "c", "occurredAt": "2026-03-02T09:15:00Z"}}
                        """)
                .post("/v1/domains/retail/decisions")
                .then()
                .statusCode(201);

        get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString(
                        "plimsoll_decisions_total{domain=\"retail\",outcome=\"MONITOR\",policy_version=\"1\"}"))
                .body(containsString("plimsoll_decision_reasons_total{domain=\"retail\",reason=\"NOTHING_REQUESTED\"}"))
                .body(
                        containsString(
                                "plimsoll_decision_stage_seconds_count{domain=\"retail\",policy_version=\"1\",stage=\"evaluate\"}"))
                .body(
                        containsString(
                                "plimsoll_decision_stage_seconds_count{domain=\"retail\",policy_version=\"1\",stage=\"record\"}"));
    }

    /** To change the API on purpose: {@code ./mvnw test -Dtest=OperationsTest -Dgolden.write=true}, and say so in the commit. */
    @Test
    void openapi_isTheGoldenOne() throws IOException {
        String actual = get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, actual);
        }

        assertThat(actual).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    @SuppressWarnings("unchecked") // a map of maps, as OpenAPI defines it
    void endpoint_everyOneButTheOpenOnes_asksForSignIn() {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        Set<String> open = new TreeSet<>();

        paths.forEach((path, item) -> item.keySet().forEach(method -> {
            int status = given().urlEncodingEnabled(false)
                    .contentType("application/json")
                    .request(method.toUpperCase(Locale.ROOT), path.replaceAll("[{].*?[}]", "x"))
                    .statusCode();
            if (status != 401) {
                open.add(path);
            }
        }));

        assertThat(paths).hasSizeGreaterThan(20);
        assertThat(open).containsExactly("/v1/service");
    }

    @Test
    void openapi_idsAreNamesAndReferencesLeadSomewhere() {
        JsonPath api = given().get("/q/openapi?format=json").jsonPath();
        List<String> ids = api.getList("paths.values()*.values().flatten().operationId");
        Matcher references = Pattern.compile("\"[$]ref\" ?: ?\"(.*?)\"").matcher(api.prettify());

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z0-9]*"));
        assertThat(references.results().map(found -> found.group(1)).distinct())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(api.<Object>get(reference
                                .substring("#/".length())
                                .replaceAll("[^/]+", "'$0'")
                                .replace('/', '.')))
                        .as(reference)
                        .isNotNull());
    }

    @Test
    void firstPage_isThereAndReferencesOnlyItself() {
        String page = get("/").then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();

        assertThat(page).contains("Latest decisions").doesNotContain("http://", "https://");
        for (String file : new String[] {"/plimsoll.js", "/plimsoll.css", "/mark.svg"}) {
            get(file).then().statusCode(200);
        }
    }
}
