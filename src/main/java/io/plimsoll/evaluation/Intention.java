package io.plimsoll.evaluation;

/**
 * What a customer wants, as far as the built-in scorer tells it apart. On the wire ({@link Scores#intention}) it is the
 * constant's name; other producers may send names of their own. The order breaks ties: what costs more to miss comes first.
 */
public enum Intention {
    /** Announces a lawyer, a court, a regulator or the police. */
    LEGAL_THREAT,
    /** Wants to speak to a person, or to somebody with more authority. */
    SUPERVISOR_REQUEST,
    /** Wants money back, or asks where it is. */
    REFUND_REQUEST,
    /** Wants to end an order, a transfer, a contract or the account. */
    CANCEL_REQUEST,
    /** Wants to send goods back or to have others for them. */
    RETURN_OR_EXCHANGE,
    /** A payment failed, is missing, or was taken wrongly. */
    PAYMENT_PROBLEM,
    /** Asks where goods are, when or how they come. */
    DELIVERY_QUESTION,
    /** Sign-in, identity, personal details. */
    ACCOUNT_QUESTION,
    /** Is dissatisfied and names none of the wishes above. */
    COMPLAINT,
    /** Asks how something works or what it costs. */
    INFORMATION,
    /** None of these, as far as the scorer can tell. */
    NONE
}
