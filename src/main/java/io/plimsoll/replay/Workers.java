package io.plimsoll.replay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The threads of this replica that work on replays. Each claims one part after the other; what a replica leaves behind when
 * it dies is claimed by another, or by itself when it is back.
 */
@ApplicationScoped
class Workers {
    private static final Duration CLAIMED_FOR = Duration.ofSeconds(60);
    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;
    private static final Logger LOG = Logger.getLogger(Workers.class);

    private final ReplayStore store;
    private final PartWork work;
    private final Endings endings;
    private final Clock clock;
    private final Counter evaluated;
    private final int threads;
    private final ExecutorService pool;
    private final String name = UUID.randomUUID().toString();
    private final Map<Long, Integer> unended = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopping;

    Workers(
            ReplayStore store,
            PartWork work,
            Endings endings,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "plimsoll.replay.threads") Optional<Integer> threads) {
        this.store = store;
        this.work = work;
        this.endings = endings;
        this.clock = clock;
        this.threads = threads.orElse(byDefault());
        this.pool = Executors.newFixedThreadPool(Math.max(1, this.threads), task -> {
            Thread thread = new Thread(task, "plimsoll-replay");
            thread.setDaemon(true);
            return thread;
        });
        this.evaluated = Counter.builder("plimsoll.replay.evaluated")
                .description("Recorded decisions that were evaluated again")
                .register(meters);
    }

    /** Half as many again as there are processors, because each waits for the database a third of its time. */
    private static int byDefault() {
        int processors = Runtime.getRuntime().availableProcessors();
        return processors + (processors + 1) / 2;
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < threads; i++) {
            String claimer = name + " " + i;
            pool.execute(() -> run(claimer));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        pool.shutdownNow();
    }

    /** There is something to do. */
    void wake() {
        news.release(threads);
    }

    private void run(String claimer) {
        while (!stopping) {
            try {
                if (!step(claimer) && news.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The database is away, or an end could not be written; both are tried again.
                LOG.debugf(e, "event=replay-waits");
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** @return whether there was something to do */
    private boolean step(String claimer) {
        Optional<Part> claimed =
                store.claim(claimer, clock.instant(), clock.instant().plus(CLAIMED_FOR));
        claimed.ifPresent(this::work);
        store.completed().forEach(this::end);
        return claimed.isPresent();
    }

    private void end(long replay) {
        try {
            endings.end(replay);
            unended.remove(replay);
        } catch (KeptPolicies.NotReplayable e) {
            endings.fail(replay, "It cannot be ended: " + e.reason() + ".");
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=replay-not-ended replay=%d", replay);
            if (unended.merge(replay, 1, Integer::sum) >= ATTEMPTS) {
                endings.fail(replay, "Its parts are done, but could not be put together in " + ATTEMPTS + " attempts.");
                unended.remove(replay);
            }
            pause();
        }
    }

    private void work(Part part) {
        if (part.attempts() > ATTEMPTS) {
            endings.fail(part.replay(), "Part " + part.number() + " could not be ended in " + ATTEMPTS + " attempts.");
            return;
        }
        try {
            work.run(part, new Pulse(part)).ifPresent(result -> {
                store.complete(part, result);
                evaluated.increment(result.count().evaluated());
            });
        } catch (KeptPolicies.NotReplayable e) {
            endings.fail(part.replay(), "It cannot go on: " + e.reason() + ".");
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.errorf(e, "event=replay-part-failed replay=%d part=%d", part.replay(), part.number());
            }
            store.release(part);
        }
    }

    /** Tells now and then how far a part is: each time costs a commit. */
    private final class Pulse implements Predicate<Part.Count> {
        private final Part part;
        private Instant told = clock.instant();

        Pulse(Part part) {
            this.part = part;
        }

        @Override
        public boolean test(Part.Count count) {
            Instant now = clock.instant();
            if (stopping || now.isBefore(told.plus(PULSE))) {
                return !stopping;
            }
            told = now;
            return store.extend(part, count, now.plus(CLAIMED_FOR));
        }
    }
}
