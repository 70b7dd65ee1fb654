package io.plimsoll.access.api;

import static io.plimsoll.access.api.SignInTest.me;
import static io.plimsoll.access.api.SignInTest.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdentityProvider.WithLocalUsers.class)
class TokenAndLocalUserTest {
    @Test
    void localUser_signsInBesideTokens() {
        me(given().auth().preemptive().basic("admin", "admin-of-the-house"))
                .statusCode(200)
                .body("kind", equalTo("USER"));
        me(given().header("Authorization", "Bearer " + IdentityProvider.token("admin")))
                .statusCode(200)
                .body("kind", equalTo("TOKEN"));
    }

    @Test
    void demoUser_isRefused() {
        refused(me(SignInTest.as("admin")));
        refused(me(SignInTest.as("analyst")));
    }

    @Test
    void tokenOfTheSameName_isNotThatLocalUser() {
        Problems.expect(
                given().header("Authorization", "Bearer " + IdentityProvider.token("admin", "client"))
                        .contentType(ContentType.JSON)
                        .body("{\"password\": \"taken-over-now\"}")
                        .post("/v1/users/admin/passwords")
                        .then(),
                403,
                "forbidden");
    }
}
