package io.plimsoll.record;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records decisions so that those made at the same time share a transaction: one thread takes what is queued, never
 * waits for more, and commits it at once. A caller has its answer only after the commit.
 */
@ApplicationScoped
public class Recorder {
    /** Most decisions in one transaction. Beyond this a larger batch gains little and makes the first wait longer. */
    private static final int MAX_BATCH = 128;
    /** Most decisions that wait. With more, a caller is better off being told to come back. */
    private static final int MAX_QUEUE = 1_024;

    private static final long POLL_MILLIS = 200;
    private static final Logger LOG = Logger.getLogger(Recorder.class);

    private final DecisionStore store;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(MAX_QUEUE);
    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile @Nullable Thread writer;

    Recorder(DecisionStore store) {
        this.store = store;
    }

    /**
     * Writes the decision if nothing stands against it, and returns when that is durable.
     *
     * @throws PlimsollException OVERLOADED when too much waits already, UNAVAILABLE when the database does not answer
     */
    public Written record(NewDecision decision) {
        Pending pending = new Pending(decision, new CompletableFuture<>());
        boolean waiting = !stopping && queue.offer(pending);
        if (!waiting || (ended && queue.remove(pending))) {
            throw new PlimsollException(
                    ProblemCode.OVERLOADED, "Nothing was stored. Send the same signal again in a moment.");
        }
        try {
            return pending.written().join();
        } catch (CompletionException e) {
            LOG.errorf(
                    e.getCause(),
                    "event=record-failed decision=%s",
                    decision.decision().id());
            throw new PlimsollException(
                    ProblemCode.UNAVAILABLE,
                    "The decision could not be stored. Send the same signal again in a moment.");
        }
    }

    /** Whether decisions can be recorded: the writer runs and was not told to stop. */
    boolean isRunning() {
        return writer != null && !stopping;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::run, "plimsoll-recorder");
        thread.start();
        writer = thread;
    }

    /** Requests have ended when this is called; what is queued all the same is still written. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (writer != null) {
            writer.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    private void run() {
        try {
            while (!stopping || !queue.isEmpty()) {
                Pending first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Pending> batch = batch(first);
                    try {
                        write(batch);
                    } finally {
                        // Does nothing to those that have their answer.
                        batch.forEach(pending -> pending.fail(new IllegalStateException("not written")));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Whatever ended the writer, nobody may wait for it for ever.
            stopping = true;
            ended = true;
            List<Pending> left = new ArrayList<>();
            queue.drainTo(left);
            left.forEach(pending -> pending.fail(new IllegalStateException("the writer has ended")));
        }
    }

    private List<Pending> batch(Pending first) {
        List<Pending> batch = new ArrayList<>(MAX_BATCH);
        batch.add(first);
        queue.drainTo(batch, MAX_BATCH - 1);
        // Replicas that write the same keys in the same order cannot deadlock.
        batch.sort(Comparator.comparing(Pending::order));
        return batch;
    }

    private void write(List<Pending> batch) {
        try {
            Map<DecisionId, Written> written =
                    store.append(batch.stream().map(Pending::decision).toList());
            batch.forEach(pending -> pending.written()
                    .complete(Objects.requireNonNull(
                            written.get(pending.decision().decision().id()))));
        } catch (RuntimeException e) {
            if (batch.size() == 1 || !mayBeTheFaultOfOne(e)) {
                batch.forEach(pending -> pending.fail(e));
            } else {
                // One decision must not take down those that happened to be written with it.
                batch.forEach(pending -> write(List.of(pending)));
            }
        }
    }

    /**
     * Whether the others could be written without the one at fault: so it is for bad values (SQL state class 22), broken
     * constraints (23) and deadlocks (40). For a database that is away it is not: each of them would wait for it in turn.
     */
    private static boolean mayBeTheFaultOfOne(RuntimeException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("40");
            }
        }
        return true;
    }

    private record Pending(NewDecision decision, CompletableFuture<Written> written) {
        void fail(RuntimeException cause) {
            written.completeExceptionally(cause);
        }

        String order() {
            RecordedDecision made = decision.decision();
            return made.domain() + "\0" + made.source() + "\0" + made.signal();
        }
    }
}
