package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The children that there are: a bounded number at once, each for one bundle, kept for a while after a question because the
 * next is often about the same bundle. Thread-safe.
 */
final class Children implements AutoCloseable {
    private final SandboxSettings settings;
    private final Semaphore places;
    private final Deque<Open> idle = new ArrayDeque<>();
    private final ScheduledExecutorService watchdog;

    Children(SandboxSettings settings) {
        this.settings = settings;
        this.places = new Semaphore(settings.children(), true);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sandbox-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        this.watchdog = timer;
        long period = Math.max(1_000, settings.idle().toMillis() / 4);
        timer.scheduleWithFixedDelay(this::closeIdle, period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * A child that has its bundle.
     *
     * @param compiled whether it can be asked
     * @param findings what it said of the bundle
     * @param since when it was asked last, by {@link System#nanoTime()}
     */
    record Open(String key, Child child, boolean compiled, List<Finding> findings, long since) {}

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
        enter();
        @Nullable Open open = null;
        boolean kept = false;
        try {
            open = take(bundles);
            R result = use.with(open);
            kept = open.compiled();
            return result;
        } catch (PlimsollException e) {
            // The child did not understand the question, and waits for the next.
            kept = open != null;
            throw e;
        } finally {
            leave(open, kept);
        }
    }

    private void enter() {
        boolean entered = false;
        try {
            entered = places.getQueueLength() < settings.waiting()
                    && places.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            throw new PlimsollException(
                    ProblemCode.SANDBOX_BUSY,
                    "Nothing was evaluated. " + settings.children()
                            + " questions are tried at once; send the same request again in a few seconds.");
        }
    }

    private Open take(Bundles bundles) throws Child.Ended {
        String key = bundles.key();
        Open known = known(key);
        if (known != null) {
            return known;
        }
        Child child = Child.start(settings, watchdog);
        boolean opened = false;
        try {
            Open open = child.open(
                    bundles,
                    settings.start(),
                    reply -> new Open(key, child, Reply.isCompiled(reply), Reply.findings(reply), 0));
            opened = true;
            return open;
        } finally {
            if (!opened) {
                child.close();
            }
        }
    }

    /** An idle child of the same bundles; else null, and room for a new one. */
    private @Nullable Open known(String key) {
        List<Open> surplus = new ArrayList<>();
        @Nullable Open known = null;
        synchronized (idle) {
            for (Iterator<Open> all = idle.iterator(); all.hasNext() && known == null; ) {
                Open each = all.next();
                if (!each.child().isAlive()) {
                    all.remove();
                    surplus.add(each);
                } else if (each.key().equals(key)) {
                    all.remove();
                    known = each;
                }
            }
            int busy = settings.children() - places.availablePermits();
            while (known == null && !idle.isEmpty() && busy + idle.size() > settings.children()) {
                surplus.add(idle.removeFirst());
            }
        }
        surplus.forEach(each -> each.child().close());
        return known;
    }

    private void leave(@Nullable Open open, boolean keep) {
        if (open != null) {
            if (keep && open.child().isAlive()) {
                synchronized (idle) {
                    idle.addLast(new Open(open.key(), open.child(), true, open.findings(), System.nanoTime()));
                }
            } else {
                open.child().close();
            }
        }
        places.release();
    }

    private void closeIdle() {
        List<Open> expired = new ArrayList<>();
        synchronized (idle) {
            long now = System.nanoTime();
            idle.removeIf(each -> now - each.since() >= settings.idle().toNanos() && expired.add(each));
        }
        expired.forEach(each -> each.child().close());
    }

    /** Children that wait for the next question. */
    List<Long> idlePids() {
        synchronized (idle) {
            return idle.stream().map(each -> each.child().pid()).toList();
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        List<Open> all;
        synchronized (idle) {
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(each -> each.child().close());
    }
}
