package io.plimsoll.evaluation.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.HitPolicy;
import org.kie.dmn.validation.DMNValidator.Validation;
import org.kie.dmn.validation.dtanalysis.DMNDTAnalyser;
import org.kie.dmn.validation.dtanalysis.mcdc.MCDCAnalyser;
import org.kie.dmn.validation.dtanalysis.model.DTAnalysis;

/**
 * The cases that a table needs for modified condition/decision coverage, as the analyser of the engine's makers selects
 * them. It manages tables whose columns have few values that it can count; what it does not manage is said in {@link #why}.
 *
 * @param values per case what each column meets, as FEEL knows it
 * @param why there are none; null when there are some
 */
public record TestVectors(
        List<List<Object>> values, @Nullable String why) {
    /** The analyser tries all combinations of what stands in the columns. */
    private static final long MOST_COMBINATIONS = 100_000;

    private static final DMNDTAnalyser ANALYSER = new DMNDTAnalyser(List.of());
    private static final Set<HitPolicy> KNOWN = Set.of(HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY);

    public TestVectors {
        values = List.copyOf(values);
    }

    /** Of all tables of a model, by their identity. Thread-safe, one model at a time. */
    public static Map<DecisionTable, TestVectors> of(DMNModel model) {
        List<? extends DecisionTable> tables = model.getDefinitions().findAllChildren(DecisionTable.class);
        Map<DecisionTable, TestVectors> vectors = new IdentityHashMap<>();
        if (tables.stream().anyMatch(table -> combinations(table) > MOST_COMBINATIONS)) {
            tables.forEach(table -> vectors.put(
                    table, none("its model has a table whose columns have too many combinations for the analyser")));
            return vectors;
        }
        synchronized (ANALYSER) {
            for (DTAnalysis analysis : ANALYSER.analyse(model, Set.of(Validation.ANALYZE_DECISION_TABLE))) {
                vectors.put(analysis.getSource(), of(analysis));
            }
        }
        return vectors;
    }

    private static TestVectors of(DTAnalysis analysis) {
        HitPolicy policy = analysis.getSource().getHitPolicy();
        if (!KNOWN.contains(policy)) {
            return none("the analyser does not know the hit policy " + policy.value());
        }
        if (analysis.isError()) {
            return none("a condition or a conclusion is computed, or is not allowed in its column");
        }
        if (!analysis.getDdtaTable().getColIDsStringWithoutEnum().isEmpty()) {
            return none("a column is text without allowed values");
        }
        try {
            Set<List<Object>> values = new LinkedHashSet<>();
            for (MCDCAnalyser.PosNegBlock block :
                    new MCDCAnalyser(analysis.getDdtaTable(), analysis.getSource()).compute()) {
                Stream.concat(Stream.of(block.posRecord), block.negRecords.stream())
                        .forEach(each -> values.add(List.of(each.enums)));
            }
            return values.isEmpty() ? none("the analyser found no cases") : new TestVectors(List.copyOf(values), null);
        } catch (RuntimeException e) {
            // It throws what it likes where it knows no value between two bounds, or no case in which a column decides.
            return none("the analyser gives up: it finds no value between two bounds, or no case in which one column"
                    + " alone decides");
        }
    }

    private static TestVectors none(String why) {
        return new TestVectors(List.of(), why);
    }

    private static long combinations(DecisionTable table) {
        List<Set<String>> columns = new ArrayList<>();
        table.getInput().forEach(input -> columns.add(new HashSet<>()));
        for (DecisionRule row : table.getRule()) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i)
                        .add(String.valueOf(row.getInputEntry().get(i).getText())
                                .strip());
            }
        }
        long combinations = 1;
        for (Set<String> column : columns) {
            combinations = Cost.product(combinations, column.size() + 1L);
        }
        return combinations;
    }
}
