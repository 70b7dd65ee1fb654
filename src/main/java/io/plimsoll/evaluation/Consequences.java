package io.plimsoll.evaluation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What later decisions will know of a decision.
 *
 * @param grants what it let happen; empty when it could not be made and was handed over
 * @param heard where it counts in the trends of the domain
 * @param suppressed what was proposed and held back
 * @param reservations what must still be free when it is recorded
 */
public record Consequences(
        PastSignal signal,
        List<Grant> grants,
        List<Suppression> suppressed,
        List<Heard> heard,
        List<Reservation> reservations) {
    public Consequences {
        grants = List.copyOf(grants);
        suppressed = List.copyOf(suppressed);
        heard = List.copyOf(heard);
        reservations = List.copyOf(reservations);
    }

    /**
     * A signal that counts in a trend.
     *
     * @param hour the clock hour (UTC) in which it occurred
     */
    public record Heard(String trend, String key, Instant hour) {}

    /** @param source the client that sent the signal */
    public static Consequences of(Manifest manifest, String source, Situation situation, Evaluation evaluation) {
        Verdict verdict = evaluation.verdict();
        List<Grant> grants = evaluation.isHandedOver() ? List.of() : Grant.of(source, situation, verdict);
        return new Consequences(
                PastSignal.of(source, situation, verdict),
                grants,
                verdict.suppressed(),
                heard(manifest, situation.submission().signal()),
                reservations(evaluation, grants));
    }

    private static List<Heard> heard(Manifest manifest, Signal signal) {
        List<Heard> heard = new ArrayList<>();
        if (manifest.memory() != null) {
            for (Memory.TrendCount count : manifest.memory().trends()) {
                if (count.counts(signal)) {
                    heard.add(new Heard(
                            count.name(), count.key(signal.topic()), Memory.TrendCount.hour(signal.occurredAt())));
                }
            }
        }
        return heard;
    }

    /** What guardrails brought about is not bounded by the limits of the policy. */
    private static List<Reservation> reservations(Evaluation evaluation, List<Grant> grants) {
        List<Reservation> reservations = new ArrayList<>();
        for (Limit limit : evaluation.limits()) {
            for (Grant grant : grants) {
                String key = grant.key(limit.scope());
                if (limit.scope().isShared()
                        && limit.what().equals(grant.what())
                        && evaluation.granted().contains(grant.what())
                        && key != null) {
                    reservations.add(new Reservation(
                            limit.what(),
                            limit.scope(),
                            key,
                            grant.at().minus(Hours.duration(limit.hours())),
                            limit.most(),
                            limit.total(),
                            grant.amount() == null ? BigDecimal.ZERO : grant.amount()));
                }
            }
        }
        return reservations;
    }
}
