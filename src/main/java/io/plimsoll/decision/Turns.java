package io.plimsoll.decision;

import io.plimsoll.evaluation.CustomerId;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets decisions about one customer take turns in this process, so that they do not find out at the commit that they met.
 * Correctness does not depend on it: replicas meet all the same, and then the record is the judge.
 */
final class Turns {
    private static final int STRIPES = 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock[] locks =
            Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toArray(ReentrantLock[]::new);

    /**
     * Waits for its turn, then does the work.
     *
     * @throws PlimsollException OVERLOADED when too many are before it
     */
    <T> T take(DomainName domain, CustomerId customer, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(31 * domain.hashCode() + customer.hashCode(), STRIPES)];
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static PlimsollException overloaded() {
        return new PlimsollException(
                ProblemCode.OVERLOADED,
                "Nothing was stored. Many signals of this customer wait already; send this one again in a moment.");
    }
}
