package io.plimsoll.rollout.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the data contract is published. */
@QuarkusTest
class SchemaTest {
    private static final String OF_VERSION = "/v1/domains/retail/versions/1/schema";

    @Test
    void schema_ofTheActiveVersion_isThatOfItsNumber() {
        Response active = client().get("/v1/domains/retail/schema");
        Response first = client().get(OF_VERSION);

        active.then()
                .statusCode(200)
                .contentType("application/schema+json")
                .header("Content-Location", equalTo(OF_VERSION))
                .header("Cache-Control", equalTo("private, no-cache"))
                .body("'$id'", equalTo("urn:plimsoll:domain:retail:submission:1"))
                .body("'$schema'", equalTo("https://json-schema.org/draft/2020-12/schema"));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).contains("max-age=3600");
        assertThat(first.asString()).isEqualTo(active.asString());
        client().header("If-None-Match", first.header("ETag"))
                .get(OF_VERSION)
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/domains/retail/versions/99/schema", "/v1/domains/nowhere/versions/1/schema"})
    void version_thatThereIsNot_isNotFound(String path) {
        client().get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void version_thatIsNoNumber_isRefused() {
        client().get("/v1/domains/retail/versions/x/schema").then().statusCode(400);
    }

    private static RequestSpecification client() {
        return given().auth().preemptive().basic("client", "client-demo");
    }
}
