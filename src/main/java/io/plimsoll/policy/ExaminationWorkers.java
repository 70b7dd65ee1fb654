package io.plimsoll.policy;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Violation;
import io.plimsoll.sandbox.ExaminationSettings;
import io.plimsoll.sandbox.ExaminationTask;
import io.plimsoll.sandbox.Examiner;
import io.plimsoll.scenario.Progress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The threads of this replica that look after examinations, each after one at a time; the work is done in child processes.
 * What a replica leaves behind when it dies is gone on with by another, or by itself when it is back.
 */
@ApplicationScoped
class ExaminationWorkers {
    private static final Duration CLAIMED_FOR = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;
    private static final Logger LOG = Logger.getLogger(ExaminationWorkers.class);

    private final ExaminationStore store;
    private final Examinations examinations;
    private final Examiner examiner;
    private final Clock clock;
    private final int children;
    private final ExecutorService pool;
    private final String name = UUID.randomUUID().toString();
    private volatile boolean stopping;

    ExaminationWorkers(
            ExaminationStore store,
            Examinations examinations,
            Examiner examiner,
            Clock clock,
            ExaminationSettings settings) {
        this.store = store;
        this.examinations = examinations;
        this.examiner = examiner;
        this.clock = clock;
        this.children = settings.children();
        this.pool = Executors.newFixedThreadPool(Math.max(1, children), task -> {
            Thread thread = new Thread(task, "plimsoll-examinations");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < children; i++) {
            String claimer = name + " " + i;
            pool.execute(() -> run(claimer));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        pool.shutdownNow();
    }

    private void run(String claimer) {
        while (!stopping) {
            try {
                Optional<ExaminationStore.Claim> claimed =
                        store.claim(claimer, clock.instant(), clock.instant().plus(CLAIMED_FOR));
                if (claimed.isPresent()) {
                    work(claimed.get());
                } else {
                    pause();
                }
            } catch (RuntimeException e) {
                // The database is away; it is asked again in a moment.
                LOG.debugf(e, "event=examination-waits");
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

    private void work(ExaminationStore.Claim claim) {
        if (claim.attempts() > ATTEMPTS) {
            examinations.fail(claim, "It could not be ended in " + ATTEMPTS + " attempts. Ask for it again.");
            return;
        }
        try {
            ExaminationTask task = examinations.task(claim.examination().order());
            Examiner.Found found = examiner.examine(task, claim.notes(), stand -> goesOn(claim, stand));
            examinations.finish(
                    claim,
                    new Examination.Result(new String(found.report(), StandardCharsets.UTF_8), found.proposals()));
        } catch (Progress.Cancelled e) {
            release(claim, false);
        } catch (PlimsollException e) {
            examinations.fail(claim, words(e));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "event=examination-broken examination=%d",
                    claim.examination().id());
            release(claim, true);
        }
    }

    /** Whether it is still to be done, and by this replica. */
    private boolean goesOn(ExaminationStore.Claim claim, Examiner.Stand stand) {
        if (stopping) {
            return false;
        }
        try {
            Instant now = clock.instant();
            return store.extend(claim, stand, now, now.plus(CLAIMED_FOR));
        } catch (RuntimeException e) {
            // While the database is away nobody else can take it either.
            LOG.debugf(e, "event=examination-waits");
            return true;
        }
    }

    /** Somebody gave it up, or this replica ends and leaves it to another; without a word it is free after a minute. */
    private void release(ExaminationStore.Claim claim, boolean counts) {
        boolean interrupted = Thread.interrupted();
        try {
            store.release(claim, counts);
        } catch (RuntimeException e) {
            LOG.debugf(e, "event=examination-kept");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String words(PlimsollException e) {
        String violations =
                e.violations().stream().map(Violation::detail).limit(5).collect(Collectors.joining("; "));
        return e.detail() + (violations.isEmpty() ? "" : " " + violations);
    }
}
