package io.plimsoll.decision;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides many submissions: some at the same time, so that they share transactions, and answered in the order in which
 * they came. Of one customer, and under one id, the earlier is decided first. It takes no more than it is asked for, so
 * that a slow reader slows down the sender and nothing piles up between them.
 */
@ApplicationScoped
public class Batches {
    /** Streams that are open at the same time; with more, each of them would only be slower. */
    static final int MAX_STREAMS = 4;
    /** Decisions of one batch at the same time. Those of all streams together fill one transaction of the recorder. */
    private static final int WINDOW = 32;
    /** Entries of one batch that were read and not begun. */
    private static final int READ_AHEAD = 4;

    private static final long IDLE_SECONDS = 30;

    private final DecisionService decisions;
    private final Semaphore streams = new Semaphore(MAX_STREAMS);
    /** Threads of its own: those that answer single calls must not wait for a batch. */
    private final ExecutorService threads = threads();

    Batches(DecisionService decisions) {
        this.decisions = decisions;
    }

    /**
     * One submission of a batch.
     *
     * @param number by which its answer is known
     * @param call may throw what is wrong with the entry
     */
    public record Entry(long number, Supplier<DecisionService.Call> call) {}

    /** What became of an entry. */
    public sealed interface Answer {
        /** Of the entry. */
        long number();

        /**
         * One of the two.
         *
         * @param made for a decision, made now or before
         * @param failed for what was refused or failed
         */
        <T> T fold(Function<DecisionService.Decided, T> made, Function<RuntimeException, T> failed);
    }

    private record Made(long number, DecisionService.Decided decided) implements Answer {
        @Override
        public <T> T fold(Function<DecisionService.Decided, T> made, Function<RuntimeException, T> failed) {
            return made.apply(decided);
        }
    }

    private record Failed(long number, RuntimeException cause) implements Answer {
        @Override
        public <T> T fold(Function<DecisionService.Decided, T> made, Function<RuntimeException, T> failed) {
            return failed.apply(cause);
        }
    }

    /** Decides a batch that is short. */
    public Multi<Answer> decide(Multi<Entry> entries) {
        Run run = new Run();
        return entries.emitOn(threads, READ_AHEAD)
                .map(run::begin)
                .emitOn(threads, WINDOW)
                .onItem()
                .transformToUniAndConcatenate(answer -> Uni.createFrom().completionStage(answer))
                .onTermination()
                .invoke(run::end);
    }

    /**
     * Decides a batch of any length. What is returned MUST be subscribed to.
     *
     * @throws PlimsollException OVERLOADED when too many are open
     */
    public Multi<Answer> stream(Multi<Entry> entries) {
        if (!streams.tryAcquire()) {
            throw new PlimsollException(
                    ProblemCode.OVERLOADED,
                    "Nothing was stored. " + MAX_STREAMS
                            + " batches run already; send this one again when one has ended.");
        }
        return decide(entries).onTermination().invoke(streams::release);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdown();
    }

    private static ExecutorService threads() {
        AtomicLong count = new AtomicLong();
        int size = MAX_STREAMS * WINDOW;
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "plimsoll-batch-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** One batch on its way. */
    private final class Run {
        /** Who has to wait for whom: the latest entry of each customer and under each id, while it is not answered. */
        private final Map<String, CompletableFuture<Answer>> latest = new ConcurrentHashMap<>();

        private volatile boolean over;

        /** Called for one entry after the other. */
        CompletableFuture<Answer> begin(Entry entry) {
            DecisionService.Call call;
            try {
                call = entry.call().get();
            } catch (RuntimeException e) {
                return CompletableFuture.completedFuture(new Failed(entry.number(), e));
            }
            List<String> names = names(call.submission());
            CompletableFuture<Answer> answer = CompletableFuture.allOf(names.stream()
                            .map(latest::get)
                            .filter(Objects::nonNull)
                            .toArray(CompletableFuture[]::new))
                    .thenApplyAsync(earlier -> decide(entry.number(), call), threads);
            names.forEach(name -> latest.put(name, answer));
            return answer.whenComplete((done, failed) -> names.forEach(name -> latest.remove(name, answer)));
        }

        /** Nobody waits any more: what has begun ends, and nothing else begins. */
        void end() {
            over = true;
        }

        private Answer decide(long number, DecisionService.Call call) {
            if (over) {
                return new Failed(number, new CancellationException());
            }
            try {
                return new Made(number, decisions.decide(call));
            } catch (RuntimeException e) {
                return new Failed(number, e);
            }
        }

        private static List<String> names(@Nullable Object submission) {
            return submission instanceof Map<?, ?> body && body.get("signal") instanceof Map<?, ?> signal
                    ? Stream.of("customer", "id")
                            .map(field -> field + signal.get(field))
                            .toList()
                    : List.of();
        }
    }
}
