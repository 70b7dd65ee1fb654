package io.plimsoll.record;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions are asked for; null matches everything.
 *
 * @param client whose signals they decided, from whichever of its sources
 * @param reason a code among the reasons of the verdict
 * @param from least instant of the decision, inclusive
 * @param to greatest instant of the decision, exclusive
 */
public record DecisionFilter(
        @Nullable String domain,
        @Nullable ClientName client,
        @Nullable String source,
        @Nullable String customer,
        @Nullable String caseId,
        @Nullable String requestType,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable Integer policyVersion,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Matches every decision. */
    public static DecisionFilter all() {
        return new DecisionFilter(null, null, null, null, null, null, null, null, null, null, null);
    }

    public DecisionFilter of(ClientName owner) {
        return new DecisionFilter(
                domain, owner, source, customer, caseId, requestType, outcome, reason, policyVersion, from, to);
    }

    /** The same within other instants. */
    public DecisionFilter between(@Nullable Instant begin, @Nullable Instant end) {
        return new DecisionFilter(
                domain, client, source, customer, caseId, requestType, outcome, reason, policyVersion, begin, end);
    }

    /** The same within a domain. */
    public DecisionFilter of(DomainName within) {
        return new DecisionFilter(
                within.value(),
                client,
                source,
                customer,
                caseId,
                requestType,
                outcome,
                reason,
                policyVersion,
                from,
                to);
    }
}
