package io.plimsoll.platform;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tries what must not fail because the database is away for a moment. */
public final class Persistence {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 250;
    private static final Logger LOG = Logger.getLogger(Persistence.class);

    private Persistence() {}

    /**
     * Does the work, again and again while it fails by no fault of the caller.
     *
     * @param work MUST do the same when it is done twice
     * @param otherwise what the caller is told then
     * @throws PlimsollException what the work says of the caller, or UNAVAILABLE after ten seconds
     */
    public static <T> T untilAnswered(Supplier<T> work, String otherwise) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return work.get();
            } catch (PlimsollException e) {
                throw e;
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadline || !pause()) {
                    LOG.errorf(e, "event=gave-up");
                    throw new PlimsollException(ProblemCode.UNAVAILABLE, otherwise);
                }
                LOG.warnf("event=trying-again because=%s", e.getMessage());
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
