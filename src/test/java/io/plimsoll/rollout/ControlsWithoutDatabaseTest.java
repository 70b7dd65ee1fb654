package io.plimsoll.rollout;

import static io.plimsoll.rollout.ControlLoad.basic;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.RestartableDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A kill switch while PostgreSQL is really stopped, and started again. */
@QuarkusTest
@TestProfile(RestartableDatabase.Alone.class)
class ControlsWithoutDatabaseTest {
    @Inject
    ControlWatch watch;

    /** Given by {@link RestartableDatabase}. */
    Runnable stopDatabase = () -> {};

    Runnable startDatabase = () -> {};

    private boolean stopped;

    @AfterEach
    void startAgain() {
        if (stopped) {
            start();
        }
        // Connections of the pool that the stop has broken are noticed one after the other.
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            List<String> ids = given().header("Authorization", basic("auditor"))
                    .get("/v1/controls?state=ACTIVE")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items.id");
            ids.forEach(id -> given().header("Authorization", basic("operator"))
                    .header("Idempotency-Key", UUID.randomUUID())
                    .contentType("application/json")
                    .body("{\"reason\": \"over\"}")
                    .post("/v1/controls/" + id + "/lifts")
                    .then()
                    .statusCode(200));
            return true;
        });
    }

    private void stop() {
        stopDatabase.run();
        stopped = true;
    }

    private void start() {
        startDatabase.run();
        stopped = false;
    }

    private static Response kill(String key) {
        return given().header("Authorization", basic("operator"))
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"kind\": \"KILL_SWITCH\", \"scope\": {\"everything\": true}, \"reason\": \"Stop\"}")
                .post("/v1/controls");
    }

    private static Response decide() {
        return given().header("Authorization", basic("client"))
                .contentType("application/json")
                .body("{\"signal\": {\"id\": \"" + UUID.randomUUID()
                        + "\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\"}}")
                .post("/v1/domains/retail/decisions");
    }

    @Test
    void killSwitch_sentWhileTheDatabaseIsAway_isSetWhenItIsBack() throws Exception {
        decide().then().statusCode(201).body("verdict.reasons[0].code", equalTo("NOTHING_REQUESTED"));
        long before = watch.now().number();
        stop();

        CompletableFuture<Response> sent =
                CompletableFuture.supplyAsync(() -> kill(UUID.randomUUID().toString()));
        TimeUnit.MILLISECONDS.sleep(1_000); // the outage
        assertThat(sent).isNotDone();
        assertThat(watch.now().number()).isEqualTo(before);
        start();

        sent.get(30, TimeUnit.SECONDS).then().statusCode(201).body("state", equalTo("ACTIVE"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> decide().statusCode() == 201);
        decide().then().body("verdict.reasons[0].code", equalTo("KILL_SWITCH"));
    }

    @Test
    void killSwitch_whileTheDatabaseStaysAway_isNotSetAndSaysSo() {
        String key = UUID.randomUUID().toString();
        stop();

        long start = System.nanoTime();
        kill(key).then().statusCode(503).body("detail", containsString("Nothing was done"));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(25));
        start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> kill(key).statusCode() == 201);
    }
}
