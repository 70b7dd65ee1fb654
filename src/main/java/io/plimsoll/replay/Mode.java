package io.plimsoll.replay;

/** What a replay is to find out. */
public enum Mode {
    /** Whether the same version and the same situation still give the same verdict and trace, byte for byte. */
    REPRODUCE,
    /** What another version would have decided in the situations as they were recorded. */
    COMPARE,
    /** What another version would have decided along the timeline, its own verdicts feeding caps and history. */
    SIMULATE
}
