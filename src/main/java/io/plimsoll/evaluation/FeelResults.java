package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.chrono.ChronoPeriod;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.feel.lang.types.impl.ComparablePeriod;
import org.kie.dmn.feel.runtime.Range;
import org.kie.dmn.feel.runtime.Range.RangeBoundary;
import org.kie.dmn.feel.runtime.impl.UndefinedValueComparable;
import org.kie.dmn.feel.util.TypeUtil;

/**
 * Turns what a model of anybody answered into a {@link Tree}: numbers stay exact, contexts become objects, and what JSON
 * has no form for (dates, times, durations, ranges) becomes the string that FEEL writes for it.
 */
final class FeelResults {
    /** Something in the answer has no form in JSON, such as a function; null stands for it. */
    static final String WITHOUT_JSON = "RESULT_WITHOUT_JSON";

    private final @Nullable String element;
    private final List<ModelMessage> messages;

    /** @param messages receives what could not be told, of the element */
    FeelResults(@Nullable String element, List<ModelMessage> messages) {
        this.element = element;
        this.messages = messages;
    }

    @Nullable Object tree(@Nullable Object feel) {
        if (feel == null || feel instanceof Boolean) {
            return feel;
        }
        if (feel instanceof String || feel instanceof Character) {
            return text(feel.toString());
        }
        if (feel instanceof Number number) {
            return number(number);
        }
        if (feel instanceof Map<?, ?> context) {
            Tree.Builder object = Tree.object();
            context.forEach((name, value) -> object.put(String.valueOf(name), tree(value)));
            return object.build();
        }
        if (feel instanceof Collection<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(tree(item)));
            return items;
        }
        if (feel instanceof Range range) {
            return range(range);
        }
        String temporal = temporal(feel);
        return temporal == null ? missing("a value of the kind " + kind(feel)) : temporal;
    }

    /** JSON has an escape for NUL and for half a pair, and many of its readers, ours too, take neither. */
    private @Nullable Object text(String text) {
        return StrictJson.isText(text) ? text : missing("a string that is no text: NUL, or half of a surrogate pair");
    }

    private @Nullable Object number(Number number) {
        try {
            BigDecimal exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
            BigDecimal rounded = exact.round(MathContext.DECIMAL128).stripTrailingZeros();
            long exponent = (long) rounded.precision() - rounded.scale() - 1;
            return rounded.signum() == 0 || Math.abs(exponent) <= StrictJson.MAX_WIDE_EXPONENT
                    ? rounded
                    : missing("a number of an exponent beyond ±" + StrictJson.MAX_WIDE_EXPONENT);
        } catch (NumberFormatException e) {
            return missing("a number that is not finite");
        }
    }

    private static @Nullable String temporal(Object feel) {
        if (feel instanceof ComparablePeriod period) {
            return TypeUtil.formatPeriod(period.asPeriod(), false);
        }
        return feel instanceof TemporalAccessor || feel instanceof Duration || feel instanceof ChronoPeriod
                ? TypeUtil.formatValue(feel, false)
                : null;
    }

    private static String range(Range range) {
        boolean openLow = range.getLowBoundary() == RangeBoundary.OPEN;
        boolean openHigh = range.getHighBoundary() == RangeBoundary.OPEN;
        if (range.getLowEndPoint() instanceof UndefinedValueComparable) {
            return (openHigh ? "<" : "<=") + literal(range.getHighEndPoint());
        }
        if (range.getHighEndPoint() instanceof UndefinedValueComparable) {
            return (openLow ? ">" : ">=") + literal(range.getLowEndPoint());
        }
        return (openLow ? "(" : "[") + literal(range.getLowEndPoint()) + ".." + literal(range.getHighEndPoint())
                + (openHigh ? ")" : "]");
    }

    /** An end point as FEEL writes it. */
    private static String literal(@Nullable Object end) {
        if (end == null) {
            return "null";
        }
        if (end instanceof BigDecimal number) {
            return CanonicalJson.number(number);
        }
        String temporal = temporal(end);
        return temporal == null ? CanonicalJson.text(end.toString()) : "@\"" + temporal + "\"";
    }

    private @Nullable Object missing(String what) {
        messages.add(ModelMessage.warning(
                WITHOUT_JSON, element, "the result contains " + what + ", for which null stands here"));
        return null;
    }

    private static String kind(Object feel) {
        return feel instanceof org.kie.dmn.feel.runtime.FEELFunction
                ? "function"
                : feel.getClass().getSimpleName();
    }
}
