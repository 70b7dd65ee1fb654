package io.plimsoll.rollout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.plimsoll.evaluation.Control;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps in memory which controls act, so that a decision costs no query for them. While the database cannot be read it goes
 * on with what it knows: nothing can be recorded meanwhile, and afterwards nothing that was evaluated under old controls.
 */
@ApplicationScoped
public class ControlWatch {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Logger LOG = Logger.getLogger(ControlWatch.class);

    private final ControlStore store;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "plimsoll-controls");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ControlsInForce known = ControlsInForce.NONE;
    private volatile Instant read = Instant.EPOCH;
    private volatile boolean away;

    ControlWatch(ControlStore store, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        for (Control.Kind kind : Control.Kind.values()) {
            Gauge.builder("plimsoll.controls", this, watch -> watch.known.count(kind, watch.clock.instant()))
                    .description("Kill switches, holds and overrides that act")
                    .tag("kind", kind.name())
                    .register(meters);
        }
        TimeGauge.builder("plimsoll.controls.age", this, TimeUnit.MILLISECONDS, watch -> watch.age()
                        .toMillis())
                .description("Time since the controls were read")
                .register(meters);
    }

    /** What this replica knows. */
    public ControlsInForce now() {
        return known;
    }

    private Duration age() {
        return Duration.between(read, clock.instant());
    }

    /**
     * Reads the controls anew, unless somebody did so meanwhile.
     *
     * @param outdated what the caller went by
     * @return what is known now
     */
    public ControlsInForce refresh(ControlsInForce outdated) {
        synchronized (this) {
            if (known.number() == outdated.number()) {
                read();
            }
            return known;
        }
    }

    /** Reads what has changed; called on every replica again and again. */
    void poll() {
        try {
            if (store.number() != known.number()) {
                refresh(known);
            }
            read = clock.instant();
            if (away) {
                away = false;
                LOG.infof("event=controls-read-again number=%d", known.number());
            }
        } catch (RuntimeException e) {
            if (!away) {
                away = true;
                LOG.warnf("event=controls-unread number=%d because=%s", known.number(), e.getMessage());
            }
        }
    }

    private void read() {
        known = new ControlsInForce(store.snapshot(clock.instant()));
        read = clock.instant();
        LOG.infof("event=controls-read number=%d", known.number());
    }

    void start(@Observes StartupEvent event) {
        synchronized (this) {
            read();
        }
        timer.scheduleWithFixedDelay(this::poll, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }
}
