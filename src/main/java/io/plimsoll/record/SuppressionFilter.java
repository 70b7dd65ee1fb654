package io.plimsoll.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which suppressions are asked for; null matches everything.
 *
 * @param client of whose signals, from whichever of its sources
 * @param reason its code
 * @param from least instant of the decision, inclusive
 * @param to greatest instant of the decision, exclusive
 */
public record SuppressionFilter(
        @Nullable String domain,
        @Nullable ClientName client,
        @Nullable String source,
        @Nullable String customer,
        @Nullable String caseId,
        @Nullable String what,
        @Nullable String reason,
        @Nullable Instant from,
        @Nullable Instant to) {
    public SuppressionFilter of(ClientName owner) {
        return new SuppressionFilter(domain, owner, source, customer, caseId, what, reason, from, to);
    }
}
