package io.plimsoll.replay.dossier;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Between which values a figure probably lies, if the decisions are a random sample of many like them; at a confidence of
 * 95 %. Computed in decimals, so that everybody gets the same digits.
 */
record Interval(BigDecimal low, BigDecimal high) {
    /** The 97.5 % quantile of the standard normal distribution. */
    static final BigDecimal QUANTILE = new BigDecimal("1.959964");

    /** Decimals of shares. */
    static final int SHARE_SCALE = 4;
    /** Decimals of amounts. */
    static final int AMOUNT_SCALE = 2;

    private static final MathContext PRECISION = MathContext.DECIMAL128;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal FOUR = BigDecimal.valueOf(4);

    /**
     * Of a share: the score interval of Wilson, "Probable inference, the law of succession, and statistical inference",
     * Journal of the American Statistical Association 22 (1927), 209–212. It stays within 0 and 1 and holds for small
     * numbers, too.
     *
     * @return 0..1, {@value #SHARE_SCALE} decimals; empty for a share of nothing
     */
    static Optional<Interval> ofShare(long hits, long of) {
        if (of == 0) {
            return Optional.empty();
        }
        BigDecimal n = BigDecimal.valueOf(of);
        BigDecimal share = BigDecimal.valueOf(hits).divide(n, PRECISION);
        BigDecimal square = QUANTILE.multiply(QUANTILE, PRECISION);
        BigDecimal divisor = BigDecimal.ONE.add(square.divide(n, PRECISION), PRECISION);
        BigDecimal centre = share.add(square.divide(n.multiply(TWO), PRECISION), PRECISION);
        BigDecimal variance = share.multiply(BigDecimal.ONE.subtract(share), PRECISION)
                .divide(n, PRECISION)
                .add(square.divide(n.multiply(n).multiply(FOUR), PRECISION), PRECISION);
        BigDecimal half = QUANTILE.multiply(variance.sqrt(PRECISION), PRECISION);
        return Optional.of(new Interval(
                rounded(
                        centre.subtract(half, PRECISION)
                                .divide(divisor, PRECISION)
                                .max(BigDecimal.ZERO),
                        SHARE_SCALE),
                rounded(centre.add(half, PRECISION).divide(divisor, PRECISION).min(BigDecimal.ONE), SHARE_SCALE)));
    }

    /**
     * Of a total of paired differences: the normal approximation, total ± z·s·√n, where s is the standard deviation of the
     * differences of the n decisions. It says little when a few decisions make up most of the total.
     *
     * @return {@value #AMOUNT_SCALE} decimals; empty for fewer than two decisions
     */
    static Optional<Interval> ofTotal(long decisions, BigDecimal sum, BigDecimal squares) {
        if (decisions < 2) {
            return Optional.empty();
        }
        BigDecimal n = BigDecimal.valueOf(decisions);
        // n·Σd² − (Σd)² is exact; the variance is that by n(n−1), and the variance of the total n times the variance.
        BigDecimal spread = n.multiply(squares).subtract(sum.multiply(sum));
        BigDecimal variance = spread.max(BigDecimal.ZERO).divide(n.subtract(BigDecimal.ONE), PRECISION);
        BigDecimal half = QUANTILE.multiply(variance.sqrt(PRECISION), PRECISION);
        return Optional.of(
                new Interval(rounded(sum.subtract(half), AMOUNT_SCALE), rounded(sum.add(half), AMOUNT_SCALE)));
    }

    private static BigDecimal rounded(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.HALF_EVEN);
    }
}
