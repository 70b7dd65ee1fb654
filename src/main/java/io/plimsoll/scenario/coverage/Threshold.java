package io.plimsoll.scenario.coverage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.chrono.ChronoPeriod;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value in a cell at which the answer of the cell changes: {@code <= 200} holds at 200 and no longer just above.
 *
 * @param text as written
 * @param value a {@link BigDecimal}, or a {@code java.time} value
 * @param side where the answer is another than at the value itself
 */
public record Threshold(String text, Object value, Side side) {
    /** On which side of the value. */
    public enum Side {
        BELOW,
        ABOVE,
        /** Of a value that is asked for itself. */
        EITHER
    }

    private static final List<Function<String, Object>> TEMPORALS = List.of(
            LocalDate::parse,
            OffsetDateTime::parse,
            ZonedDateTime::parse,
            LocalDateTime::parse,
            LocalTime::parse,
            Duration::parse,
            Period::parse);

    /** The thresholds of a cell; those that are computed are not known. */
    public static List<Threshold> of(String cell) {
        List<CellWord> words = CellWord.of(cell);
        Set<Threshold> thresholds = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            Optional<Object> value = value(words.get(i));
            Side side = value.isPresent() ? side(words, i) : null;
            if (value.isPresent() && side != null) {
                thresholds.add(new Threshold(words.get(i).content(), value.get(), side));
            }
        }
        return List.copyOf(thresholds);
    }

    private static Optional<Object> value(CellWord word) {
        return switch (word.kind()) {
            case NUMBER -> Optional.of(new BigDecimal(word.text()));
            case TEMPORAL -> temporal(word.content());
            case TEXT, NAME, SIGN -> Optional.empty();
        };
    }

    /** A date, a time or a duration as it is written between quotes, some steps later; empty when it is none. */
    public static Optional<String> moved(String temporal, int steps) {
        return temporal(temporal)
                .flatMap(value -> new Threshold(temporal, value, Side.EITHER).moved(steps))
                .map(Object::toString);
    }

    private static Optional<Object> temporal(String text) {
        for (Function<String, Object> reading : TEMPORALS) {
            try {
                return Optional.of(reading.apply(text));
            } catch (DateTimeParseException e) {
                // It is one of the others.
            }
        }
        return Optional.empty();
    }

    /** What stands around a value says on which side the answer changes; null when it is part of a computation. */
    private static @Nullable Side side(List<CellWord> words, int index) {
        int from = index;
        int to = index;
        if (words.get(index).kind() == CellWord.Kind.TEMPORAL) {
            // date and time("…") and @"…" are one value.
            boolean call = !words.get(index - 1).is("@");
            to = call ? index + 1 : index;
            from = index - 1;
            while (call && from > 0 && words.get(from - 1).kind() == CellWord.Kind.NAME) {
                from--;
            }
        }
        String before = from == 0 ? "," : words.get(from - 1).text();
        String after = to + 1 >= words.size() ? "," : words.get(to + 1).text();
        if (after.equals("..")) {
            return before.equals("[") ? Side.BELOW : before.equals("(") || before.equals("]") ? Side.ABOVE : null;
        }
        if (before.equals("..")) {
            return after.equals("]") ? Side.ABOVE : after.equals(")") || after.equals("[") ? Side.BELOW : null;
        }
        if (!after.equals(",") && !after.equals(")")) {
            return null;
        }
        return switch (before) {
            case "<=", ">" -> Side.ABOVE;
            case "<", ">=" -> Side.BELOW;
            case "=", "!=", ",", "(" -> Side.EITHER;
            default -> null;
        };
    }

    /** Whether a column met exactly this value. */
    public boolean isAt(@Nullable Object met) {
        return compared(met) == 0;
    }

    /** Whether a column met a value next to it, at most one {@link #unit} away, where the answer is another. */
    public boolean isBeside(@Nullable Object met) {
        int compared = compared(met);
        boolean there =
                switch (side) {
                    case BELOW -> compared == -1;
                    case ABOVE -> compared == 1;
                    case EITHER -> compared == -1 || compared == 1;
                };
        return there
                && (moved(-1).map(low -> comparedWith(low, met)).orElse(1) <= 0
                        && moved(1).map(high -> comparedWith(high, met)).orElse(-1) >= 0);
    }

    /** The value that is one step away: the last digit of a number, a day of a date, a second of a time. */
    public Optional<Object> moved(int steps) {
        if (value instanceof BigDecimal number) {
            return Optional.of(number.add(unit().multiply(BigDecimal.valueOf(steps))));
        }
        if (value instanceof LocalDate date) {
            return Optional.of(date.plusDays(steps));
        }
        if (value instanceof Temporal time) {
            return Optional.of(time.plus(steps, ChronoUnit.SECONDS));
        }
        return value instanceof Duration duration
                ? Optional.of(duration.plus(durationUnit(duration).multipliedBy(steps)))
                : Optional.of(((Period) value).plusMonths(steps));
    }

    /** One of the last digit that is written: 1 of 200, 0.01 of 0.25. */
    private BigDecimal unit() {
        return BigDecimal.ONE.movePointLeft(Math.max(0, ((BigDecimal) value).scale()));
    }

    private static Duration durationUnit(Duration duration) {
        for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES)) {
            if (!duration.isZero() && duration.toSeconds() % unit.getDuration().toSeconds() == 0) {
                return unit.getDuration();
            }
        }
        return Duration.ofSeconds(1);
    }

    /** The values next to it where the answer is another. */
    public List<Object> beside() {
        List<Object> values = new ArrayList<>();
        if (side != Side.ABOVE) {
            moved(-1).ifPresent(values::add);
        }
        if (side != Side.BELOW) {
            moved(1).ifPresent(values::add);
        }
        return values;
    }

    /** -1, 0 or 1 as the met value lies below, at or above; 2 when the two cannot be compared. */
    private int compared(@Nullable Object met) {
        int compared = comparedWith(value, met);
        return Math.abs(compared) > 1 ? compared : -compared;
    }

    /** How the first compares with what was met, -1, 0 or 1; 2 when they cannot be compared. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of the same class
    private static int comparedWith(Object one, @Nullable Object met) {
        if (one instanceof Period period && met instanceof ChronoPeriod other) {
            return Long.compare(
                    period.toTotalMonths(), other.get(ChronoUnit.YEARS) * 12 + other.get(ChronoUnit.MONTHS));
        }
        Object left = comparable(one);
        Object right = met == null ? null : comparable(met);
        return right != null && left instanceof Comparable comparable && left.getClass() == right.getClass()
                ? Integer.signum(comparable.compareTo(right))
                : 2;
    }

    /** Instants compare, whatever their offsets. */
    private static Object comparable(Object value) {
        return value instanceof OffsetDateTime time
                ? time.toInstant()
                : value instanceof ZonedDateTime zoned ? zoned.toInstant() : value;
    }
}
