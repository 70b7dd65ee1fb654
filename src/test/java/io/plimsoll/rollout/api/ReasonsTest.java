package io.plimsoll.rollout.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.plimsoll.evaluation.EngineReason;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where reason codes are published. */
@QuarkusTest
class ReasonsTest {
    @Test
    void reasons_areThoseOfPolicyGuardrailsAndEngine_eachWithItsText() {
        JsonPath reasons =
                get("customer-recovery").then().statusCode(200).extract().jsonPath();

        assertThat(reasons.getList("items"))
                .contains(
                        Map.of(
                                "code", "LEGAL_THREAT",
                                "statedBy", "POLICY",
                                "text", "The customer announces legal steps; a person takes over, always."),
                        Map.of(
                                "code", "LEGAL_THREAT",
                                "statedBy", "GUARDRAILS",
                                "text", "The customer announces legal steps; a person has to see it."),
                        Map.of(
                                "code", "NO_MATCHING_ROW",
                                "statedBy", "ENGINE",
                                "text", "A decision table has no row for this case."));
        assertThat(reasons.getList("items.text", String.class)).noneMatch(String::isBlank);
        assertThat(reasons.getList("items.findAll { it.statedBy == 'ENGINE' }.code", String.class))
                .isEqualTo(engineCodes());
    }

    @Test
    void reasons_withoutGuardrails_areThoseOfPolicyAndEngine() {
        get("retail")
                .then()
                .statusCode(200)
                .body("items.code", hasItem("CONDITIONS_MET"))
                .body("items.statedBy", not(hasItem("GUARDRAILS")))
                .body("nextCursor", equalTo(null));
    }

    @Test
    void reasons_ofADomainThatIsNot_areNotFound() {
        get("nowhere").then().statusCode(404).contentType("application/problem+json");
        given().get("/v1/domains/retail/reasons").then().statusCode(401);
    }

    private static List<String> engineCodes() {
        return Stream.of(EngineReason.values()).map(Enum::name).toList();
    }

    private static Response get(String domain) {
        return given().auth().preemptive().basic("client", "client-demo").get("/v1/domains/" + domain + "/reasons");
    }
}
