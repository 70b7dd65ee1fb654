package io.plimsoll.record;

/** The authenticated client that sent a signal. */
public record ClientName(String value) {
    @Override
    public String toString() {
        return value;
    }
}
