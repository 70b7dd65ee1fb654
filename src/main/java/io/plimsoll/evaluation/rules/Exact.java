package io.plimsoll.evaluation.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What comparisons and arithmetic in rules mean. The engine's own operators are not used: they go through {@code double}
 * or {@code equals} for some pairs of types. Public only because the rules that the engine compiles call it.
 *
 * <p>Numbers are decimals: 1.0 equals 1, whatever the Java types. Nothing (null) equals only nothing, is neither less nor
 * greater than anything, and makes any sum that it enters nothing. All functions are pure.
 */
public final class Exact {
    /** The digits that canonical JSON can hold. */
    static final int MAX_DIGITS = 34;
    /** Farther from the point than this no digit may stand; a number beyond cannot be computed with. */
    private static final int MAX_SCALE = 64;

    private Exact() {}

    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (isNumber(left) && isNumber(right)) {
            return decimal(left).compareTo(decimal(right)) == 0;
        }
        return plain(left).equals(plain(right));
    }

    public static boolean unequal(@Nullable Object left, @Nullable Object right) {
        return !equal(left, right);
    }

    public static boolean less(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && compare(left, right) < 0;
    }

    public static boolean atMost(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && compare(left, right) <= 0;
    }

    public static boolean greater(@Nullable Object left, @Nullable Object right) {
        return less(right, left);
    }

    public static boolean atLeast(@Nullable Object left, @Nullable Object right) {
        return atMost(right, left);
    }

    public static boolean oneOf(@Nullable Object value, Object... members) {
        for (Object member : members) {
            if (equal(value, member)) {
                return true;
            }
        }
        return false;
    }

    public static boolean noneOf(@Nullable Object value, Object... members) {
        return !oneOf(value, members);
    }

    public static boolean all(boolean... parts) {
        for (boolean part : parts) {
            if (!part) {
                return false;
            }
        }
        return true;
    }

    public static boolean any(boolean... parts) {
        for (boolean part : parts) {
            if (part) {
                return true;
            }
        }
        return false;
    }

    public static boolean present(@Nullable Object value) {
        return value != null;
    }

    public static @Nullable BigDecimal plus(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? null : bounded(decimal(left).add(decimal(right)));
    }

    public static @Nullable BigDecimal minus(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? null : bounded(decimal(left).subtract(decimal(right)));
    }

    public static @Nullable BigDecimal times(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? null : bounded(decimal(left).multiply(decimal(right)));
    }

    /** The arguments of an aggregate as one value, so that nothing (null) stays apart from no fact. */
    public static Seen seen(@Nullable Object... values) {
        return new Seen(values);
    }

    /** Values on their way into an aggregate, or the facts that one has seen. */
    public static final class Seen {
        private final @Nullable Object[] values;

        Seen(@Nullable Object[] values) {
            this.values = values;
        }

        @Nullable Object[] values() {
            return values;
        }
    }

    /** A literal; the text was written by the emitter. */
    public static BigDecimal number(String literal) {
        return new BigDecimal(literal);
    }

    /** A literal with characters that are better not put between quotes: UTF-8 in hex. */
    public static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    /** Without trailing zeros, so that equal numbers become equal results. */
    public static @Nullable BigDecimal toDecimal(@Nullable Object value) {
        return value == null ? null : bounded(decimal(value));
    }

    public static int toInt(@Nullable Object value) {
        return whole(value).intValueExact();
    }

    public static long toLong(@Nullable Object value) {
        return whole(value).longValueExact();
    }

    /** @throws ArithmeticException when the number has more digits than a trace can hold */
    static BigDecimal bounded(BigDecimal number) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.precision() > MAX_DIGITS || Math.abs(plain.scale()) > MAX_SCALE) {
            throw new ArithmeticException("more than " + MAX_DIGITS + " digits");
        }
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** @throws ArithmeticException when it is so large or small that computing with it would take the memory */
    static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            if (Math.abs((long) number.scale()) > MAX_SCALE || number.precision() > 2 * MAX_SCALE) {
                throw new ArithmeticException("a number out of range");
            }
            return number;
        }
        if (value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        throw new ArithmeticException("not a number");
    }

    private static BigInteger whole(@Nullable Object value) {
        if (value == null) {
            throw new ArithmeticException("no number");
        }
        return decimal(value).toBigIntegerExact();
    }

    private static boolean isNumber(Object value) {
        return value instanceof BigDecimal || value instanceof Integer || value instanceof Long;
    }

    private static int compare(Object left, Object right) {
        return left instanceof Instant instant && right instanceof Instant other
                ? instant.compareTo(other)
                : decimal(left).compareTo(decimal(right));
    }

    private static Object plain(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value;
    }
}
