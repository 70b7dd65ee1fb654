package io.plimsoll.record;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the number of the controls costs a batch: {@code ./mvnw test -Dtest=ControlsCost}. With and without take turns, so
 * that what else the machine does hits both.
 */
@QuarkusTest
class ControlsCost {
    private static final int ROUNDS = 400;

    @Inject
    DecisionStore store;

    @Inject
    EntityManager entities;

    @Test
    void batchesWithAndWithout() {
        long latest = QuarkusTransaction.requiringNew().call(() -> ((Number)
                        entities.createNativeQuery("SELECT lock_controls()").getSingleResult())
                .longValue());
        for (int size : new int[] {1, 17, 128}) {
            List<Long> with = new ArrayList<>();
            List<Long> without = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                without.add(nanos(size, null));
                with.add(nanos(size, latest));
            }
            System.out.printf(
                    "batch of %d: without %s us, with %s us (tenth, median)%n", size, told(without), told(with));
        }
    }

    private long nanos(int size, @Nullable Long controls) {
        List<NewDecision> batch = IntStream.range(0, size)
                .mapToObj(i -> UnderControlsTest.decision(controls, null))
                .toList();
        long start = System.nanoTime();
        store.append(batch);
        return System.nanoTime() - start;
    }

    private static String told(List<Long> times) {
        Collections.sort(times);
        return times.get(times.size() / 10) / 1_000 + ", " + times.get(times.size() / 2) / 1_000;
    }
}
