package io.plimsoll.access.api;

import static io.plimsoll.access.api.SignInTest.as;
import static io.plimsoll.access.api.SignInTest.me;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdentityProvider.class)
class TokenTest {
    @Test
    void token_givesNameAndKnownRoles() {
        me(bearer(IdentityProvider.token("ada@example.com", "analyst", "offline_access")))
                .statusCode(200)
                .body("name", equalTo("ada@example.com"), "kind", equalTo("TOKEN"), "roles", contains("analyst"));
    }

    @Test
    void tokenWithoutTheRole_isForbidden() {
        Problems.expect(
                bearer(IdentityProvider.token("ada", "analyst"))
                        .get("/v1/users")
                        .then(),
                403,
                "forbidden");
        bearer(IdentityProvider.token("root", "admin")).get("/v1/users").then().statusCode(200);
    }

    @Test
    void badToken_isRefused() {
        String good = IdentityProvider.token("ada", "analyst");

        refused(me(bearer("x.y.z")));
        refused(me(bearer("")));
        refused(me(bearer(good.substring(0, good.length() - 4) + "AAAA")));
        refused(me(bearer(IdentityProvider.token("ada", Duration.ofMinutes(-10), "analyst"))));
        refused(me(bearer("a".repeat(10_000))));
    }

    @Test
    void nobody_isAskedForAToken() {
        refused(me(given()));
    }

    @Test
    void localUsers_doNotSignIn() {
        refused(me(as("admin")));
        refused(me(as("nobody")));
    }

    @Test
    void apiKeys_goOnWorking() {
        String key = bearer(IdentityProvider.token("root", "admin"))
                .contentType(ContentType.JSON)
                .body("{\"client\": \"crm\", \"roles\": [\"client\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .body("key.createdBy", equalTo("root"))
                .extract()
                .path("apiKey");

        me(given().header("X-API-Key", key)).statusCode(200).body("name", equalTo("crm"));
        refused(me(given().header("X-API-Key", key.replace("plk", "plx"))));
    }

    @Test
    void tokenAndKeyTogether_areRefused() {
        refused(me(bearer(IdentityProvider.token("ada", "analyst")).header("X-API-Key", "plk_1_2")));
    }

    @Test
    void service_isNoDemonstration() {
        given().get("/v1/service").then().statusCode(200).body("demo", equalTo(false), "demoUsers", nullValue());
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static void refused(ValidatableResponse response) {
        Problems.expect(response, 401, "unauthenticated").header("WWW-Authenticate", startsWith("Bearer"));
    }
}
