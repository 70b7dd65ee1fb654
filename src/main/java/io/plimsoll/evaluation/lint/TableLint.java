package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Finding.Severity;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.HitPolicy;
import org.kie.dmn.model.api.UnaryTests;
import org.kie.dmn.validation.DMNValidator.Validation;
import org.kie.dmn.validation.dtanalysis.DMNDTAnalyser;
import org.kie.dmn.validation.dtanalysis.model.Contraction;
import org.kie.dmn.validation.dtanalysis.model.DDTARule;
import org.kie.dmn.validation.dtanalysis.model.DTAnalysis;
import org.kie.dmn.validation.dtanalysis.model.Hyperrectangle;
import org.kie.dmn.validation.dtanalysis.model.Interval;
import org.kie.dmn.validation.dtanalysis.model.Overlap;

/** Looks at the rows of tables together: gaps, overlaps, rows that never count. By the analyser of the engine's makers. */
public final class TableLint {
    /** Tests of coverage take this many steps at most; it is the product over the columns of what stands in them. */
    private static final long MOST_COMBINATIONS = 1_000_000;
    /** Of one kind in one table. */
    private static final int MOST_FINDINGS = 10;

    private static final DMNDTAnalyser ANALYSER = new DMNDTAnalyser(List.of());
    /** Never with the computation of test cases: where that fails, all other findings are lost. */
    private static final Set<Validation> ANALYSE = Set.of(Validation.ANALYZE_DECISION_TABLE);

    private final DMNModel model;
    private final List<Finding> findings;
    private final Map<String, Place> rowIds;

    private TableLint(DMNModel model, List<Finding> findings, Map<String, Place> rowIds) {
        this.model = model;
        this.findings = findings;
        this.rowIds = rowIds;
    }

