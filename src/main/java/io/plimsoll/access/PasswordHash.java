package io.plimsoll.access;

/**
 * A password as it is stored; see {@link Passwords}.
 *
 * @param value bcrypt in the modular crypt format
 */
public record PasswordHash(String value) {
    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
