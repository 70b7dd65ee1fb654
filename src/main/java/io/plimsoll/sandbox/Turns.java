package io.plimsoll.sandbox;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a child next. A question whose bundle has a child goes first; others wait in order for a place. Whoever has just
 * been answered often asks again: his child is kept for a moment, else clients that ask about several bundles at once would
 * end each other's children after every single answer, and starting one takes a thousand times as long as an answer. After some
 * seconds in a row it is somebody else's turn. Thread-safe.
 *
 * @param <C> a child
 */
final class Turns<C> {
    /** How long a child is kept for its last client's next question while others wait. */
    private static final long PAUSE = Duration.ofMillis(250).toNanos();
    /** How long one client may go on while others wait. */
    private static final long TURN = Duration.ofSeconds(3).toNanos();

    private final SandboxSettings settings;
    private final Predicate<C> usable;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Idle<C>> idle = new ArrayDeque<>();
    private final Deque<Object> queue = new ArrayDeque<>();
    private final List<C> surplus = new ArrayList<>();
    private int busy;

    /** @param usable whether a child still lives */
    Turns(SandboxSettings settings, Predicate<C> usable) {
        this.settings = settings;
        this.usable = usable;
    }

    /**
     * A child that nobody uses.
     *
     * @param since when it was used last, by {@link System#nanoTime()}
     * @param began when its client's turn began
     */
    private record Idle<C>(String key, C child, long since, long began) {}

    /**
     * The right to use one child.
     *
     * @param kept one that has the bundle; null when one has to be started
     * @param began when it began, by {@link System#nanoTime()}
     * @param surplus are to be ended before one is started
     */
    record Turn<C>(String key, @Nullable C kept, long began, List<C> surplus) {}

    /**
     * Waits for a turn.
     *
     * @param key of the bundle
     * @throws PlimsollException SANDBOX_BUSY when too many wait, or for too long
     */
    Turn<C> take(String key) {
        Object ticket = new Object();
        long end = System.nanoTime() + settings.patience().toNanos();
        lock.lock();
        try {
            queue.addLast(ticket);
            Turn<C> turn = next(key, ticket);
            if (turn == null && queue.size() > settings.waiting()) {
                throw refusal();
            }
            for (long left = end - System.nanoTime(); turn == null; left = end - System.nanoTime()) {
                if (left <= 0) {
                    throw refusal();
                }
                changed.awaitNanos(Math.min(left, PAUSE / 5));
                turn = next(key, ticket);
            }
            return turn;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal();
        } finally {
            queue.remove(ticket);
            changed.signalAll();
            lock.unlock();
        }
    }

    private @Nullable Turn<C> next(String key, Object ticket) {
        if (busy == settings.children()) {
            return null;
        }
        Idle<C> known = null;
        for (Iterator<Idle<C>> all = idle.iterator(); all.hasNext() && known == null; ) {
            Idle<C> each = all.next();
            if (!usable.test(each.child())) {
                all.remove();
                surplus.add(each.child());
            } else if (each.key().equals(key)) {
                all.remove();
                known = each;
            }
        }
        if (known != null) {
            return begun(key, known.child(), queue.size() == 1 ? System.nanoTime() : known.began());
        }
        return queue.peekFirst() == ticket && hasRoom() ? begun(key, null, System.nanoTime()) : null;
    }

    /** Whether one may be started, for which another may have to end. */
    private boolean hasRoom() {
        if (busy + idle.size() < settings.children()) {
            return true;
        }
        long now = System.nanoTime();
        for (Iterator<Idle<C>> all = idle.iterator(); all.hasNext(); ) {
            Idle<C> each = all.next();
            if (now - each.since() >= PAUSE || now - each.began() >= TURN) {
                all.remove();
                surplus.add(each.child());
                return true;
            }
        }
        return false;
    }

    private Turn<C> begun(String key, @Nullable C child, long began) {
        busy++;
        Turn<C> turn = new Turn<>(key, child, began, List.copyOf(surplus));
        surplus.clear();
        return turn;
    }

    /** @param child that waits for the next question; null when there is none any more */
    void end(Turn<C> turn, @Nullable C child) {
        lock.lock();
        try {
            busy--;
            if (child != null) {
                idle.addLast(new Idle<>(turn.key(), child, System.nanoTime(), turn.began()));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes away those that nobody has used for so long. */
    List<C> takeIdle(Duration unused) {
        lock.lock();
        try {
            long now = System.nanoTime();
            List<C> expired = new ArrayList<>();
            idle.removeIf(each -> now - each.since() >= unused.toNanos() && expired.add(each.child()));
            return expired;
        } finally {
            lock.unlock();
        }
    }

    /** Those that nobody uses. */
    List<C> idle() {
        lock.lock();
        try {
            return idle.stream().map(Idle::child).toList();
        } finally {
            lock.unlock();
        }
    }

    private PlimsollException refusal() {
        return new PlimsollException(
                ProblemCode.SANDBOX_BUSY,
                "Nothing was evaluated. " + settings.children()
                        + " questions are tried at once; send the same request again in a few seconds.");
    }
}
