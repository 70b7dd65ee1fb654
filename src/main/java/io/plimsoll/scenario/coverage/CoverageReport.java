package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Engine;
import io.plimsoll.evaluation.Sighting.RuleName;
import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a policy its scenarios come by. Equal bundles with equal counterparts give equal {@link #bytes}.
 *
 * @param bundle digest of what was examined
 * @param counterpart digest of the guardrails, or of the policy, that it was run with; null for none
 * @param scenarios how many were run
 * @param failed those that did not hold; what they come by counts all the same
 * @param leftOut those that were not run, because they send too many signals
 * @param decisions how many were looked at
 * @param tables in the order of their names
 * @param rules in the order of their names
 */
public record CoverageReport(
        Digest bundle,
        @Nullable Digest counterpart,
        int scenarios,
        List<String> failed,
        List<String> leftOut,
        int decisions,
        List<Table> tables,
        List<Rule> rules) {
    public CoverageReport {
        failed = List.copyOf(failed);
        leftOut = List.copyOf(leftOut);
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
    }

    /**
     * A table.
     *
     * @param asked how often
     * @param hits how often each row answered
     * @param rows that answered at least once
     * @param conditions answers of cells, two for each condition: that it holds and that it fails
     * @param edges both sides of each threshold
     * @param independence cases that show of each condition that it matters by itself; of 0 where {@code why} says why not
     * @param why the cases for {@code independence} are not known; null when they are
     * @param gaps what is missing
     */
    public record Table(
            SurveyedTable table,
            int asked,
            List<Integer> hits,
            Figure rows,
            Figure conditions,
            Figure edges,
            Figure independence,
            @Nullable String why,
            List<Goal> gaps) {
        public Table {
            hits = List.copyOf(hits);
            gaps = List.copyOf(gaps);
        }
    }

    /** A rule and in how many decisions it fired. */
    public record Rule(RuleName rule, int fired) {}

    /** All tables together. */
    public Figure total(Function<Table, Figure> figure) {
        return tables.stream().map(figure).reduce(Figure.NOTHING, Figure::plus);
    }

    /** Rules that fired at least once. */
    public Figure rulesFired() {
        return new Figure((int) rules.stream().filter(rule -> rule.fired() > 0).count(), rules.size());
    }

    /** For programs and as evidence: no times, nothing of this machine. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("coverage", 1)
                .put("engine", Engine.NAME)
                .put("bundle", bundle.toString())
                .put("counterpart", counterpart == null ? null : counterpart.toString())
                .put("scenarios", scenarios)
                .put("failed", failed)
                .put("leftOut", leftOut)
                .put("decisions", decisions)
                .put("rows", total(Table::rows).tree())
                .put("conditions", total(Table::conditions).tree())
                .put("edges", total(Table::edges).tree())
                .put("independence", total(Table::independence).tree())
                .put("rulesFired", rulesFired().tree())
                .put("tables", trees(tables, CoverageReport::tree))
                .put("rules", trees(rules, rule -> Tree.object()
                        .put("file", rule.rule().file())
                        .put("rule", rule.rule().rule())
                        .put("fired", rule.fired())
                        .build()))
                .build();
    }

    /** {@link #tree} as canonical JSON. */
    public byte[] bytes() {
        return CanonicalJson.bytes(tree());
    }

    private static Map<String, @Nullable Object> tree(Table table) {
        SurveyedTable of = table.table();
        return Tree.object()
                .put("model", of.name().model())
                .put("decision", of.name().decision())
                .put("table", of.name().id())
                .put("asked", table.asked())
                .put("hits", trees(of.rows(), row -> Tree.object()
                        .put("row", row.number())
                        .put("id", row.id())
                        .put("hits", table.hits().get(row.number() - 1))
                        .build()))
                .put("rows", table.rows().tree())
                .put("conditions", table.conditions().tree())
                .put("edges", table.edges().tree())
                .put("independence", table.why() == null ? table.independence().tree() : null)
                .put("why", table.why())
                .put("gaps", trees(table.gaps(), CoverageReport::tree))
                .build();
    }

    private static Map<String, @Nullable Object> tree(Goal gap) {
        return Tree.object()
                .put("kind", gap.kind())
                .put("row", gap.row() < 0 ? null : gap.row() + 1)
                .put(
                        "id",
                        gap.row() < 0 ? null : gap.table().rows().get(gap.row()).id())
                .put("column", gap.column() < 0 ? null : gap.columnName())
                .put("cell", gap.column() < 0 ? null : gap.cell())
                .put("value", gap.threshold() == null ? null : gap.threshold().text())
                .put("words", gap.words())
                .build();
    }

    private static <T> List<Map<String, @Nullable Object>> trees(
            Collection<T> all, Function<T, Map<String, @Nullable Object>> tree) {
        return all.stream().map(tree).toList();
    }
}
