package io.plimsoll.evaluation;

/** The client's own name of a signal, 1 to 200 characters. */
public record SignalId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
