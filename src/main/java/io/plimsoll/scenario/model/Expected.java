package io.plimsoll.scenario.model;

import io.plimsoll.platform.CanonicalJson;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to come out of a model. */
public sealed interface Expected {
    /**
     * How what came out differs.
     *
     * @param subject what came out, as people call it
     * @param failed whether the model says that something went wrong on the way
     * @return in words; empty when it is as expected
     */
    List<String> differences(String subject, @Nullable Object actual, boolean failed);

    /**
     * This value, as the TCK holds values together: numbers nearly, and what fails gives null.
     *
     * @param tree dates, times and durations are strings in it
     */
    record Value(@Nullable Object tree) implements Expected {
        /** The measure of the kit's own runners. */
        private static final BigDecimal TOLERANCE = new BigDecimal("0.00000001");

        @Override
        public List<String> differences(String subject, @Nullable Object actual, boolean failed) {
            return new Differences(TOLERANCE).between(subject, tree, actual);
        }
    }

    /**
     * Exactly this value, and a model that does not fail on the way.
     *
     * @param literal a string, a number, true, false or null; dates, times and durations are strings
     */
    record Literal(@Nullable Object literal) implements Expected {
        @Override
        public List<String> differences(String subject, @Nullable Object actual, boolean failed) {
            return failed
                    ? List.of(subject + " failed, expected " + Differences.words(literal))
                    : new Differences(BigDecimal.ZERO).between(subject, literal, actual);
        }
    }

    /** A number beyond a bound. */
    record Bounded(Bound bound, BigDecimal limit) implements Expected {
        @Override
        public List<String> differences(String subject, @Nullable Object actual, boolean failed) {
            return actual instanceof BigDecimal number && bound.holds(number.compareTo(limit))
                    ? List.of()
                    : List.of(subject + " is " + Differences.words(actual) + ", expected " + bound.sign() + " "
                            + CanonicalJson.number(limit));
        }
    }

    /** On which side of a limit a number has to be. */
    enum Bound {
        AT_LEAST(">="),
        AT_MOST("<="),
        ABOVE(">"),
        BELOW("<");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        /** As FEEL writes it. */
        String sign() {
            return sign;
        }

        /** @param comparison of the number with the limit */
        boolean holds(int comparison) {
            return switch (this) {
                case AT_LEAST -> comparison >= 0;
                case AT_MOST -> comparison <= 0;
                case ABOVE -> comparison > 0;
                case BELOW -> comparison < 0;
            };
        }
    }
}
