package io.plimsoll.rollout.api;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where reason codes are published. */
@QuarkusTest
class ReasonsTest {
    @Test
    void reasons_areThoseOfPolicyGuardrailsAndEngine_eachWithItsText() {
        JsonPath reasons =
                get("customer-recovery").then().statusCode(200).extract().jsonPath();

        assertThat(reasons.getList("items.collect { [it.code, it.statedBy, it.text] }"))
                .contains(
                        List.of(
                                "LEGAL_THREAT",
                                "POLICY",
                                "The customer announces legal steps; a person takes over, always."),
                        List.of(
                                "LEGAL_THREAT",
                                "GUARDRAILS",
                                "The customer announces legal steps; a person has to see it."),
                        List.of("NO_MATCHING_ROW", "ENGINE", "A decision table has no row for this case."));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "de-AT, en;q=0.5 | de",
                "fr, de;q=0.3 | de",
                "fr | en",
                "en, de;q=0.9 | en",
                "de;q=0 | en",
                "* | en",
                "!!, =;q=x | en"
            })
    void reasons_areTold_inTheLanguageThatTheCallerLikesBest(String accepted, String language) {
        JsonPath answer = given().auth()
                .preemptive()
                .basic("client", "client-demo")
                .header("Accept-Language", accepted)
                .get("/v1/domains/customer-recovery/reasons")
                .then()
                .statusCode(200)
                .header("Content-Language", language)
                .header("Vary", containsString("Accept-Language"))
                .extract()
                .jsonPath();

        assertThat(answer.getString("items.find { it.code == 'QUEUE_CAP' }.customer"))
                .isEqualTo(
                        language.equals("de")
                                ? "Zurzeit erreichen uns viele Anfragen."
                                : "Many requests are reaching us at the moment.");
        assertThat(answer.getList("items.language", String.class)).containsOnly(language);
    }

    /** What a customer may read must not help to get more, and must exist in every language or in none. */
    @ParameterizedTest
    @ValueSource(strings = {"airline", "apparel", "customer-recovery", "retail", "spare-parts"})
    void reasons_ofBuiltInDomains_areSaidInGermanToo_andTellCustomersNoNumbers(String domain) {
        List<Map<String, Map<String, String>>> languages =
                get(domain).then().extract().jsonPath().getList("items.languages");

        assertThat(languages).allSatisfy(texts -> {
            Map<String, String> english = requireNonNull(texts.get("en"));
            Map<String, String> german = requireNonNull(texts.get("de"));
            assertThat(texts).hasSize(2);
            assertThat(german.get("text")).isNotBlank().isNotEqualTo(english.get("text"));
            assertThat(german.get("customer") == null).isEqualTo(english.get("customer") == null);
            for (Map<String, String> each : texts.values()) {
                if (each.get("customer") != null) {
                    assertThat(each.get("customer"))
                            .endsWith(".")
                            .doesNotContainPattern(
                                    "[0-9]|(?i)policy|threshold|limit|risk|score|Richtlinie|Grenze|Risiko");
                }
            }
        });
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
