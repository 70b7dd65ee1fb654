package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.Explanation.Result;
import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.scenario.coverage.Candidate;
import io.plimsoll.scenario.coverage.Threshold;
import io.plimsoll.scenario.coverage.Wanted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * A case that would notice a mutant: the changed row depends on the changed cell alone, which meets a value at which the
 * change matters; then the two policies are asked.
 *
 * @param table at which the search looks
 * @param row that is changed, counted from 0; -1 where any case may do
 * @param column that is changed, counted from 0; -1 where the whole row is, or what it concludes
 * @param values at and beside which the change matters; empty where any value may do
 * @param differs whether the two answer a case differently
 */
record Notice(
        SurveyedTable table, int row, int column, List<BigDecimal> values, BiPredicate<Candidate, Sighting> differs)
        implements Wanted {
    private static final long WEIGHT = 10_000;

    Notice {
        values = List.copyOf(values);
    }

    static Notice of(Mutant mutant, SurveyedTable table, BiPredicate<Candidate, Sighting> differs) {
        boolean cell = mutant.table() != null && mutant.kind() != Mutant.Kind.OUTPUT && mutant.column() >= 0;
        Set<BigDecimal> values = new LinkedHashSet<>();
        if (cell) {
            addValues(mutant.before(), values);
            addValues(mutant.after(), values);
        }
        return new Notice(table, mutant.row(), cell ? mutant.column() : -1, List.copyOf(values), differs);
    }

    private static void addValues(String cell, Set<BigDecimal> into) {
        for (Threshold threshold : Threshold.of(cell)) {
            List<Object> all = new ArrayList<>(List.of(threshold.value()));
            all.addAll(threshold.beside());
            all.stream()
                    .filter(BigDecimal.class::isInstance)
                    .map(BigDecimal.class::cast)
                    .forEach(into::add);
        }
    }

    @Override
    public long distance(Sighting.Table sight) {
        if (row < 0) {
            return 0;
        }
        List<Result> cells = sight.truths().get(row);
        long wrong = IntStream.range(0, cells.size())
                .filter(i -> i != column && cells.get(i) != Result.TRUE)
                .count();
        return wrong * WEIGHT + apart(sight);
    }

    private long apart(Sighting.Table sight) {
        if (values.isEmpty() || column < 0) {
            return 0;
        }
        Object met = sight.met().get(column).value();
        if (!(met instanceof BigDecimal number)) {
            return WEIGHT - 1;
        }
        boolean there = values.stream().anyMatch(value -> value.compareTo(number) == 0);
        return there
                ? 0
                : values.stream()
                        .map(value -> value.subtract(number).abs())
                        .min(BigDecimal::compareTo)
                        .map(distance ->
                                1 + distance.min(BigDecimal.valueOf(WEIGHT - 2)).longValue())
                        .orElse(0L);
    }

    @Override
    public Aim aim(Sighting.Table sight) {
        if (row < 0) {
            return Aim.NOWHERE;
        }
        List<Result> cells = sight.truths().get(row);
        for (int i = 0; i < cells.size(); i++) {
            if (i != column && cells.get(i) != Result.TRUE) {
                Set<BigDecimal> wanted = new LinkedHashSet<>();
                addValues(table.rows().get(row).cells().get(i), wanted);
                return new Aim(i, List.copyOf(wanted));
            }
        }
        return new Aim(column, values);
    }

    @Override
    public boolean isFound(Candidate candidate, Sighting sighting) {
        return differs.test(candidate, sighting);
    }
}
