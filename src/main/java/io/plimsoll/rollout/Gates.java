package io.plimsoll.rollout;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a shadow or a canary is stopped without asking anybody. Shares are 0 to 1.
 *
 * @param minDecisions compared before anything is judged
 * @param maxFailed share that the candidate handed over because it could not decide
 * @param maxChanged share with another verdict; null for any
 * @param maxMoreMoney by which share the candidate may permit more money than the active version; null for any
 */
public record Gates(
        int minDecisions,
        BigDecimal maxFailed,
        @Nullable BigDecimal maxChanged,
        @Nullable BigDecimal maxMoreMoney) {
    /** A candidate that fails is stopped; whether it may change verdicts is for people to say. */
    public static final Gates DEFAULT = new Gates(20, new BigDecimal("0.01"), null, null);

    /** The first gate that is broken, in words; empty when none is. */
    public Optional<String> broken(Totals totals) {
        if (totals.decisions() < minDecisions) {
            return Optional.empty();
        }
        BigDecimal failed = share(totals.failed(), totals.decisions());
        if (failed.compareTo(maxFailed) > 0) {
            return Optional.of("it could not decide " + percent(failed) + " of " + totals.decisions()
                    + " decisions; allowed are " + percent(maxFailed));
        }
        BigDecimal changed = share(totals.changed(), totals.decisions());
        if (maxChanged != null && changed.compareTo(maxChanged) > 0) {
            return Optional.of("it changes " + percent(changed) + " of " + totals.decisions()
                    + " decisions; allowed are " + percent(maxChanged));
        }
        if (maxMoreMoney != null) {
            BigDecimal allowed = totals.moneyBaseline().multiply(BigDecimal.ONE.add(maxMoreMoney));
            if (totals.moneyCandidate().compareTo(allowed) > 0) {
                return Optional.of("it permits " + CanonicalJson.number(totals.moneyCandidate()) + " where the active"
                        + " version permits " + CanonicalJson.number(totals.moneyBaseline()) + "; allowed are "
                        + percent(maxMoreMoney) + " more");
            }
        }
        return Optional.empty();
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP);
    }

    private static String percent(BigDecimal share) {
        return CanonicalJson.number(share.movePointRight(2).setScale(2, RoundingMode.HALF_UP)) + " %";
    }

    /** Canonical JSON. */
    public String json() {
        return new String(
                CanonicalJson.bytes(Tree.object()
                        .put("minDecisions", BigDecimal.valueOf(minDecisions))
                        .put("maxFailed", maxFailed)
                        .put("maxChanged", maxChanged)
                        .put("maxMoreMoney", maxMoreMoney)
                        .build()),
                StandardCharsets.UTF_8);
    }

    /** What {@link #json()} wrote, or what a caller sent in the same shape; absent fields have their defaults. */
    public static Gates of(Map<String, @Nullable Object> tree) {
        BigDecimal least = (BigDecimal) tree.get("minDecisions");
        BigDecimal failed = (BigDecimal) tree.get("maxFailed");
        return new Gates(
                least == null ? DEFAULT.minDecisions() : least.intValueExact(),
                failed == null ? DEFAULT.maxFailed() : failed,
                (BigDecimal) tree.get("maxChanged"),
                (BigDecimal) tree.get("maxMoreMoney"));
    }

    public static Gates parse(String json) {
        return of(Tree.asObject(StrictJson.read(json.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * What was compared so far.
     *
     * @param changed how many verdicts differ
     * @param failed how many the candidate could not decide
     * @param moneyBaseline what the active version permitted, or would have
     * @param moneyCandidate what the candidate would have permitted, or did
     */
    public record Totals(
            long decisions, long changed, long failed, BigDecimal moneyBaseline, BigDecimal moneyCandidate) {
        public static final Totals NONE = new Totals(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
