package io.plimsoll.access;

/**
 * A password in clear, on its way from the request to {@link Passwords}. It is never stored nor printed.
 *
 * @param value as the person typed it
 */
public record Password(String value) {
    public static final int MIN_LENGTH = 12;
    public static final int MAX_LENGTH = 200;

    /** Whether it may be chosen; what was chosen before is compared as it is. */
    public boolean acceptable() {
        return value.length() >= MIN_LENGTH && value.length() <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
