package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.platform.PlimsollException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The children that there are: a bounded number at once, each for one bundle, kept for a while after a question because the
 * next is often about the same bundle. Thread-safe.
 */
final class Children implements AutoCloseable {
    private final SandboxSettings settings;
    private final Turns<Open> turns;
    private final ScheduledExecutorService watchdog;

    Children(SandboxSettings settings) {
        this.settings = settings;
        this.turns = new Turns<>(settings, open -> open.child().isAlive());
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sandbox-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        this.watchdog = timer;
        long period = Math.max(1_000, settings.idle().toMillis() / 4);
        timer.scheduleWithFixedDelay(() -> closeIdle(settings.idle()), period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * A child that has its bundle.
     *
     * @param compiled whether it can be asked
     * @param findings what it said of the bundle
     */
    record Open(Child child, boolean compiled, List<Finding> findings) {}

    /** What is done with a child. */
    interface Use<R> {
        R with(Open open) throws Child.Ended;
    }

    /**
     * Uses a child of its own for the bundles; nobody else uses it meanwhile.
     *
     * @throws PlimsollException SANDBOX_BUSY, or what the child refused with
     * @throws Child.Ended when the child had to be ended
     */
    <R> R use(Bundles bundles, Use<R> use) throws Child.Ended {
        Turns.Turn<Open> turn = turns.take(bundles.key());
        @Nullable Open open = turn.kept();
        boolean kept = false;
        try {
            turn.surplus().forEach(each -> each.child().close());
            if (open == null) {
                open = start(bundles);
            }
            R result = use.with(open);
            kept = open.compiled();
            return result;
        } catch (PlimsollException e) {
            // The child did not understand the question, and waits for the next.
            kept = open != null;
            throw e;
        } finally {
            leave(turn, open, kept);
        }
    }

    private Open start(Bundles bundles) throws Child.Ended {
        Child child = Child.start(new Child.Size(settings.memory(), settings.classes(), settings.answer()), watchdog);
        boolean opened = false;
        try {
            Open open = child.open(
                    bundles,
                    settings.start(),
                    reply -> new Open(child, Reply.isCompiled(reply), Reply.findings(reply)));
            opened = true;
            return open;
        } finally {
            if (!opened) {
                child.close();
            }
        }
    }

    private void leave(Turns.Turn<Open> turn, @Nullable Open open, boolean keep) {
        boolean waits = open != null && keep && open.child().isAlive();
        if (open != null && !waits) {
            open.child().close();
        }
        turns.end(turn, waits ? open : null);
    }

    private void closeIdle(Duration unused) {
        turns.takeIdle(unused).forEach(open -> open.child().close());
    }

    /** Children that wait for the next question. */
    List<Long> idlePids() {
        return turns.idle().stream().map(open -> open.child().pid()).toList();
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        closeIdle(Duration.ZERO);
    }
}