    /** @param models compiled without errors */
    public static List<Finding> findings(List<DMNModel> models) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Place> rowIds = new HashMap<>();
        models.forEach(model -> new TableLint(model, findings, rowIds).check());
        return findings;
    }

    private void check() {
        List<? extends DecisionTable> tables = model.getDefinitions().findAllChildren(DecisionTable.class);
        tables.forEach(this::checkRows);
        boolean small = true;
        for (DecisionTable table : tables) {
            if (combinations(table) > MOST_COMBINATIONS) {
                small = false;
                add(
                        FindingCode.TABLE_NOT_ANALYSED,
                        table,
                        "is too large to be searched for gaps and overlaps, and so are all tables of its model; split it");
            }
        }
        if (small) {
            synchronized (ANALYSER) {
                ANALYSER.analyse(model, ANALYSE).forEach(this::report);
            }
        }
    }

    private void checkRows(DecisionTable table) {
        HitPolicy policy = table.getHitPolicy();
        if (policy == HitPolicy.FIRST || policy == HitPolicy.RULE_ORDER) {
            add(
                    FindingCode.HIT_POLICY_BY_ORDER,
                    table,
                    "has the hit policy " + policy.value() + ", so that a row means something else when it is moved;"
                            + " use UNIQUE, or PRIORITY");
        }
        for (DecisionRule row : table.getRule()) {
            Place place = place(row);
            if (row.getId() == null) {
                add(
                        FindingCode.ROW_WITHOUT_ID,
                        row,
                        "has no id, so no trace can name it, and it is another row after it was moved; give it one that stays");
            } else if (rowIds.putIfAbsent(row.getId(), place) != null) {
                add(
                        FindingCode.ROW_ID_TWICE,
                        row,
                        "has the id " + row.getId() + ", and so has "
                                + rowIds.get(row.getId()).words() + "; give one of them another");
            }
        }
    }

    private static long combinations(DecisionTable table) {
        List<Set<String>> columns = new ArrayList<>();
        for (DecisionRule row : table.getRule()) {
            for (int i = 0; i < row.getInputEntry().size(); i++) {
                if (columns.size() <= i) {
                    columns.add(new HashSet<>());
                }
                UnaryTests cell = row.getInputEntry().get(i);
                columns.get(i).add(String.valueOf(cell.getText()).strip());
            }
        }
        long combinations = 1;
        for (Set<String> column : columns) {
            combinations = Cost.product(combinations, 2L * column.size() + 1);
        }
        return combinations;
    }

    private void report(DTAnalysis analysis) {
        DecisionTable table = analysis.getSource();
        if (analysis.isError()) {
            String said = analysis.asDMNMessages().get(0).getText();
            add(
                    FindingCode.TABLE_NOT_ANALYSED,
                    table,
                    "cannot be searched for gaps and overlaps, because a cell compares with something that is computed,"
                            + " or is not allowed in its column (the engine says: " + ModelWalk.shown(said) + ")");
            return;
        }
        reportGaps(analysis, table);
        reportOverlaps(analysis, table);
        analysis.getMaskedRules().stream()
                .limit(MOST_FINDINGS)
                .forEach(masked -> add(
                        FindingCode.ROW_MASKED,
                        row(table, masked.maskedRule),
                        "never counts, because row " + masked.maskedBy + " fits whenever it does, and takes precedence;"
                                + " remove it, or make row " + masked.maskedBy + " narrower"));
        analysis.getMisleadingRules().stream()
                .limit(MOST_FINDINGS)
                .forEach(misleading -> add(
                        FindingCode.ROW_MISLEADING,
                        row(table, misleading.misleadingRule),
                        "looks as if it counted where row " + misleading.misleadRule + " does; say in row "
                                + misleading.misleadingRule + " what it leaves to the other"));
        for (Collection<Integer> rows : analysis.getDuplicateRulesTuples()) {
            Severity severity = table.getHitPolicy() == HitPolicy.COLLECT ? Severity.WARNING : Severity.ERROR;
            findings.add(new Finding(
                    severity,
                    FindingCode.ROW_DUPLICATE,
                    place(row(table, rows.iterator().next())),
                    "has the same conditions as rows " + words(rows) + " together; keep one of them"));
        }
        for (Contraction contraction : analysis.getContractions()) {
            add(
                    FindingCode.ROWS_JOINABLE,
                    row(table, contraction.rule),
                    "says the same as its neighbours; rows " + words(contraction.impactedRules())
                            + " could be one row with the column " + column(table, contraction.adjacentDimension)
                            + " joined");
        }
    }

    private void reportGaps(DTAnalysis analysis, DecisionTable table) {
        List<Integer> free = analysis.getDdtaTable().getColIDsStringWithoutEnum();
        for (int column : free) {
            add(
                    FindingCode.COLUMN_NOT_ANALYSED,
                    table.getInput().get(column - 1),
                    "is text without allowed values, so the table is not searched for gaps; list the values, or have a row"
                            + " for all others");
        }
        if (free.isEmpty() && table.getHitPolicy() != HitPolicy.COLLECT) {
            List<Hyperrectangle> gaps = List.copyOf(analysis.getGaps());
            gaps.stream()
                    .limit(MOST_FINDINGS)
                    .forEach(gap -> add(
                            FindingCode.GAP,
                            table,
                            "has no row for " + values(gap, analysis, table)
                                    + "; add one that says what is safe there"));
            more(gaps.size(), FindingCode.GAP, table);
        }
    }

    private void reportOverlaps(DTAnalysis analysis, DecisionTable table) {
        HitPolicy policy = table.getHitPolicy();
        Set<List<Integer>> told = new HashSet<>();
        for (Overlap overlap : analysis.getOverlaps()) {
            boolean contradicts = policy == HitPolicy.UNIQUE || (policy == HitPolicy.ANY && differ(overlap, analysis));
            if (contradicts && told.size() < MOST_FINDINGS && told.add(overlap.getRules())) {
                add(
                        FindingCode.OVERLAP,
                        row(table, overlap.getRules().get(0)),
                        "fits together with rows " + words(overlap.getRules()) + " for "
                                + values(overlap.getOverlap(), analysis, table)
                                + ", where the table allows one answer; narrow one of them");
            }
        }
        if (policy == HitPolicy.UNIQUE) {
            return;
        }
        if (policy == HitPolicy.FIRST) {
            reportHidden(analysis, table);
            return;
        }
        analysis.getSubsumptions().stream().limit(MOST_FINDINGS).forEach(subsumption -> {
            add(
                    FindingCode.ROW_SUBSUMED,
                    row(table, subsumption.includedRule),
                    "says nothing new, because row " + subsumption.rule
                            + " fits whenever it does and says the same; remove one of them");
        });
    }

    /** Rows behind one that fits whenever they do. */
    private void reportHidden(DTAnalysis analysis, DecisionTable table) {
        List<DDTARule> rows = analysis.getDdtaTable().getRule();
        for (int later = 1; later < rows.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (fitsWheneverFits(rows.get(earlier), rows.get(later))) {
                    add(
                            FindingCode.ROW_MASKED,
                            row(table, later + 1),
                            "never counts, because row " + (earlier + 1)
                                    + " fits whenever it does and stands before it; move it up, or remove it");
                    break;
                }
            }
        }
    }

    private static boolean fitsWheneverFits(DDTARule wide, DDTARule narrow) {
        for (int i = 0; i < narrow.getInputEntry().size(); i++) {
            List<Interval> allowed = wide.getInputEntry().get(i).getIntervals();
            boolean inside = narrow.getInputEntry().get(i).getIntervals().stream()
                    .allMatch(interval -> allowed.stream().anyMatch(outer -> outer.includes(interval)));
            if (!inside) {
                return false;
            }
        }
        return true;
    }

    private static boolean differ(Overlap overlap, DTAnalysis analysis) {
        return overlap.getRules().stream()
                        .map(row ->
                                analysis.getDdtaTable().getRule().get(row - 1).getOutputEntry())
                        .distinct()
                        .count()
                > 1;
    }

    private void more(int all, FindingCode code, DecisionTable table) {
        if (all > MOST_FINDINGS) {
            add(code, table, "has " + (all - MOST_FINDINGS) + " more of these; mend the first ones and look again");
        }
    }

    /** {@code Amount (0 .. 10], Kind "A"}, leaving out columns that may have any value. */
    private static String values(Hyperrectangle where, DTAnalysis analysis, DecisionTable table) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < where.getEdges().size(); i++) {
            String edge = where.getEdges()
                    .get(i)
                    .asHumanFriendly(analysis.getDdtaTable().getInputs().get(i));
            if (!edge.equals("-")) {
                values.add(ModelPlaces.label(table.getInput().get(i)) + " " + edge.strip());
            }
        }
        return values.isEmpty() ? "all values" : String.join(", ", values);
    }

    private static String column(DecisionTable table, int number) {
        return number < 1 || number > table.getInput().size()
                ? String.valueOf(number)
                : "'" + ModelPlaces.label(table.getInput().get(number - 1)) + "'";
    }

    private static String words(Collection<Integer> rows) {
        List<String> numbers = rows.stream().sorted().map(String::valueOf).toList();
        return numbers.size() < 2
                ? String.join("", numbers)
                : numbers.subList(0, numbers.size() - 1).stream().collect(Collectors.joining(", ")) + " and "
                        + numbers.get(numbers.size() - 1);
    }

    private static DecisionRule row(DecisionTable table, int number) {
        return table.getRule().get(number - 1);
    }

    private Place place(@Nullable DMNModelInstrumentedBase element) {
        return ModelPlaces.of(ModelLint.file(model), model.getName(), element);
    }

    private void add(FindingCode code, DMNModelInstrumentedBase element, String detail) {
        findings.add(Finding.of(code, place(element), detail));
    }
}
