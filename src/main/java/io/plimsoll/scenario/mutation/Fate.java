package io.plimsoll.scenario.mutation;

/** What became of a mutant. */
public enum Fate {
    /** A scenario noticed it. */
    KILLED,
    /** No scenario noticed it. */
    SURVIVED,
    /** It does not compile. */
    STILLBORN,
    /** It did not come to an end and was stopped; it counts as killed, because nobody would wait for it. */
    STOPPED,
    /** It survived, and the search for a case that would notice it did not come to an end; it is not tried again. */
    UNSOUGHT
}
