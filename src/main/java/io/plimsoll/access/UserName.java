package io.plimsoll.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a local user, or of the client that holds a key.
 *
 * @param value 2 to 63 lower-case letters, digits and hyphens, a letter first
 */
public record UserName(String value) {
    /** What {@link #value} has to look like. */
    public static final String FORM = "[a-z][a-z0-9-]{1,62}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public UserName {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a user's name");
        }
    }

    public static Optional<UserName> parse(String text) {
        return PATTERN.matcher(text).matches() ? Optional.of(new UserName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
