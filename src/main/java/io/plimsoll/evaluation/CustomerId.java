package io.plimsoll.evaluation;

/** The client's own name of a customer, 1 to 200 characters. */
public record CustomerId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
