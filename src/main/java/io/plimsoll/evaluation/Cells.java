package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Explanation.Result;
import io.plimsoll.platform.CanonicalJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.feel.runtime.events.FEELEvent;
import org.kie.dmn.feel.lang.CompiledExpression;
import org.kie.dmn.feel.lang.CompilerContext;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.impl.FEELImpl;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.InputClause;

/**
 * The input cells of a table, to be asked one by one with the variables that the table saw. Compiles and evaluates as
 * {@code DMNEvaluatorCompiler} and {@code DecisionTableImpl} do, which keep their own cells to themselves. Not thread-safe.
 */
final class Cells {
    /** Characters of a value that are told. */
    static final int MAX_LENGTH = 500;

    private final CellScope scope;
    private final FEELImpl feel;
    private final List<Column> columns = new ArrayList<>();

    Cells(ModelTables.Place place) {
        this.scope = new CellScope(place);
        this.feel = scope.feel();
        List<InputClause> inputs = place.table().getInput();
        for (int i = 0; i < inputs.size(); i++) {
            columns.add(column(inputs.get(i), i, place.table().getRule()));
        }
    }

    /**
     * A column, compiled.
     *
     * @param tests by the text of the cell, because cells repeat; what cannot be compiled is empty
     */
    private record Column(Optional<CompiledExpression> expression, Map<String, Optional<List<UnaryTest>>> tests) {}

    private Column column(InputClause input, int index, List<DecisionRule> rules) {
        Optional<CompiledExpression> expression = compiled(names -> {
            names.setFEELTypeRegistry(scope.model().getTypeRegistry());
            return feel.compile(input.getInputExpression().getText(), names);
        });
        Map<String, Optional<List<UnaryTest>>> tests = new HashMap<>();
        for (DecisionRule rule : rules) {
            tests.computeIfAbsent(
                    rule.getInputEntry().get(index).getText(),
                    cell -> compiled(names -> feel.processUnaryTests(
                                    cell, names.addInputVariableType("?", scope.ofColumn(input)))
                            .apply(values(Map.of()))));
        }
        return new Column(expression, tests);
    }

    private <T> Optional<T> compiled(Function<CompilerContext, T> compiler) {
        List<FEELEvent> events = new ArrayList<>();
        CompilerContext names = feel.newCompilerContext(List.of(events::add));
        scope.types().forEach(names::addInputVariableType);
        return tried(() -> compiler.apply(names))
                .filter(any -> events.stream().noneMatch(event -> event.getSeverity() == FEELEvent.Severity.ERROR));
    }

    /** What the columns meet, from the first to the last. */
    List<Met> meet(Map<String, Object> variables) {
        EvaluationContext values = values(variables);
        return columns.stream().map(column -> new Met(column, values)).toList();
    }

    /** As if a column met this value. */
    Met at(int column, Object value) {
        return new Met(columns.get(column), values(Map.of()), Optional.of(new Value(value)));
    }

    /** What FEEL computed; null is a value as well. */
    private record Value(@Nullable Object feel) {}

    /** The value that a column meets, ready for its cells. */
    final class Met {
        private final Column column;
        private final EvaluationContext values;
        private final Optional<Value> value;

        private Met(Column column, EvaluationContext values) {
            this(
                    column,
                    values,
                    column.expression()
                            .flatMap(expression -> tried(() -> new Value(feel.evaluate(expression, values)))));
        }

        private Met(Column column, EvaluationContext values, Optional<Value> value) {
            this.column = column;
            this.values = values;
            this.value = value;
        }

        /** For those who look on. */
        Sighting.Met seen() {
            return value.map(met -> new Sighting.Met(true, met.feel(), cut(json(met.feel()))))
                    .orElseGet(() -> new Sighting.Met(false, null, ""));
        }

        /** As canonical JSON; null when it cannot be computed. */
        @Nullable String text() {
            return value.map(met -> cut(json(met.feel()))).orElse(null);
        }

        /** Never {@link Result#NOT_REACHED}. A test without an answer does not hold: so says the engine. */
        Result test(String cell) {
            return value.flatMap(met -> column.tests()
                            .getOrDefault(cell, Optional.empty())
                            .flatMap(alternatives -> tried(() -> anyHolds(alternatives, met.feel()))))
                    .map(holds -> holds ? Result.TRUE : Result.FALSE)
                    .orElse(Result.UNKNOWN);
        }

        private boolean anyHolds(List<UnaryTest> alternatives, @Nullable Object met) {
            values.setValue("?", met);
            return alternatives.stream().anyMatch(test -> Boolean.TRUE.equals(test.apply(values, met)));
        }
    }

    private EvaluationContext values(Map<String, Object> variables) {
        EvaluationContext values = feel.newEvaluationContext(List.of(), Map.of(), false);
        values.enterFrame();
        variables.forEach(values::setValue);
        return values;
    }

    private static String json(@Nullable Object feel) {
        try {
            return CanonicalJson.text(FeelValues.tree(feel));
        } catch (FeelValues.Unrepresentable e) {
            return "(" + e.getMessage() + ")";
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    /** The engine throws what it likes; then nobody knows. */
    private static <T> Optional<T> tried(Supplier<T> computation) {
        try {
            return Optional.of(computation.get());
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }
}
