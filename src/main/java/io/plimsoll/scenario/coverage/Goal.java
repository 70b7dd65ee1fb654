package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Explanation.Result;
import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.evaluation.SurveyedTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Something of a table that a scenario should come by.
 *
 * @param row counted from 0; -1 where all rows are concerned
 * @param column counted from 0; -1 where all columns are concerned
 * @param threshold at or beside which a value is wanted; null for everything else
 * @param independent the case that is wanted; null for everything else
 */
public record Goal(
        SurveyedTable table,
        Kind kind,
        int row,
        int column,
        @Nullable Threshold threshold,
        Survey.Independence.@Nullable Case independent)
        implements Wanted {
    /** Of a cell that says the wrong thing, among distances. */
    private static final long WEIGHT = 10_000;

    /** What is wanted. */
    public enum Kind {
        /** The row answers. */
        SELECTED,
        /** The cell is reached and holds. */
        HOLDS,
        /** The cell is reached and does not hold. */
        FAILS,
        /** The cell is reached by exactly the value at which its answer changes. */
        AT,
        /** The cell is reached by a value next to that, on the other side. */
        BESIDE,
        /** A case that shows of a condition that it matters by itself. */
        INDEPENDENT
    }

    private Goal(SurveyedTable table, Kind kind, int row, int column, @Nullable Threshold threshold) {
        this(table, kind, row, column, threshold, null);
    }

    /**
     * All goals of a table: rows, conditions and thresholds cell by cell, then independence. A cell that holds for everything
     * has none.
     */
    static List<Goal> of(SurveyedTable table, Survey.Independence independence) {
        List<Goal> goals = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            goals.add(new Goal(table, Kind.SELECTED, row, -1, null));
            List<String> cells = table.rows().get(row).cells();
            for (int column = 0; column < cells.size(); column++) {
                if (!cells.get(column).strip().equals("-")) {
                    goals.add(new Goal(table, Kind.HOLDS, row, column, null));
                    goals.add(new Goal(table, Kind.FAILS, row, column, null));
                    for (Threshold threshold : Threshold.of(cells.get(column))) {
                        goals.add(new Goal(table, Kind.AT, row, column, threshold));
                        goals.add(new Goal(table, Kind.BESIDE, row, column, threshold));
                    }
                }
            }
        }
        independence.cases().forEach(each -> goals.add(new Goal(table, Kind.INDEPENDENT, -1, -1, null, each)));
        return goals;
    }

    /** Whether a table that was asked shows it. */
    public boolean metBy(Sighting.Table sight) {
        return switch (kind) {
            case SELECTED -> sight.selected().contains(row + 1);
            case HOLDS -> sight.reached(row, column) == Result.TRUE;
            case FAILS -> sight.reached(row, column) == Result.FALSE;
            case AT -> isReached(sight) && at().isAt(value(sight));
            case BESIDE -> isReached(sight) && at().isBeside(value(sight));
            case INDEPENDENT -> sight.truths().equals(wanted().truths());
        };
    }

    private boolean isReached(Sighting.Table sight) {
        return sight.reached(row, column) != Result.NOT_REACHED;
    }

    private Survey.Independence.Case wanted() {
        return Objects.requireNonNull(independent);
    }

    Threshold at() {
        return Objects.requireNonNull(threshold);
    }

    @Nullable Object value(Sighting.Table sight) {
        return sight.met().get(column).value();
    }

    /** The cell as written. */
    public String cell() {
        return table.rows().get(row).cells().get(column);
    }

    /** The name of the column. */
    public String columnName() {
        return table.columns().get(column).name();
    }

    /** What a case shows that comes by it, for people. */
    public String covered() {
        String at = "row " + (row + 1);
        String cell = column < 0 ? "" : at + ", " + columnName() + " " + cell();
        return switch (kind) {
            case SELECTED -> at + " answers";
            case HOLDS -> cell + " holds";
            case FAILS -> cell + " fails";
            case AT -> cell + " at exactly " + at().text();
            case BESIDE -> cell + " just " + besideWords() + " " + at().text();
            case INDEPENDENT -> "a case like " + exampleWords();
        };
    }

    /** What is missing, for people. */
    public String words() {
        String at = "row " + (row + 1);
        String cell = column < 0 ? "" : at + ", " + columnName() + " " + cell();
        return switch (kind) {
            case SELECTED -> at + " never answers";
            case HOLDS -> cell + " never holds";
            case FAILS -> cell + " never fails";
            case AT -> cell + ": nothing stands at exactly " + at().text();
            case BESIDE -> cell + ": nothing stands just " + besideWords() + " " + at().text();
            case INDEPENDENT -> "no case like " + exampleWords();
        };
    }

    private String exampleWords() {
        return IntStream.range(0, table.columns().size())
                .mapToObj(i ->
                        table.columns().get(i).name() + " " + wanted().values().get(i))
                .collect(Collectors.joining(", "));
    }

    private String besideWords() {
        return switch (at().side()) {
            case BELOW -> "below";
            case ABOVE -> "above";
            case EITHER -> "beside";
        };
    }

    /**
     * How far a table that was asked is from showing it: 0 when it does. A cell that says the wrong thing weighs most; among
     * numbers the nearer one wins.
     */
    @Override
    public long distance(Sighting.Table sight) {
        if (metBy(sight)) {
            return 0;
        }
        if (kind == Kind.INDEPENDENT) {
            return IntStream.range(0, sight.truths().size())
                    .mapToLong(i ->
                            differing(sight.truths().get(i), wanted().truths().get(i)) * WEIGHT)
                    .sum();
        }
        List<Result> cells = sight.truths().get(row);
        int needed = column < 0 ? cells.size() : column;
        long wrong = cells.subList(0, needed).stream()
                .filter(cell -> cell != Result.TRUE)
                .count();
        boolean wanted = column < 0
                || kind == Kind.HOLDS && cells.get(column) == Result.TRUE
                || kind == Kind.FAILS && cells.get(column) == Result.FALSE;
        return wrong * WEIGHT + (wanted ? 1 : WEIGHT / 2 + closeness(sight));
    }

    @Override
    public Aim aim(Sighting.Table sight) {
        if (row < 0) {
            return Aim.NOWHERE;
        }
        List<Result> cells = sight.truths().get(row);
        int before = column < 0 ? cells.size() : column;
        for (int i = 0; i < before; i++) {
            if (cells.get(i) != Result.TRUE) {
                return new Aim(
                        i, numbers(Threshold.of(table.rows().get(row).cells().get(i))));
            }
        }
        return column < 0 ? Aim.NOWHERE : new Aim(column, wantedNumbers());
    }

    private List<BigDecimal> wantedNumbers() {
        return switch (kind) {
            case AT -> numbers(List.of(at().value()));
            case BESIDE -> numbers(at().beside());
            case SELECTED, HOLDS, FAILS, INDEPENDENT -> numbers(Threshold.of(cell()));
        };
    }

    /** The numbers among values, and those around thresholds. */
    private static List<BigDecimal> numbers(List<?> values) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof BigDecimal number) {
                numbers.add(number);
            } else if (value instanceof Threshold threshold) {
                numbers.addAll(numbers(List.of(threshold.value())));
                numbers.addAll(numbers(List.of(
                        threshold.moved(1).orElse(""), threshold.moved(-1).orElse(""))));
            }
        }
        return numbers;
    }

    @Override
    public boolean isFound(Candidate candidate, Sighting sighting) {
        return true;
    }

    private static long differing(List<Result> one, List<Result> other) {
        return IntStream.range(0, one.size())
                .filter(i -> one.get(i) != other.get(i))
                .count();
    }

    private long closeness(Sighting.Table sight) {
        boolean numbers =
                threshold != null && threshold.value() instanceof BigDecimal && value(sight) instanceof BigDecimal;
        if (!numbers) {
            return WEIGHT / 2 - 1;
        }
        BigDecimal apart = ((BigDecimal) at().value()).subtract((BigDecimal) Objects.requireNonNull(value(sight)));
        return apart.abs().min(BigDecimal.valueOf(WEIGHT / 2 - 1)).longValue();
    }
}
