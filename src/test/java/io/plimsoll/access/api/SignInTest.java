package io.plimsoll.access.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignInTest {
    @Inject
    MeterRegistry meters;

    @ParameterizedTest
    @ValueSource(strings = {"client", "analyst", "reviewer", "compliance", "operator", "auditor", "admin"})
    void demoUser_signsInWithTheRoleOfItsName(String role) {
        me(as(role)).statusCode(200).body("name", equalTo(role), "kind", equalTo("USER"), "roles", contains(role));
    }

    @Test
    void feed_isAClient() {
        me(as("feed")).statusCode(200).body("roles", contains("client"));
    }

    @Test
    void rightPassword_ofManyCallersAtOnce_isCheckedOnceAndTurnsNobodyAway() throws Exception {
        as("admin")
                .contentType("application/json")
                .body("{\"name\": \"crowd\", \"password\": \"a long password\", \"roles\": [\"client\"]}")
                .post("/v1/users")
                .then()
                .statusCode(201);
        Callable<Integer> call = () -> given().auth()
                .preemptive()
                .basic("crowd", "a long password")
                .get("/v1/callers/me")
                .statusCode();

        ExecutorService threads = Executors.newFixedThreadPool(40);
        List<Integer> statuses = new ArrayList<>();
        try {
            for (Future<Integer> status : threads.invokeAll(Collections.nCopies(40, call))) {
                statuses.add(status.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void nobody_isAskedToSignIn() {
        refused(me(given()));
    }

    @Test
    void wrongPassword_isRefusedAndCounted() {
        double before = denied("wrong-password");

        refused(me(given().auth().preemptive().basic("analyst", "wrong")));

        assertThat(denied("wrong-password")).isEqualTo(before + 1);
    }

    @Test
    void unknownUser_isRefusedAndCounted() {
        double before = denied("unknown-user");

        refused(me(given().auth().preemptive().basic("nobody", "wrong")));
        refused(me(given().auth().preemptive().basic("' OR 1=1", "wrong")));

        assertThat(denied("unknown-user")).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic YQ",
                "Basic gIA6gIA=",
                "Digest username=admin",
                "Bearer x.y.z",
                "admin",
                "Negotiate abc"
            })
    void oddAuthorization_isRefused(String header) {
        refused(me(given().header("Authorization", header)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plk_", "plk_x_y", "' OR 1=1", "plk_00000000000000000000000000000000_00"})
    void oddApiKey_isRefused(String header) {
        refused(me(given().header("X-API-Key", header)));
    }

    @Test
    void longHeaders_areRefusedAsWrongCredentials() {
        refused(me(given().header("X-API-Key", "plk_" + "0".repeat(10_000))));
        refused(me(given().header("Authorization", "Basic " + "QUFB".repeat(2_500))));
        refused(me(given().auth().preemptive().basic("admin", "x".repeat(7_000))));
    }

    @Test
    void headersBeyondTheLimit_areRefusedWithAdvice() {
        ValidatableResponse response = me(given().header("X-API-Key", "x".repeat(100_000)));

        Problems.expect(response, 431, "headers-too-large");
    }

    @Test
    void twoKindsOfCredentials_areRefused() {
        refused(me(as("admin").header("X-API-Key", "plk_1_2")));
    }

    @Test
    void roleMissing_isForbidden() {
        Problems.expect(as("analyst").get("/v1/users").then(), 403, "forbidden");
    }

    @Test
    void service_isToldToEverybodyAndOffersTheDemoUsers() {
        given().get("/v1/service")
                .then()
                .statusCode(200)
                .body("name", equalTo("plimsoll"), "demo", equalTo(true))
                .body("demoUsers.size()", equalTo(8), "demoUsers.name", hasItem("feed"))
                .body("demoUsers.find { it.name == 'analyst' }.password", equalTo("analyst-demo"));
    }

    @Test
    void publicResource_isAnsweredWhateverTheCredentials() {
        given().header("Authorization", "Basic !!!").get("/v1/service").then().statusCode(200);
    }

    @Test
    void schemeName_mayBeInAnyCase() {
        String pair = Base64.getEncoder().encodeToString("admin:admin-demo".getBytes(StandardCharsets.UTF_8));

        me(given().header("Authorization", "BASIC " + pair)).statusCode(200);
    }

    static RequestSpecification as(String demoUser) {
        return given().auth().preemptive().basic(demoUser, demoUser + "-demo");
    }

    static ValidatableResponse me(RequestSpecification request) {
        return request.get("/v1/callers/me").then();
    }

    static void refused(ValidatableResponse response) {
        Problems.expect(response, 401, "unauthenticated").header("WWW-Authenticate", "Basic realm=\"Plimsoll\"");
    }

    private double denied(String reason) {
        return meters.counter("plimsoll.access.denied", "reason", reason).count();
    }
}
