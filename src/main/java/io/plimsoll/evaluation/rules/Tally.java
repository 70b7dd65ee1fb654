package io.plimsoll.evaluation.rules;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.AccumulateFunction;

/**
 * The aggregate functions of rules, in exact decimals whatever the order of the facts. The engine's own go through {@code
 * double} for some types. Nothing (null) is left out. Public only because the engine makes them.
 */
public abstract class Tally implements AccumulateFunction<Tally.Sheet> {
    private static final long serialVersionUID = 1L;

    /** An average is rounded to what a trace can hold; everything else is exact or a fault. */
    private static final MathContext AVERAGE = new MathContext(Exact.MAX_DIGITS, RoundingMode.HALF_EVEN);

    /** What was seen so far. */
    public static final class Sheet implements Serializable {
        private static final long serialVersionUID = 1L;

        private long count;
        private BigDecimal sum = BigDecimal.ZERO;
        private @Nullable BigDecimal least;
        private @Nullable BigDecimal most;
        private transient List<Object> facts = new ArrayList<>();
    }

    /** Which facts; not for authors, but for the trace. */
    public static final class Seen extends Tally {
        private static final long serialVersionUID = 1L;

        @Override
        void add(Sheet sheet, Object value) {
            sheet.facts.add(value);
        }

        @Override
        Object result(Sheet sheet) {
            return new Exact.Seen(sheet.facts.toArray());
        }

        @Override
        public Class<?> getResultType() {
            return Object.class;
        }
    }

    /** How many. */
    public static final class Count extends Tally {
        private static final long serialVersionUID = 1L;

        @Override
        void add(Sheet sheet, Object value) {
            sheet.count++;
        }

        @Override
        BigDecimal result(Sheet sheet) {
            return Exact.bounded(BigDecimal.valueOf(sheet.count));
        }
    }

    /** Zero when there is nothing. */
    public static final class Sum extends Tally {
        private static final long serialVersionUID = 1L;

        @Override
        BigDecimal result(Sheet sheet) {
            return Exact.bounded(sheet.sum);
        }
    }

    /** Nothing when there is nothing. */
    public static final class Least extends Tally {
        private static final long serialVersionUID = 1L;

        @Override
        @Nullable BigDecimal result(Sheet sheet) {
            return sheet.least == null ? null : Exact.bounded(sheet.least);
        }
    }

    /** Nothing when there is nothing. */
    public static final class Most extends Tally {
        private static final long serialVersionUID = 1L;

        @Override
        @Nullable BigDecimal result(Sheet sheet) {
            return sheet.most == null ? null : Exact.bounded(sheet.most);
        }
    }

    /** Nothing when there is nothing; rounded half even to 34 digits. */
    public static final class Average extends Tally {
        private static final long serialVersionUID = 1L;

        @Override
        @Nullable BigDecimal result(Sheet sheet) {
            return sheet.count == 0 ? null : Exact.bounded(sheet.sum.divide(BigDecimal.valueOf(sheet.count), AVERAGE));
        }
    }

    abstract @Nullable Object result(Sheet sheet);

    void add(Sheet sheet, Object value) {
        BigDecimal number = Exact.decimal(value);
        sheet.count++;
        sheet.sum = sheet.sum.add(number);
        sheet.least = sheet.least == null || number.compareTo(sheet.least) < 0 ? number : sheet.least;
        sheet.most = sheet.most == null || number.compareTo(sheet.most) > 0 ? number : sheet.most;
    }

    @Override
    public Sheet createContext() {
        return new Sheet();
    }

    @Override
    public void init(Sheet sheet) {
        sheet.count = 0;
        sheet.sum = BigDecimal.ZERO;
        sheet.least = null;
        sheet.most = null;
        sheet.facts = new ArrayList<>();
    }

    @Override
    public void accumulate(Sheet sheet, @Nullable Object value) {
        if (value instanceof Exact.Seen seen) {
            for (Object each : seen.values()) {
                if (each != null) {
                    add(sheet, each);
                }
            }
        }
    }

    @Override
    public void reverse(Sheet sheet, @Nullable Object value) {
        throw new IllegalStateException("facts are never taken back");
    }

    @Override
    public @Nullable Object getResult(Sheet sheet) {
        return result(sheet);
    }

    @Override
    public boolean supportsReverse() {
        return false;
    }

    @Override
    public Class<?> getResultType() {
        return BigDecimal.class;
    }

    @Override
    public void writeExternal(ObjectOutput out) {
        // There is no state beside the sheet.
    }

    @Override
    public void readExternal(ObjectInput in) {
        // There is no state beside the sheet.
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other != null && getClass() == other.getClass();
    }

    @Override
    public int hashCode() {
        return getClass().getName().hashCode();
    }
}
