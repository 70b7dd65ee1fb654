package io.plimsoll.rollout.api;

import static io.plimsoll.rollout.api.Policies.activeRetail;
import static io.plimsoll.rollout.api.Policies.as;
import static io.plimsoll.rollout.api.Policies.number;
import static io.plimsoll.rollout.api.Policies.rollout;
import static io.plimsoll.rollout.api.Policies.smallRefund;
import static io.plimsoll.rollout.api.Policies.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.RestartableDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A version is taken back, under load, while PostgreSQL stands still or is started again. */
@QuarkusTest
@TestProfile(RestartableDatabase.Alone.class)
class RollbackWithoutDatabaseTest {
    private static final int CLIENTS = 16;

    @Inject
    EntityManager entities;

    /** Given by {@link RestartableDatabase}. */
    Runnable stopDatabase = () -> {};

    Runnable startDatabase = () -> {};

    Runnable freezeDatabase = () -> {};

    Runnable thawDatabase = () -> {};

    @Test
    void rollback_whileTheDatabaseHangs_isDoneWhenItGoesOn() throws Exception {
        rollback(freezeDatabase, 3_000, thawDatabase);
    }

    @Test
    void rollback_whileTheDatabaseIsStartedAgain_isDoneWhenItIsBack() throws Exception {
        rollback(stopDatabase, 1_000, startDatabase);
    }

    private void rollback(Runnable away, long millis, Runnable back) throws Exception {
        int shipped = number(activeRetail());
        String other = smallRefund();
        long rollout = start(other, "ACTIVE", null)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        String key = UUID.randomUUID().toString();

        try (SwapLoad load = new SwapLoad(URI.create("http://localhost:" + RestAssured.port), CLIENTS)) {
            load.further(2 * CLIENTS);
            CompletableFuture<Response> sent;
            away.run();
            try {
                sent = CompletableFuture.supplyAsync(() -> rollBack(rollout, key));
                TimeUnit.MILLISECONDS.sleep(millis); // the outage
                assertThat(sent).isNotDone();
            } finally {
                back.run();
            }
            sent.get(30, TimeUnit.SECONDS).then().statusCode(201).body("stage", equalTo("ROLLED_BACK"));
            long answered = System.nanoTime();
            load.further(5 * CLIENTS);
            load.end();

            assertThat(load.failures()).isEmpty();
            assertThat(load.answers()).allMatch(answer -> answer.isWhole(Map.of(shipped, 50, number(other), 20)));
            assertThat(load.answers())
                    .filteredOn(answer -> answer.sent() > answered)
                    .isNotEmpty()
                    .allMatch(answer -> answer.version() == shipped);
            assertThat(decisions(load.prefix()))
                    .as("every signal is decided once, however often it was sent")
                    .isEqualTo(load.answers().size());
        }
        rollBack(rollout, key).then().statusCode(201).header("Idempotent-Replayed", equalTo("true"));
        assertThat(rollout(rollout).getList("steps.stage")).containsExactly("ACTIVE", "ROLLED_BACK");
    }

    private static Response rollBack(long rollout, String key) {
        return as("operator", key)
                .body("{\"why\": \"It refunds too little.\"}")
                .post("/v1/rollouts/" + rollout + "/rollbacks");
    }

    private long decisions(String prefix) {
        return QuarkusTransaction.requiringNew().call(() -> ((Number) entities.createNativeQuery(
                                "SELECT count(*) FROM decision WHERE customer LIKE '" + prefix + "%'")
                        .getSingleResult())
                .longValue());
    }
}
