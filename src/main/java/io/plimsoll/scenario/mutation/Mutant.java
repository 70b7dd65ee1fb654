package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.SurveyedTable;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A policy with one mistake in it, as somebody could make it.
 *
 * @param subject the table, constant or file of rules in which it lies; scores are told for each
 * @param table null for everything that is no table
 * @param row counted from 0; -1 where it concerns no row
 * @param column of the conditions, or of the conclusions where the kind is {@link Kind#OUTPUT}, counted from 0; -1 for none
 * @param place where in the subject, for people; empty for all of it
 * @param before what stands there
 * @param after what stands there instead; empty when nothing does
 * @param rule that is changed; empty for everything that is no rule
 * @param path of the file that is changed
 * @param change of its content
 */
record Mutant(
        String subject,
        @Nullable SurveyedTable table,
        Kind kind,
        int row,
        int column,
        String place,
        String before,
        String after,
        String rule,
        String path,
        UnaryOperator<byte[]> change) {
    /** What is changed. */
    enum Kind {
        THRESHOLD,
        OPERATOR,
        VALUE,
        NEGATION,
        OUTPUT,
        ROW,
        ORDER,
        HIT_POLICY,
        CONSTANT,
        RULE_NUMBER,
        RULE_OPERATOR,
        RULE_CONDITION,
        RULE_CONCLUSION,
        RULE
    }

    /** The same in every run over the same bundle, and of no other mutant. */
    String key() {
        return String.join(
                "|", subject, kind.name(), String.valueOf(row), String.valueOf(column), place, before, after);
    }

    /** What is changed, for people. */
    String words() {
        String there = place.isEmpty() ? "" : place + ": ";
        return there + (after.isEmpty() ? "without " + before : after + " instead of " + before);
    }

    SurveyedTable inTable() {
        return Objects.requireNonNull(table);
    }
}
