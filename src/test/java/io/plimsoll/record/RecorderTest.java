package io.plimsoll.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.record.fake.FakeDecisionStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final FakeDecisionStore store = new FakeDecisionStore();
    private final Recorder recorder = new Recorder(store);

    @BeforeEach
    void start() {
        recorder.start(new StartupEvent());
    }

    @AfterEach
    void stop() throws InterruptedException {
        recorder.stop(new ShutdownEvent());
    }

    @Test
    void record_newSignal_isWrittenAndARepeatedOneIsNot() {
        assertThat(recorder.record(decision("s-1"))).isEqualTo(Written.DURABLE);
        assertThat(recorder.record(decision("s-1"))).isEqualTo(Written.LOST);
    }

    @Test
    void record_manyAtOnce_shareTransactions() throws Exception {
        store.waitForCompany();

        List<Boolean> written = atOnce(100);

        assertThat(written).containsOnly(true);
        assertThat(store.transactions()).isLessThan(100);
    }

    @Test
    void record_oneThatCannotBeWritten_doesNotTakeDownTheOthers() throws Exception {
        store.waitForCompany();
        store.refuse("s-7");

        List<Boolean> written = atOnce(20);

        assertThat(written).filteredOn(one -> one).hasSize(19);
    }

    @Test
    void record_databaseAway_isUnavailableAndRecovers() {
        store.fail(true);
        PlimsollException refused =
                catchThrowableOfType(PlimsollException.class, () -> recorder.record(decision("s-1")));
        store.fail(false);

        assertThat(refused.code()).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(recorder.record(decision("s-1"))).isEqualTo(Written.DURABLE);
    }

    @Test
    void record_databaseAwayForMany_isTriedForAllTogetherAndNotForEach() throws Exception {
        store.waitForCompany();
        store.fail(true);

        List<Boolean> written = atOnce(100);

        assertThat(written).containsOnly(false);
        assertThat(store.transactions()).isLessThan(20);
    }

    @Test
    void record_afterStop_isRefused() throws InterruptedException {
        recorder.stop(new ShutdownEvent());

        PlimsollException refused =
                catchThrowableOfType(PlimsollException.class, () -> recorder.record(decision("s-1")));

        assertThat(refused.code()).isEqualTo(ProblemCode.OVERLOADED);
    }

    private List<Boolean> atOnce(int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Boolean>> calls = IntStream.range(0, count)
                    .mapToObj(i -> (Callable<Boolean>) () -> written("s-" + i))
                    .toList();
            List<Boolean> written = new ArrayList<>();
            for (Future<Boolean> each : threads.invokeAll(calls)) {
                written.add(each.get());
            }
            return written;
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean written(String signal) {
        try {
            return recorder.record(decision(signal)) == Written.DURABLE;
        } catch (PlimsollException e) {
            return false;
        }
    }

    private static NewDecision decision(String signal) {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        Digest digest = Digest.of(new byte[0]);
        return new NewDecision(
                new RecordedDecision(
                        DecisionId.next(),
                        new DomainName("test"),
                        Source.of("client"),
                        new SignalId(signal),
                        new RecordedDecision.SubjectReference("c-1", null, null),
                        noon,
                        noon,
                        new PolicyReference(1, digest, PolicyReference.Stage.ACTIVE, null, "test", "test"),
                        Outcome.MONITOR,
                        1,
                        List.of(),
                        digest,
                        "{}",
                        "{}",
                        "{}",
                        null),
                null,
                null);
    }
}
