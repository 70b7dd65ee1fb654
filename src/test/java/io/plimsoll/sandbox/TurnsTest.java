package io.plimsoll.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int CLIENTS = 8;
    private static final int QUESTIONS = 25;

    private final AtomicInteger started = new AtomicInteger();

    private static Turns<String> turns(Map<String, String> bounds) {
        return new Turns<>(Bounds.of(bounds), child -> !child.startsWith("dead"));
    }

    private void ask(Turns<String> turns, String key) {
        Turns.Turn<String> turn = turns.take(key);
        String child = turn.kept();
        if (child == null) {
            started.incrementAndGet();
            child = key;
        }
        assertThat(child).isEqualTo(key);
        turns.end(turn, child);
    }

    @Test
    void clients_askingAboutMoreBundlesThanThereArePlaces_doNotEndEachOthersChildren() {
        Turns<String> turns = turns(Map.of("children", "2", "patience", "PT1M"));
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String key = "bundle " + i;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        for (int n = 0; n < QUESTIONS; n++) {
                            ask(turns, key);
                        }
                    },
                    clients));
        }
        all.forEach(CompletableFuture::join);
        clients.shutdown();

        // One after each answer would be 200; one for each bundle is 8, and more only when a client is kept from
        // asking.
        assertThat(started).hasValueBetween(CLIENTS, CLIENTS * QUESTIONS / 4);
        assertThat(turns.idle()).hasSize(2);
    }

    @Test
    void child_ofAnotherBundle_endsAfterAPause() {
        Turns<String> turns = turns(Map.of("children", "1", "patience", "PT1M"));
        ask(turns, "one");

        Turns.Turn<String> other = turns.take("two");

        assertThat(other.kept()).isNull();
        assertThat(other.surplus()).containsExactly("one");
    }

    @Test
    void child_thatIsDead_isNotUsedAgain() {
        Turns<String> turns = turns(Map.of());
        turns.end(turns.take("key"), "dead child");

        Turns.Turn<String> next = turns.take("key");

        assertThat(next.kept()).isNull();
        assertThat(next.surplus()).containsExactly("dead child");
    }

    @Test
    void question_whileTooManyWaitOrTooLong_isRefused() {
        Turns<String> impatient = turns(Map.of("children", "1", "patience", "PT0.01S"));
        Turns<String> full = turns(Map.of("children", "1", "waiting", "0"));
        impatient.take("one");
        full.take("one");

        for (Turns<String> turns : List.of(impatient, full)) {
            assertThatThrownBy(() -> turns.take("one"))
                    .isInstanceOfSatisfying(PlimsollException.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(ProblemCode.SANDBOX_BUSY));
        }
    }

    @Test
    void idle_unusedForSoLong_isTaken() {
        Turns<String> turns = turns(Map.of());
        ask(turns, "one");

        assertThat(turns.takeIdle(Duration.ofHours(1))).isEmpty();
        assertThat(turns.takeIdle(Duration.ZERO)).containsExactly("one");
        assertThat(turns.idle()).isEmpty();
    }
}
