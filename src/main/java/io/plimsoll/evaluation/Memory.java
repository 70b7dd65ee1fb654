package io.plimsoll.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest lets its policies remember.
 *
 * @param within how far back, signals in event time and grants by the service's clock
 * @param signals how many signals at most, the latest; 1 to {@link #MAX_SIGNALS}
 */
public record Memory(Duration within, int signals, List<LoadCount> loads, List<TrendCount> trends) {
    public static final int MAX_SIGNALS = 200;
    /** The latest grants that are remembered of a customer. */
    public static final int MAX_GRANTS = 200;

    public Memory {
        loads = List.copyOf(loads);
        trends = List.copyOf(trends);
    }

    /**
     * Counts what was granted in the whole domain.
     *
     * @param of the type of an intent, or the name of an outcome
     * @param by QUEUE, TOPIC or DOMAIN
     */
    public record LoadCount(String of, Scope by, Duration within) {}

    /**
     * Counts what was heard in the whole domain.
     *
     * @param intentions which intentions of signals count
     * @param by TOPIC or DOMAIN
     * @param baseline whole hours
     */
    public record TrendCount(String name, Set<String> intentions, Scope by, Duration baseline) {
        public TrendCount {
            intentions = Set.copyOf(intentions);
        }

        /** Whether the signal is one of those that are counted. */
        public boolean counts(Signal signal) {
            Scores scores = signal.scores();
            return scores != null && scores.intention() != null && intentions.contains(scores.intention());
        }

        /** Under which key it counts. */
        public String key(@Nullable String topic) {
            return by == Scope.TOPIC && topic != null ? topic : "";
        }

        /** The clock hour (UTC) in which something counts. */
        public static Instant hour(Instant occurredAt) {
            return occurredAt.truncatedTo(ChronoUnit.HOURS);
        }
    }
}
