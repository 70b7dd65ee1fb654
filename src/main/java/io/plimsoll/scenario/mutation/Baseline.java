package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.ScenarioRunner;
import io.plimsoll.scenario.ScenarioSet;
import io.plimsoll.scenario.coverage.Examined;
import io.plimsoll.scenario.coverage.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** How the scenarios run without any mutant, so that each mutant meets first those that are most likely to notice it. */
final class Baseline {
    private final List<ScenarioSet.Item> items = new ArrayList<>();
    private final List<Traces> traces = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final Seeds seeds = new Seeds();

    /** What a scenario comes by. */
    private static final class Traces {
        private final Map<SurveyedTable.Name, Set<Integer>> selected = new HashMap<>();
        private final Set<String> models = new HashSet<>();
        private final Set<String> rules = new HashSet<>();

        void add(Sighting sighting) {
            sighting.tables().forEach(table -> {
                selected.computeIfAbsent(table.name(), any -> new HashSet<>()).addAll(table.selected());
                models.add(table.name().model());
            });
            sighting.fired().forEach(rule -> rules.add(ruleKey(rule.file(), rule.rule())));
        }
    }

    /** Scenarios that do not hold notice everything; they are left out. */
    Baseline(Examined examined, Survey survey, Progress progress) {
        List<ScenarioSet.Item> all = examined.scenarios().items();
        for (ScenarioSet.Item item : all) {
            progress.check();
            Traces seen = new Traces();
            List<String> differences = ScenarioRunner.run(
                    examined.policy(), examined.guardrails(), item.scenario(), (entry, situation, evaluation) -> {
                        Sighting sighting = survey.look(situation, any -> true);
                        seen.add(sighting);
                        seeds.add(item.scenario(), entry, sighting);
                    });
            if (differences.isEmpty()) {
                items.add(item);
                traces.add(seen);
            } else {
                failed.add(item.name());
            }
            progress.at(items.size() + failed.size(), all.size());
        }
    }

    Seeds seeds() {
        return seeds;
    }

    List<String> failed() {
        return failed;
    }

    int size() {
        return items.size();
    }

    /** The scenarios that could notice a mutant, the likeliest and shortest first. */
    List<ScenarioSet.Item> against(Mutant mutant) {
        return IntStream.range(0, items.size())
                .boxed()
                .filter(i -> mutant.table() == null
                        || traces.get(i).selected.containsKey(mutant.inTable().name()))
                .sorted(Comparator.comparing((Integer i) -> isLikely(traces.get(i), mutant) ? 0 : 1)
                        .thenComparing(i -> items.get(i).scenario().signals())
                        .thenComparing(i -> i))
                .map(items::get)
                .toList();
    }

    private static boolean isLikely(Traces seen, Mutant mutant) {
        if (mutant.table() != null) {
            return seen.selected.getOrDefault(mutant.table().name(), Set.of()).contains(mutant.row() + 1);
        }
        return mutant.kind() == Mutant.Kind.CONSTANT
                ? seen.models.stream().anyMatch(model -> mutant.subject().startsWith(model + ", "))
                : seen.rules.stream().anyMatch(rule -> rule.equals(ruleKey(mutant.path(), mutant.rule())));
    }

    private static String ruleKey(String file, String rule) {
        return file + "|" + rule;
    }
}
