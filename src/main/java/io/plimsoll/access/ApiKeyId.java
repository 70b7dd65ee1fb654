package io.plimsoll.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public part of an API key.
 *
 * @param value 32 lower-case hexadecimal digits, ascending with the time at which keys were made
 */
public record ApiKeyId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{32}");

    public ApiKeyId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a key's id");
        }
    }

    public static Optional<ApiKeyId> parse(String text) {
        return PATTERN.matcher(text).matches() ? Optional.of(new ApiKeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
