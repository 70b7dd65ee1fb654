package io.plimsoll.rollout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.ControlScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A kill switch that another replica sets, while this one decides: the store is asked directly, so that nothing tells this
 * replica but the database.
 */
@QuarkusTest
class ControlsUnderLoadTest {
    private static final int CLIENTS = 64;

    @Inject
    ControlStore store;

    @Inject
    ControlWatch watch;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    AgroalDataSource database;

    private ControlId setElsewhere() {
        NewControl stop =
                new NewControl(Control.Kind.KILL_SWITCH, ControlScope.EVERYTHING, null, "Set elsewhere.", null);
        return store.add(stop, deed()).id();
    }

    private void liftElsewhere(ControlId control) {
        assertThat(store.change(control, RecordedControl.What.LIFTED, deed())).isTrue();
    }

    private ControlStore.Deed deed() {
        return new ControlStore.Deed("elsewhere", clock.instant(), "Because.");
    }

    /** Decisions that were made without the kill switch. */
    private long free() {
        return count("NOT ('KILL_SWITCH' = ANY (reasons))");
    }

    private long stopped() {
        return count("'KILL_SWITCH' = ANY (reasons)");
    }

    private long count(String condition) {
        return QuarkusTransaction.requiringNew().call(() -> ((Number) entities.createNativeQuery(
                                "SELECT count(*) FROM decision WHERE customer LIKE 'load-%'" + " AND " + condition)
                        .getSingleResult())
                .longValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"retail", "customer-recovery"})
    void killSwitch_setAndLiftedUnderLoad_losesNothingAndLetsNothingThrough(String domain) throws Exception {
        try (ControlLoad load = new ControlLoad(io.restassured.RestAssured.port, domain, CLIENTS)) {
            for (int round = 0; round < 2; round++) {
                load.further(80);

                ControlId control = setElsewhere();
                long freeWhenSet = free();
                long stoppedWhenSet = stopped();
                load.further(150);

                assertThat(free()).isEqualTo(freeWhenSet);
                assertThat(stopped()).isGreaterThanOrEqualTo(stoppedWhenSet + 150 - CLIENTS);

                liftElsewhere(control);
                long stoppedWhenLifted = stopped();
                load.further(80);

                assertThat(stopped()).isEqualTo(stoppedWhenLifted);
            }

            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void otherReplica_withoutAnyLoad_knowsWithinTwoSeconds() {
        ControlWatch idle = new ControlWatch(store, clock, new SimpleMeterRegistry());
        idle.start(new StartupEvent());
        try {
            ControlId control = setElsewhere();
            long number = store.number();
            Instant set = Instant.now();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> idle.now().number() == number);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> watch.now().number() == number);
            assertThat(idle.now().count(Control.Kind.KILL_SWITCH, set)).isPositive();
            liftElsewhere(control);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> idle.now().count(Control.Kind.KILL_SWITCH, set) == 0);
        } finally {
            idle.stop(new ShutdownEvent());
        }
    }

    /** It keeps its lock until the database gives it up; those who wait for it must not be waited for all that time. */
    @Test
    void killSwitch_whileAReplicaIsCutOffInTheMiddle_letsDecisionsGoOnUntilItIsSet() throws Exception {
        try (ControlLoad load = new ControlLoad(io.restassured.RestAssured.port, "retail", 4);
                Connection cutOff = database.getConnection()) {
            load.further(10);
            cutOff.setAutoCommit(false);
            try (Statement statement = cutOff.createStatement()) {
                statement.execute("SELECT lock_controls()");
                statement.execute("SET LOCAL idle_in_transaction_session_timeout = '60s'"); // longer than in earnest
            }

            CompletableFuture<Response> set = CompletableFuture.supplyAsync(ControlsUnderLoadTest::stopEverything);
            load.further(40);
            assertThat(set).isNotDone();
            cutOff.rollback();

            String control = set.get(30, TimeUnit.SECONDS)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            liftElsewhere(ControlId.parse(control).orElseThrow());
            assertThat(load.failures()).isEmpty();
        }
    }

    private static Response stopEverything() {
        return given().header("Authorization", ControlLoad.basic("operator"))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body("{\"kind\": \"KILL_SWITCH\", \"scope\": {\"everything\": true}, \"reason\": \"Stop\"}")
                .post("/v1/controls");
    }
}
