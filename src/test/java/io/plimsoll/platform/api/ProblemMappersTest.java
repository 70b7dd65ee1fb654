package io.plimsoll.platform.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemMappersTest {
    @ParameterizedTest
    @ValueSource(strings = {"bug", "error", "server", "sql", "unwritable"})
    void bug_isRecordedUnderAnIdAndNotShown(String kind) {
        expect(given().get("/faults/" + kind).then(), 500)
                .body("type", equalTo("urn:plimsoll:problem:internal"))
                .body("detail", startsWith("It is recorded as "))
                .body("instance", equalTo("/faults/" + kind));
    }

    @ParameterizedTest
    @CsvSource({"overloaded,overloaded", "queue-full,overloaded", "database-away,unavailable"})
    void overload_saysWhenToComeBack(String kind, String code) {
        expect(given().get("/faults/" + kind).then(), 503)
                .header("Retry-After", "1")
                .body("type", equalTo("urn:plimsoll:problem:" + code));
    }

    @ParameterizedTest
    @CsvSource({"bad,400,urn:plimsoll:problem:invalid-parameter", "teapot,418,about:blank"})
    void otherStatus_isKept(String kind, int status, String type) {
        expect(given().get("/faults/" + kind).then(), status).body("type", equalTo(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"value\": \"x\"}", "7"})
    void bodyThatJacksonRefuses_isTheCallersMistake(String body) {
        expect(
                        given().contentType(ContentType.JSON)
                                .body(body)
                                .post("/faults/number")
                                .then(),
                        400)
                .body("type", not(equalTo("about:blank")));
    }

    @Test
    void openApi_saysOnceWhatAProblemIsAndHowToSignIn() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("components.securitySchemes.keySet()", containsInAnyOrder("basic", "bearer", "apiKey"))
                .body("paths.'/v1/users'.get.responses.default.$ref", equalTo("#/components/responses/Problem"))
                .body(
                        "paths.'/v1/users'.get.responses.'403'.content.'application/problem+json'.schema.$ref",
                        equalTo("#/components/schemas/Problem"))
                .body("paths.'/v1/users'.get.security.basic.flatten()", hasItem("admin"))
                .body("paths.'/v1/service'.get.security", empty());
    }

    private static ValidatableResponse expect(ValidatableResponse response, int status) {
        assertThat(response.extract().asString())
                .doesNotContain("Exception", "java.", "io.plimsoll", "org.", "\tat ", "secret", "SELECT");
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }
}
