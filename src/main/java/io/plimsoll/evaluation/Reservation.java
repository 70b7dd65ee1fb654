package io.plimsoll.evaluation;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Room under a {@link Limit} of a shared scope that a grant needs. The record writes the decision only while it is there.
 *
 * @param key the queue or the topic; empty for {@link Scope#DOMAIN}
 * @param since grants from this instant on count
 * @param most grants there may be with this one; null for no bound
 * @param total money there may be with this one; null for no bound
 * @param amount what this grant takes of the total
 */
public record Reservation(
        String what,
        Scope scope,
        String key,
        Instant since,
        @Nullable BigDecimal most,
        @Nullable BigDecimal total,
        BigDecimal amount) {
    /** Whether there is room beside what was taken before. */
    public boolean fits(long taken, BigDecimal spent) {
        return (most == null || most.compareTo(BigDecimal.valueOf(taken + 1)) >= 0)
                && (total == null || total.compareTo(spent.add(amount)) >= 0);
    }
}
