package io.plimsoll.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads query parameters and headers; what cannot be read is the caller's mistake, with advice. */
public final class Parameters {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final int MAX_LENGTH = 500;

    private Parameters() {}

    /** A text without control characters, at most {@value #MAX_LENGTH} characters. */
    public static @Nullable String text(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name, "has at most " + MAX_LENGTH + " characters and no control characters");
        }
        return value;
    }

    /** An instant with its offset between 1970 and 9999. */
    public static @Nullable Instant instant(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            // A plus in a query that is not escaped arrives as a space.
            Instant instant = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
            if (!instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Told below, as for an instant out of range.
        }
        throw invalid(name, "is an instant with its offset, for example 2026-03-02T09:15:00Z");
    }

    /** A whole number of one or more. */
    public static @Nullable Integer positive(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1) {
            throw invalid(name, "is a whole number of one or more");
        }
        return Integer.valueOf(value);
    }

    /** The name of a constant. */
    public static <E extends Enum<E>> @Nullable E constant(String name, @Nullable String value, Class<E> type) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> invalid(name, "is one of " + Arrays.toString(type.getEnumConstants())));
    }

    /** The number of items of a page, 1 to {@value Page#MAX_LIMIT}; {@value Page#DEFAULT_LIMIT} when absent. */
    public static int limit(@Nullable String value) {
        Integer limit = positive("limit", value);
        if (limit != null && limit > Page.MAX_LIMIT) {
            throw invalid("limit", "is at most " + Page.MAX_LIMIT);
        }
        return limit == null ? Page.DEFAULT_LIMIT : limit;
    }

    /** Refuses parameters that nobody reads: a filter with a typing error must not list everything. */
    public static void refuseUnknown(Set<String> sent, Set<String> known) {
        for (String name : sent) {
            if (!known.contains(name)) {
                throw new PlimsollException(
                        ProblemCode.INVALID_PARAMETER,
                        "There is a query parameter that is not known here. Known are "
                                + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    private static PlimsollException invalid(String name, String advice) {
        return new PlimsollException(ProblemCode.INVALID_PARAMETER, name + " " + advice + ".");
    }
}
