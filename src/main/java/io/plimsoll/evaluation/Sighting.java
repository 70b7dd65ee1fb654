package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Explanation.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a situation, and what its tables saw on the way.
 *
 * @param tables those that were asked, in the order of the trace; guardrails may ask a table about each intent
 * @param fired the rules that fired
 */
public record Sighting(Evaluation evaluation, List<Table> tables, Set<RuleName> fired) {
    public Sighting {
        tables = List.copyOf(tables);
        fired = Set.copyOf(fired);
    }

    /**
     * A table that was asked.
     *
     * @param intent about which a guardrail was asked; null for none
     * @param refused whether no row was tried, because a value is not one that its column allows
     * @param met what the columns met
     * @param truths row by row what each cell says by itself, whether the engine came to it or not; never
     *     {@link Result#NOT_REACHED}
     * @param matched the numbers of the rows that matched, counted from 1
     * @param selected those of them that answered
     */
    public record Table(
            SurveyedTable.Name name,
            @Nullable String intent,
            boolean refused,
            List<Met> met,
            List<List<Result>> truths,
            Set<Integer> matched,
            Set<Integer> selected) {
        public Table {
            met = List.copyOf(met);
            truths = List.copyOf(truths);
            matched = Set.copyOf(matched);
            selected = Set.copyOf(selected);
        }

        /** What a cell says, if all cells before it hold; else {@link Result#NOT_REACHED}. Both count from 0. */
        public Result reached(int row, int column) {
            List<Result> cells = truths.get(row);
            return cells.subList(0, column).stream().allMatch(Result.TRUE::equals)
                    ? cells.get(column)
                    : Result.NOT_REACHED;
        }
    }

    /**
     * What a column met.
     *
     * @param known whether it could be computed
     * @param value as FEEL knows it, such as a BigDecimal, a String or a LocalDate; null is a value as well
     * @param text as canonical JSON
     */
    public record Met(boolean known, @Nullable Object value, String text) {}

    /** Names a rule in a policy and its guardrails. */
    public record RuleName(Manifest.Kind kind, String file, String rule) implements Comparable<RuleName> {
        private static final Comparator<RuleName> ORDER = Comparator.comparing(RuleName::kind)
                .thenComparing(RuleName::file)
                .thenComparing(RuleName::rule);

        @Override
        public int compareTo(RuleName other) {
            return ORDER.compare(this, other);
        }
    }
}
