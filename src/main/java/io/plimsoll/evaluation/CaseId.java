package io.plimsoll.evaluation;

/** The client's own name of a case (an order, a ticket, a conversation), 1 to 200 characters. */
public record CaseId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
