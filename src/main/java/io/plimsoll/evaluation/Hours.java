package io.plimsoll.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Lengths of time as policies see them: decimal hours. */
final class Hours {
    private static final BigDecimal NANOS =
            BigDecimal.valueOf(Duration.ofHours(1).toNanos());
    /** A thousandth of a second is a third of the last digit. */
    private static final int DIGITS = 6;

    private Hours() {}

    /** Rounded up, so that what lies beyond a bound by however little is beyond it here too. */
    static BigDecimal of(Duration length) {
        BigDecimal nanos =
                BigDecimal.valueOf(length.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(length.getNano()));
        return nanos.divide(NANOS, DIGITS, RoundingMode.CEILING);
    }

    static BigDecimal between(Instant earlier, Instant later) {
        return of(Duration.between(earlier, later));
    }

    static Duration duration(BigDecimal hours) {
        return Duration.of(
                hours.multiply(NANOS).setScale(0, RoundingMode.CEILING).longValueExact(), ChronoUnit.NANOS);
    }
}
