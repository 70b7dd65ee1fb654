package io.plimsoll.evaluation;

/** The parts of an evaluation, in the order in which they run. */
public enum Phase {
    /** Rules derive features from history. */
    PERCEIVE,
    /** Tables answer the questions of the domain. */
    DECIDE,
    /** Rules apply caps, cooldowns and arbitration to the proposals. */
    GOVERN,
    /** A separately approved bundle restricts what is left. */
    GUARD
}
