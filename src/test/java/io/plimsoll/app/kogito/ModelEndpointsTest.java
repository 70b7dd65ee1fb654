package io.plimsoll.app.kogito;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kogito's endpoints answer from the active policy, keep strangers out and never answer bad input with a 500. */
@QuarkusTest
class ModelEndpointsTest {
    private static final String CANCEL = "/Retail Cancel Pending Order";
    private static final String GOOD = """
            {"Order Status": "pending", "Cancellation Reason": "no longer needed", "Amount Paid USD": 10.10,
             "Order Total USD": 12.345678901234567890123, "Original Payment": {"id": "p", "source": "paypal", "balance": null}}
            """;

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Test
    void model_isEvaluatedWithExactNumbersAndNothingIsStored() {
        long before = stored();

        as("client")
                .config(RestAssuredConfig.config()
                        .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL)))
                .body(GOOD.replace("10.10", "12.345678901234567890124"))
                .post(CANCEL)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("X-Kogito-decision-messages", equalTo(null))
                .body("'Disposition'", equalTo("PERMITTED"))
                .body("'Refund Amount USD'", comparesEqualTo(new BigDecimal("12.345678901234567890123")))
                .body("'Refund Timing'", equalTo("5 to 7 business days"));

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void model_inDetail_tellsEveryDecision() {
        as("auditor")
                .body(GOOD)
                .post(CANCEL + "/dmnresult")
                .then()
                .statusCode(200)
                .body("modelName", equalTo("Retail Cancel Pending Order"))
                .body("messages.size()", equalTo(0))
                .body("decisionResults.evaluationStatus", everyItem(equalTo("SUCCEEDED")))
                .body("decisionResults.find { it.decisionName == 'Disposition' }.result", equalTo("PERMITTED"));
    }

    @Test
    void model_itself_isShownWithoutItsTables() {
        as("analyst")
                .get(CANCEL)
                .then()
                .statusCode(200)
                .contentType("application/xml")
                .body(containsString("name=\"Retail Cancel Pending Order\""))
                .body(not(containsString("decisionTable")));
    }

    /** One model answers many requests; what belongs to the others is not known, and nothing of it fails. */
    @Test
    void model_ofAWholeChapter_answersWithNothingKnown() {
        as("client")
                .body("""
                        {"Membership": null, "Shipping Status": null, "Company Error": null, "Email Right": null, "Fee USD": null,
                         "Item Price USD": null, "Shipping Fee USD": null}""")
                .post("/Apparel Order Issue")
                .then()
                .statusCode(200)
                .body("'Upgrade Verdict'.outcome", equalTo("ESCALATE"))
                .body("'Cancellation Verdict'.intents[0].parameters.missing", hasItem("shipping_status"));
    }

    @Test
    void sameInputs_getTheSameAnswersAsInADecision() throws Exception {
        String decision = as("client")
                .body("""
                        {"signal": {"id": "%s", "customer": "kogito", "occurredAt": "2026-03-02T09:15:00Z"},
                         "request": {"type": "return_delivered_order_items"},
                         "facts": {"status": "delivered", "chosen_is_original": true,
                                   "chosen_payment": {"id": "paypal_1", "source": "paypal"},
                                   "items": [{"item_id": "1", "price": 12.345678901234567890123}, {"item_id": "2", "price": 0.1}]}}
                        """.formatted(UUID.randomUUID()))
                .post("/v1/domains/retail/decisions")
                .path("id");
        JsonNode steps = mapper.readTree(as("auditor")
                        .get("/v1/decisions/" + decision + "/trace")
                        .asByteArray())
                .get("steps");

        int compared = 0;
        for (JsonNode step : steps) {
            if (step.path("phase").asText().equals("DECIDE")) {
                compared += compare(step);
            }
        }

        assertThat(compared).isPositive();
    }

    private int compare(JsonNode step) throws Exception {
        JsonNode answer = mapper.readTree(as("client")
                .body(step.get("inputs").toString())
                .post("/" + step.get("model").asText())
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
        Comparator<JsonNode> byValue = (a, b) ->
                a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;
        for (JsonNode decision : step.get("decisions")) {
            JsonNode result = answer.get(decision.get("name").asText());
            assertThat(result.equals(byValue, decision.get("result")))
                    .as("%s: %s", decision, result)
                    .isTrue();
        }
        return step.get("decisions").size();
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                bad("no body", "", 400, ""),
                bad("cut off", "{\"Order Status\":", 400, ""),
                bad("twice the same", "{\"a\": 1, \"a\": 2}", 400, ""),
                bad("nested deeply", "[".repeat(10_000), 400, ""),
                bad("too many digits", GOOD.replace("10.10", "1".repeat(35)), 400, "/Amount Paid USD"),
                bad("null", "null", 422, ""),
                bad("a list", "[]", 422, ""),
                bad("text", "\"x\"", 422, ""),
                bad("nothing", "{}", 422, "/Amount Paid USD"),
                bad("a missing input", GOOD.replace("\"Order Status\": \"pending\",", ""), 422, "/Order Status"),
                bad("an unknown input", GOOD.replace("{\"Order", "{\"x/y\": 1, \"Order"), 422, "/x~1y"),
                bad(
                        "an answer",
                        GOOD.replace("{\"Order", "{\"Refund Amount USD\": 999, \"Order"),
                        422,
                        "/Refund Amount USD"),
                bad("text for a number", GOOD.replace("10.10", "\"ten\""), 422, "/Amount Paid USD"),
                bad("a number as text", GOOD.replace("10.10", "\"10\""), 422, "/Amount Paid USD"),
                bad("true for a number", GOOD.replace("10.10", "true"), 422, "/Amount Paid USD"),
                bad("a number for text", GOOD.replace("\"pending\"", "7"), 422, "/Order Status"),
                bad("text for an object", GOOD.replaceAll("\\{\"id.*null}", "\"x\""), 422, "/Original Payment"),
                bad("a list for an object", GOOD.replaceAll("\\{\"id.*null}", "[]"), 422, "/Original Payment"),
                bad("not allowed", GOOD.replace("paypal", "gold"), 422, "/Original Payment/source"),
                bad(
                        "text inside",
                        GOOD.replace("\"balance\": null", "\"balance\": \"1\""),
                        422,
                        "/Original Payment/balance"));
    }

    private static Arguments bad(String name, String body, int status, String pointer) {
        return Arguments.of(name, body, status, pointer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInputs")
    void input_thatIsNotAcceptable_isNamedInAProblem(String name, String body, int status, String pointer) {
        for (String path : new String[] {CANCEL, CANCEL + "/dmnresult"}) {
            Response response = as("client").body(body).post(path);

            assertProblem(response, status);
            assertThat(response.<String>path("errors[0].pointer")).isEqualTo(pointer);
            assertThat(response.<String>path("errors[0].detail")).isNotBlank();
        }
    }

    @Test
    void list_thatIsVeryLong_isRefused() {
        String items = "{\"item_id\": \"1\", \"price\": 1},".repeat(1000) + "{\"item_id\": \"1\", \"price\": 1}";

        Response response =
                as("client").body("{\"Items\": [" + items + "]}").post("/Retail Return Delivered Order Items");

        assertProblem(response, 422);
        assertThat(response.asString()).contains("must have at most 1000 items");
    }

    @Test
    void inputs_withoutAnAnswer_areAProblemThatNamesTheDecisions() {
        Response response =
                as("client").body(GOOD.replaceAll("[0-9]+[.][0-9]+", "null")).post(CANCEL);

        assertProblem(response, 422);
        assertThat(response.<String>path("type")).isEqualTo("urn:plimsoll:problem:no-answer");
        assertThat(response.<String>path("detail")).contains("Refund Amount USD");
    }

    @Test
    void otherRequests_areRefusedAsEverywhere() {
        assertProblem(as("client").contentType("text/plain").body("x").post(CANCEL), 415);
        assertProblem(as("client").body(GOOD).put(CANCEL), 405);
        assertProblem(as("client").accept("text/html").body(GOOD).post(CANCEL), 406);
        assertProblem(
                as("client").body("{\"a\": \"" + "x".repeat(1_100_000) + "\"}").post(CANCEL), 413);
        assertProblem(as("client").body(GOOD).post("/Retail Cancel Nothing"), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "analyst", "reviewer", "compliance", "operator", "auditor"})
    void everybodyWhoMayLookAtDecisions_mayAsk(String role) {
        assertThat(as(role).body(GOOD).post(CANCEL).statusCode()).isEqualTo(200);
    }

    @Test
    void admin_mayNotAsk() {
        assertProblem(as("admin").body(GOOD).post(CANCEL), 403);
        assertProblem(as("admin").body(GOOD).post(CANCEL + "/dmnresult"), 403);
        assertProblem(as("admin").get(CANCEL), 403);
    }

    @Test
    void schemas_areThereForEveryModel() {
        given().get("/refs/cancel-pending-order.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("definitions.InputSet.required", org.hamcrest.Matchers.hasItem("Order Status"));
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + "-demo").contentType("application/json");
    }

    private static long stored() {
        return as("auditor").get("/v1/decision-counts").jsonPath().getLong("total");
    }

    private static void assertProblem(Response response, int status) {
        response.then().statusCode(status).contentType("application/problem+json");
        assertThat(response.asString())
                .doesNotContain("Exception", "java.", "io.plimsoll", "io.quarkus", "org.", "\tat ");
        assertThat(response.<String>path("detail")).isNotBlank();
    }
}
