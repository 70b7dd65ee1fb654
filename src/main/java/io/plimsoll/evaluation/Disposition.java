package io.plimsoll.evaluation;

/** How far an intent may go, from the loosest to the strictest. */
public enum Disposition {
    PERMITTED,
    NEEDS_APPROVAL,
    REFUSED;

    /** The weakest outcome that an intent with this disposition leads to. */
    Outcome outcome() {
        return switch (this) {
            case PERMITTED -> Outcome.ACT;
            case NEEDS_APPROVAL -> Outcome.ASK_APPROVAL;
            case REFUSED -> Outcome.DISMISS;
        };
    }
}
