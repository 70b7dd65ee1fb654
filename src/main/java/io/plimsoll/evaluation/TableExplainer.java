package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Explanation.Cell;
import io.plimsoll.evaluation.Explanation.Column;
import io.plimsoll.evaluation.Explanation.Result;
import io.plimsoll.evaluation.Explanation.Row;
import io.plimsoll.evaluation.Explanation.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.InputClause;

/** Explains one table: what its columns met, and cell by cell why each row matched or did not. */
final class TableExplainer {
    private static final String NOT_ASKED = "The evaluation did not come to this table.";
    private static final String NOT_TRIED = "No row was tried: a value is not one that its column allows.";
    private static final String CONTRADICTED = "Where the cells do not fit what was recorded they are unknown.";

    private final @Nullable String intent;
    private final ModelTables.Place place;
    private final DecisionTable table;

    /** @param intent about which a guardrail was asked; null for none */
    TableExplainer(@Nullable String intent, ModelTables.Place place) {
        this.intent = intent;
        this.place = place;
        this.table = place.table();
    }

    /** Which rows hit, counted from 1 or by their ids. */
    record Hits(Collection<?> matched, Collection<?> selected) {
        private static boolean names(Collection<?> rows, int number, @Nullable String id) {
            return rows.contains(number) || (id != null && rows.contains(id));
        }

        boolean matched(int number, @Nullable String id) {
            return names(matched, number, id);
        }

        boolean selected(int number, @Nullable String id) {
            return names(selected, number, id);
        }
    }

    /** A table that the evaluation did not come to. */
    Table unasked() {
        return table(false, NOT_ASKED, unmet(), rows(new Hits(List.of(), List.of()), Result.NOT_REACHED));
    }

    /**
     * A table of which only the trace is known.
     *
     * @param why the cells are not known
     */
    Table unknown(Hits hits, String why) {
        return table(true, why, unmet(), rows(hits, Result.UNKNOWN));
    }

    /** A table with all that it saw. */
    Table seen(TableWitness.Sight sight, Cells cells) {
        List<Cells.Met> met = cells.meet(sight.variables());
        List<Column> columns = columns(met.stream().map(Cells.Met::text).toList());
        if (sight.isRefused()) {
            return table(true, NOT_TRIED, columns, rows(new Hits(List.of(), List.of()), Result.NOT_REACHED));
        }
        Hits hits = new Hits(sight.event().getMatches(), sight.event().getSelected());
        List<Row> rows = new ArrayList<>();
        boolean contradicted = false;
        for (int i = 0; i < table.getRule().size(); i++) {
            List<Result> truths = truths(table.getRule().get(i), met);
            boolean all = truths.stream().allMatch(Result.TRUE::equals);
            if (all != hits.matched(i + 1, null) && !truths.contains(Result.UNKNOWN)) {
                contradicted = true;
                truths = Collections.nCopies(truths.size(), Result.UNKNOWN);
            }
            rows.add(row(i, hits, truths));
        }
        return table(true, contradicted ? CONTRADICTED : null, columns, rows);
    }

    /** Of every cell, whether the engine came to it or not. */
    private static List<Result> truths(DecisionRule rule, List<Cells.Met> met) {
        return IntStream.range(0, met.size())
                .mapToObj(i -> met.get(i).test(rule.getInputEntry().get(i).getText()))
                .toList();
    }

    private List<Row> rows(Hits hits, Result each) {
        List<Result> truths = Collections.nCopies(table.getInput().size(), each);
        return IntStream.range(0, table.getRule().size())
                .mapToObj(i -> row(i, hits, truths))
                .toList();
    }

    private Row row(int index, Hits hits, List<Result> truths) {
        DecisionRule rule = table.getRule().get(index);
        List<Cell> cells = new ArrayList<>();
        boolean reached = true;
        for (int i = 0; i < truths.size(); i++) {
            cells.add(new Cell(rule.getInputEntry().get(i).getText(), reached ? truths.get(i) : Result.NOT_REACHED));
            reached = reached && truths.get(i) != Result.FALSE;
        }
        int number = index + 1;
        return new Row(
                number,
                rule.getId(),
                hits.matched(number, rule.getId()),
                hits.selected(number, rule.getId()),
                Collections.frequency(truths, Result.FALSE) == 1
                        && Collections.frequency(truths, Result.TRUE) == truths.size() - 1,
                cells,
                conclusions(rule),
                annotations(rule));
    }

    private Table table(boolean asked, @Nullable String note, List<Column> columns, List<Row> rows) {
        String aggregation = table.getAggregation() == null
                ? ""
                : " " + table.getAggregation().value();
        return new Table(
                place.node().getModelName(),
                place.node().getName(),
                intent,
                place.question(),
                table.getHitPolicy().value() + aggregation,
                asked,
                note,
                columns,
                rows);
    }

    private List<Column> unmet() {
        return columns(Collections.nCopies(table.getInput().size(), null));
    }

    private List<Column> columns(List<@Nullable String> met) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.getInput().size(); i++) {
            InputClause input = table.getInput().get(i);
            String expression = input.getInputExpression().getText();
            columns.add(new Column(input.getLabel() == null ? expression : input.getLabel(), expression, met.get(i)));
        }
        return columns;
    }

    private Map<String, String> conclusions(DecisionRule rule) {
        Map<String, String> conclusions = new LinkedHashMap<>();
        for (int i = 0; i < table.getOutput().size(); i++) {
            String name = table.getOutput().get(i).getName();
            String label = table.getOutputLabel() == null ? place.node().getName() : table.getOutputLabel();
            conclusions.put(
                    name == null ? label : name, rule.getOutputEntry().get(i).getText());
        }
        return conclusions;
    }

    private Map<String, String> annotations(DecisionRule rule) {
        Map<String, String> annotations = new LinkedHashMap<>();
        int written =
                Math.min(table.getAnnotation().size(), rule.getAnnotationEntry().size());
        for (int i = 0; i < written; i++) {
            String text = rule.getAnnotationEntry().get(i).getText();
            if (text != null && !text.isBlank()) {
                annotations.put(table.getAnnotation().get(i).getName(), text);
            }
        }
        return annotations;
    }
}
