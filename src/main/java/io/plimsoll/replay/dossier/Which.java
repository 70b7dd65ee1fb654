package io.plimsoll.replay.dossier;

/** One of the two versions that are compared. */
enum Which {
    BASELINE,
    CANDIDATE
}
