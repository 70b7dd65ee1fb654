package io.plimsoll.rollout;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Intent;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.record.DecisionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One decision beside what the other version would have decided.
 *
 * @param rollout whose candidate was compared
 * @param byCanary whether the candidate answered and the active version was asked afterwards; else the other way round
 * @param answered the outcome that the caller got
 * @param compared the outcome that the other version came to
 * @param changed whether the verdicts differ in anything that somebody would act on
 * @param failed whether the candidate could not decide
 * @param moneyAnswered permitted to the customer by the answer
 * @param moneyCompared permitted by the other version
 * @param comparedVerdict canonical JSON of the other verdict, where it differs
 */
public record Comparison(
        long rollout,
        DecisionId decision,
        boolean byCanary,
        Instant at,
        Outcome answered,
        Outcome compared,
        boolean changed,
        boolean failed,
        BigDecimal moneyAnswered,
        BigDecimal moneyCompared,
        @Nullable String comparedVerdict) {

    static Comparison of(
            long rollout, DecisionId decision, boolean byCanary, Instant at, Evaluation answered, Evaluation other) {
        boolean changed = !answered.verdict().actsAs(other.verdict());
        Evaluation candidate = byCanary ? answered : other;
        return new Comparison(
                rollout,
                decision,
                byCanary,
                at,
                answered.verdict().outcome(),
                other.verdict().outcome(),
                changed,
                candidate.isHandedOver(),
                money(answered.verdict()),
                money(other.verdict()),
                changed ? other.verdictJson() : null);
    }

    static BigDecimal money(Verdict verdict) {
        return verdict.intents().stream()
                .filter(intent -> intent.disposition() == Disposition.PERMITTED)
                .map(Intent::ceiling)
                .filter(Objects::nonNull)
                .map(money -> money.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
