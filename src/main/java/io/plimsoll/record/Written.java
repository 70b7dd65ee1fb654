package io.plimsoll.record;

/** What became of a decision that wanted to be recorded. */
public enum Written {
    /** It is durable. */
    DURABLE,
    /** Its signal was decided before, or its key was used before. */
    LOST,
    /** Others decided meanwhile about the same customer or case, or took the room that it needed. */
    STALE,
    /** Kill switches, holds or overrides were set or lifted since it was evaluated. */
    OUTDATED
}
