package io.plimsoll.evaluation;

/** Where a signal was heard. */
public enum Channel {
    CHAT,
    EMAIL,
    SOCIAL,
    VOICE,
    IN_APP,
    TELEMETRY,
    INCIDENT
}
