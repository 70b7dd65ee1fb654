package io.plimsoll.record;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a policy proposed and held back.
 *
 * @param number counted from 1 in the decision
 * @param source from where the signal came
 * @param what the intent, or ESCALATE or ASK_APPROVAL
 * @param at when it was decided
 */
public record RecordedSuppression(
        DecisionId decision,
        int number,
        DomainName domain,
        Source source,
        String signal,
        String customer,
        @Nullable String caseId,
        String what,
        Reason reason,
        Instant at) {}
