package io.plimsoll.evaluation.diff;

/** What happened to the subject of a change. */
public enum Action {
    ADDED,
    REMOVED,
    CHANGED,
    MOVED,
    RENAMED;

    Action mirrored() {
        return switch (this) {
            case ADDED -> REMOVED;
            case REMOVED -> ADDED;
            case CHANGED, MOVED, RENAMED -> this;
        };
    }
}
