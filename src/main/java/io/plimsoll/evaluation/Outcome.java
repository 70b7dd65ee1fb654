package io.plimsoll.evaluation;

/** What is to happen, from the weakest to the strongest. */
public enum Outcome {
    /** Nothing is to be done. */
    DISMISS,
    /** Nothing is to be done but to keep watching. */
    MONITOR,
    /** At least one intent may be carried out as it stands. */
    ACT,
    /** A person has to approve before anything is carried out. */
    ASK_APPROVAL,
    /** A person takes over. */
    ESCALATE;

    /** The stronger of the two. */
    public Outcome or(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
