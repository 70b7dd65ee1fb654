package io.plimsoll.access.api;

import static io.plimsoll.access.api.SignInTest.as;
import static io.plimsoll.access.api.SignInTest.me;
import static io.plimsoll.access.api.SignInTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeysResourceTest {
    @Test
    void newKey_signsItsClientIn() {
        String key = issued("crm").extract().path("apiKey");

        me(given().header("X-API-Key", key))
                .statusCode(200)
                .body("name", equalTo("crm"), "kind", equalTo("API_KEY"), "roles", contains("client"));
    }

    @Test
    void secret_isShownOnceAndStoredNowhere() {
        ValidatableResponse issued = issued("shop").header("Cache-Control", "no-store");
        String key = issued.extract().path("apiKey");
        String secret = key.substring(key.lastIndexOf('_') + 1);

        assertThat(secret).hasSize(64);
        assertThat(issued.extract().<String>path("key.secretEnding")).isEqualTo(secret.substring(60));
        assertThat(as("admin").get("/v1/api-keys?limit=200").asString())
                .contains("shop")
                .doesNotContain(secret);
    }

    @Test
    void wrongSecret_isRefused() {
        String key = issued("bot").extract().path("apiKey");
        String last = key.endsWith("0") ? "1" : "0";

        refused(me(given().header("X-API-Key", key.substring(0, key.length() - 1) + last)));
        refused(me(given().header("X-API-Key", key.toUpperCase(Locale.ROOT))));
        refused(me(given().header("X-API-Key", "plk_" + "0".repeat(32) + "_" + "0".repeat(64))));
    }

    @Test
    void revokedKey_isRefused() {
        ValidatableResponse issued = issued("old");
        String key = issued.extract().path("apiKey");
        String id = issued.extract().path("key.id");
        me(given().header("X-API-Key", key)).statusCode(200);

        String since = as("admin")
                .post("/v1/api-keys/" + id + "/revocations")
                .then()
                .statusCode(200)
                .body("revokedAt", notNullValue())
                .extract()
                .path("revokedAt");

        refused(me(given().header("X-API-Key", key)));
        as("admin").post("/v1/api-keys/" + id + "/revocations").then().body("revokedAt", equalTo(since));
    }

    @Test
    void key_hasOnlyItsRoles() {
        String key = issued("reader").extract().path("apiKey");

        Problems.expect(given().header("X-API-Key", key).get("/v1/api-keys").then(), 403, "forbidden");
    }

    @Test
    void unknownKey_isNotFound() {
        Problems.expect(as("admin").post("/v1/api-keys/x/revocations").then(), 404, "not-found");
        Problems.expect(as("admin").get("/v1/api-keys/" + "0".repeat(32)).then(), 404, "not-found");
    }

    @Test
    void undeclaredField_isRefused() {
        ValidatableResponse response = as("admin")
                .contentType(ContentType.JSON)
                .body("{\"client\": \"crm\", \"roles\": [\"client\"], \"secret\": \"mine\"}")
                .post("/v1/api-keys")
                .then();

        Problems.expect(response, 422, "contract-violated").body("errors.pointer", contains("/secret"));
    }

    private static ValidatableResponse issued(String client) {
        return as("admin")
                .contentType(ContentType.JSON)
                .body("{\"client\": \"" + client + "\", \"roles\": [\"client\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201);
    }
}
