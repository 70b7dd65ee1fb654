package io.plimsoll.evaluation;

/**
 * Scores what a customer wrote. Implementations MUST be thread-safe, MUST depend on nothing but the text, MUST give equal
 * scores for equal texts on every machine, and MUST NOT throw for any text of up to {@link Contract#MAX_TEXT} characters.
 */
@FunctionalInterface
public interface Scorer {
    /** Every score is present, in the range that {@link Scores} states, with at most four decimals. */
    Scored score(String text);
}
