package io.plimsoll.scenario.coverage;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of a body as a number, so that one can ask in which direction to move it: numbers as they are, times in seconds,
 * dates in days.
 *
 * @param step with which its effect is tried
 * @param write a number as a value of the same form
 */
record Scale(BigDecimal number, BigDecimal step, Function<BigDecimal, Object> write) {
    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);
    private static final List<Function<String, Scale>> READINGS =
            List.of(Scale::ofInstant, Scale::ofLocalTime, Scale::ofDate, Scale::ofDuration);

    /** Empty for what is neither a number nor a time. */
    static Optional<Scale> of(Object value) {
        if (value instanceof BigDecimal number) {
            return Optional.of(new Scale(number, BigDecimal.ONE, BigDecimal::stripTrailingZeros));
        }
        if (value instanceof String text) {
            for (Function<String, Scale> reading : READINGS) {
                try {
                    return Optional.of(reading.apply(text));
                } catch (DateTimeException e) {
                    // It is one of the others, or no time at all.
                }
            }
        }
        return Optional.empty();
    }

    private static Scale ofInstant(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return new Scale(BigDecimal.valueOf(instant.getEpochSecond()), HOUR, seconds -> Instant.ofEpochSecond(
                        seconds.longValue())
                .toString());
    }

    private static Scale ofLocalTime(String text) {
        LocalDateTime time = LocalDateTime.parse(text);
        return new Scale(BigDecimal.valueOf(time.toEpochSecond(ZoneOffset.UTC)), HOUR, seconds -> {
            String written = LocalDateTime.ofEpochSecond(seconds.longValue(), 0, ZoneOffset.UTC)
                    .toString();
            // Programs that read no time without seconds are common.
            return written.length() == "2026-01-01T00:00".length() ? written + ":00" : written;
        });
    }

    private static Scale ofDate(String text) {
        return new Scale(
                BigDecimal.valueOf(LocalDate.parse(text).toEpochDay()),
                BigDecimal.ONE,
                days -> LocalDate.ofEpochDay(days.longValue()).toString());
    }

    private static Scale ofDuration(String text) {
        return new Scale(BigDecimal.valueOf(Duration.parse(text).toSeconds()), HOUR, seconds -> Duration.ofSeconds(
                        seconds.longValue())
                .toString());
    }

    /** The value moved by so much. */
    Object moved(BigDecimal by) {
        return write.apply(number.add(by));
    }
}
