package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.Sighting.RuleName;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.scenario.Entry;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioRunner;
import io.plimsoll.scenario.ScenarioSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the scenarios of a bundle and keeps what its tables and rules come by. Pure; one thread. */
public final class Coverage {
    private final Examined examined;
    private final Survey survey;
    private final Map<SurveyedTable.Name, Seen> tables = new LinkedHashMap<>();
    private final Map<RuleName, Integer> rules = new LinkedHashMap<>();
    private final Seeds seeds = new Seeds();
    private int decisions;

    private Coverage(Examined examined) {
        this.examined = examined;
        this.survey = new Survey(examined.policy(), examined.guardrails());
        survey.tables().stream()
                .filter(table -> table.name().kind() == examined.kind())
                .forEach(table -> tables.put(table.name(), new Seen(table, survey.independence(table.name()))));
        survey.rules().stream().filter(rule -> rule.kind() == examined.kind()).forEach(rule -> rules.put(rule, 0));
    }

    /**
     * What the scenarios of a bundle come by. Takes some milliseconds for each decision.
     *
     * @throws Progress.Cancelled when nobody waits any more
     */
    public static Measured measure(Examined examined, Progress progress) {
        Coverage coverage = new Coverage(examined);
        CoverageReport report = coverage.run(progress);
        return new Measured(report, coverage.survey, coverage.seeds);
    }

    /**
     * A report, and what is needed to find cases for what is missing.
     *
     * @param survey not thread-safe
     */
    public record Measured(CoverageReport report, Survey survey, Seeds seeds) {}

    private CoverageReport run(Progress progress) {
        progress.begins(Progress.Phase.SCENARIOS);
        List<ScenarioSet.Item> items = examined.scenarios().items();
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            progress.check();
            Scenario scenario = items.get(i).scenario();
            List<String> differences = ScenarioRunner.run(
                    examined.policy(),
                    examined.guardrails(),
                    scenario,
                    (entry, situation, evaluation) ->
                            add(scenario, entry, survey.look(situation, tables::containsKey)));
            if (!differences.isEmpty()) {
                failed.add(items.get(i).name());
            }
            progress.at(i + 1, items.size());
        }
        return new CoverageReport(
                examined.subject().digest(),
                examined.counterpart() == null ? null : examined.counterpart().digest(),
                items.size(),
                failed,
                examined.scenarios().leftOut().stream()
                        .map(ScenarioSet.Item::name)
                        .toList(),
                decisions,
                tables.values().stream().map(Seen::report).toList(),
                rules.entrySet().stream()
                        .map(rule -> new CoverageReport.Rule(rule.getKey(), rule.getValue()))
                        .toList());
    }

    private void add(Scenario scenario, Entry entry, Sighting sighting) {
        decisions++;
        seeds.add(scenario, entry, sighting);
        sighting.tables().forEach(table -> {
            Seen seen = tables.get(table.name());
            if (seen != null) {
                seen.add(table);
            }
        });
        sighting.fired().forEach(rule -> rules.computeIfPresent(rule, (name, fired) -> fired + 1));
    }

    /** What was seen of one table. */
    private static final class Seen {
        private final SurveyedTable table;
        private final List<Goal> goals;
        private final List<Goal> open;
        private final @Nullable String why;
        private final int[] hits;
        private int asked;

        Seen(SurveyedTable table, Survey.Independence independence) {
            this.table = table;
            this.goals = Goal.of(table, independence);
            this.open = new ArrayList<>(goals);
            this.why = independence.why();
            this.hits = new int[table.rows().size()];
        }

        void add(Sighting.Table sight) {
            asked++;
            if (sight.refused()) {
                return;
            }
            sight.selected().forEach(row -> hits[row - 1]++);
            open.removeIf(goal -> goal.metBy(sight));
        }

        CoverageReport.Table report() {
            return new CoverageReport.Table(
                    table,
                    asked,
                    Arrays.stream(hits).boxed().toList(),
                    figure(goal -> goal.kind() == Goal.Kind.SELECTED),
                    figure(goal -> goal.kind() == Goal.Kind.HOLDS || goal.kind() == Goal.Kind.FAILS),
                    figure(goal -> goal.threshold() != null),
                    figure(goal -> goal.kind() == Goal.Kind.INDEPENDENT),
                    why,
                    open);
        }

        private Figure figure(Predicate<Goal> kind) {
            int all = (int) goals.stream().filter(kind).count();
            return new Figure(all - (int) open.stream().filter(kind).count(), all);
        }
    }
}
