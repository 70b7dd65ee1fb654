package io.plimsoll.record;

/**
 * An authenticated client.
 *
 * @param value without spaces, so that what stands after a space is never the client's
 */
public record ClientName(String value) {
    public ClientName {
        if (value.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("the name of a client has no spaces");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
