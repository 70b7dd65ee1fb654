package io.plimsoll.evaluation;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.feel.lang.types.impl.ComparablePeriod;

/** Turns what FEEL computed into a {@link Tree}: numbers stay exact, dates and durations become ISO 8601 strings. */
final class FeelValues {
    private FeelValues() {}

    /** A FEEL value for which there is no JSON: a function, a range, a number out of bounds. */
    static final class Unrepresentable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unrepresentable(String what) {
            super(what, null, false, false);
        }
    }

    /** @throws Unrepresentable when there is no JSON for the value or for a part of it */
    static @Nullable Object tree(@Nullable Object feel) {
        if (feel == null || feel instanceof String || feel instanceof Boolean) {
            return feel;
        }
        if (feel instanceof BigDecimal number) {
            return bounded(number);
        }
        if (feel instanceof Number number) {
            return bounded(new BigDecimal(number.toString()));
        }
        if (feel instanceof Map<?, ?> context) {
            Tree.Builder object = Tree.object();
            context.forEach((name, value) -> object.put(String.valueOf(name), tree(value)));
            return object.build();
        }
        if (feel instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(tree(item)));
            return Collections.unmodifiableList(items);
        }
        if (feel instanceof ComparablePeriod period) {
            return period.asPeriod().toString();
        }
        if (feel instanceof TemporalAccessor || feel instanceof Duration) {
            return feel.toString();
        }
        throw new Unrepresentable("a value of the kind " + feel.getClass().getSimpleName());
    }

    private static BigDecimal bounded(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        long exponent = (long) plain.precision() - plain.scale() - 1;
        if (plain.signum() != 0
                && (plain.precision() > StrictJson.MAX_DIGITS || Math.abs(exponent) > StrictJson.MAX_EXPONENT)) {
            throw new Unrepresentable("a number out of bounds");
        }
        return plain;
    }
}
