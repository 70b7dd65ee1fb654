package io.plimsoll.evaluation;

import java.util.regex.Pattern;

/**
 * The name of a business domain, for example {@code retail}.
 *
 * @param value lower-case letters, digits and hyphens, 2 to 40 characters, a letter first
 */
public record DomainName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public DomainName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a domain's name is lower-case letters, digits and hyphens");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
