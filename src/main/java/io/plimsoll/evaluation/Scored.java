package io.plimsoll.evaluation;

/** Scores together with who made them, so that the two never part. */
public record Scored(Scores scores, Producer producer) {}
