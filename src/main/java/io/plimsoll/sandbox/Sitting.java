package io.plimsoll.sandbox;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.scenario.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A child that works for long and tells how far it is. What it says is heard on a thread of its own, so that whoever waits
 * can look up now and then whether anybody still wants it.
 */
final class Sitting implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** Messages that nobody has listened to yet; then the child waits. */
    private static final int UNHEARD = 256;

    private final Child child;
    private final BooleanSupplier wanted;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(UNHEARD);
    private final Thread listener;
    private final long began = System.nanoTime();
    private long asked = began;

    /** A message; null for the last time, when the child is gone. */
    private record Heard(byte @Nullable [] message, boolean tooLarge) {}

    /** @param wanted is asked about once a second whether to go on */
    Sitting(Child child, Bundles bundles, Map<String, @Nullable Object> question, BooleanSupplier wanted) {
        this.child = child;
        this.wanted = wanted;
        this.listener = new Thread(() -> listen(bundles, CanonicalJson.bytes(question)), "plimsoll-examination");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(Bundles bundles, byte[] question) {
        try {
            try {
                bundles.write(child.frames());
                child.frames().write(question);
                while (true) {
                    heard.put(new Heard(child.frames().read(), false));
                }
            } catch (Frames.TooLarge e) {
                heard.put(new Heard(null, true));
            } catch (IOException e) {
                heard.put(new Heard(null, false));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The next message.
     *
     * @param limit how much processor time the child may use in silence: it goes behind everything else on the machine, so
     *     the clock on the wall does not tell whether it comes to an end
     * @throws Child.Ended when it uses more, or is gone
     * @throws Progress.Cancelled when nobody wants it any more
     * @throws io.plimsoll.platform.PlimsollException what the child refused with
     */
    Map<String, @Nullable Object> next(Duration limit) throws Child.Ended {
        Duration before = used();
        while (true) {
            Heard next = poll();
            if (System.nanoTime() - asked >= TICK.toNanos()) {
                asked = System.nanoTime();
                if (!wanted.getAsBoolean()) {
                    throw new Progress.Cancelled();
                }
            }
            if (next != null) {
                return read(next);
            }
            if (used().minus(before).compareTo(limit) >= 0) {
                throw new Child.Ended(Stop.TIME);
            }
        }
    }

    private Duration used() {
        return child.processorTime().orElseGet(() -> Duration.ofNanos(System.nanoTime() - began));
    }

    private @Nullable Heard poll() {
        try {
            return heard.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        }
    }

    private Map<String, @Nullable Object> read(Heard next) throws Child.Ended {
        byte[] message = next.message();
        if (message == null) {
            throw new Child.Ended(next.tooLarge() ? Stop.ANSWER_TOO_LARGE : child.reason());
        }
        try {
            return Reply.read(message);
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | ClassCastException e) {
            // What a child sends may be anything.
            throw new Child.Ended(Stop.CRASHED);
        }
    }

    @Override
    public void close() {
        listener.interrupt();
        child.close();
    }
}
