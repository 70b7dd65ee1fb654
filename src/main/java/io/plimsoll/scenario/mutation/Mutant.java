package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.scenario.coverage.CellWord;
import java.util.List;
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
        return there + (after.isEmpty() ? "without " + before : changed());
    }

    /** Of several texts only those that differ: who reads two long lists does not find the difference. */
    private String changed() {
        List<String> gone = texts(before, after);
        List<String> come = texts(after, before);
        if (kind != Kind.VALUE || gone.size() != 1 || come.size() > 1) {
            return after + " instead of " + before;
        }
        return come.isEmpty() ? "without " + gone.get(0) : come.get(0) + " instead of " + gone.get(0);
    }

    /** The texts of a cell that do not stand in another one. */
    private static List<String> texts(String cell, String without) {
        List<String> others = CellWord.of(without).stream().map(CellWord::text).toList();
        return CellWord.of(cell).stream()
                .filter(word -> word.kind() == CellWord.Kind.TEXT)
                .map(CellWord::text)
                .filter(text -> !others.contains(text))
                .toList();
    }

    SurveyedTable inTable() {
        return Objects.requireNonNull(table);
    }
}
