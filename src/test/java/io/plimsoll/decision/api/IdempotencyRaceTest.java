package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.decide;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A call that holds a key and then loses on its signal gives the key back; another call with the same key, written by the
 * same statement, finds neither. It was answered with 500 once.
 */
@QuarkusTest
class IdempotencyRaceTest {
    private static final int ROUNDS = 40;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void keyHeldByALoser_isFreeForTheNext() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String known = returning(freshId(), "10");
            decide(known);
            String key = freshId();
            List<Callable<Response>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                calls.add(() -> keyed(key, known));
                calls.add(() -> keyed(key, returning(freshId(), "10")));
                calls.add(() -> decide(returning(freshId(), "10")));
            }

            List<Response> responses = new ArrayList<>();
            for (Future<Response> response : threads.invokeAll(calls)) {
                responses.add(response.get());
            }

            assertThat(responses).extracting(Response::statusCode).isSubsetOf(201, 422);
        }
    }

    private static Response keyed(String key, String body) {
        return as("client")
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(Calls.RETAIL);
    }
}
