package io.plimsoll.evaluation;

/** Within what a limit counts. */
public enum Scope {
    CUSTOMER,
    CASE,
    QUEUE,
    TOPIC,
    DOMAIN;

    /** Whether decisions about different customers count together, so that one may take what another was about to. */
    public boolean isShared() {
        return switch (this) {
            case CUSTOMER, CASE -> false;
            case QUEUE, TOPIC, DOMAIN -> true;
        };
    }
}
