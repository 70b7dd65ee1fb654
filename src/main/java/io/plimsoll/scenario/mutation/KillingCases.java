package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.evaluation.Variants;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import io.plimsoll.scenario.ScenarioRunner;
import io.plimsoll.scenario.Stage;
import io.plimsoll.scenario.coverage.Candidate;
import io.plimsoll.scenario.coverage.CaseSearch;
import io.plimsoll.scenario.coverage.CaseText;
import io.plimsoll.scenario.coverage.Examined;
import io.plimsoll.scenario.coverage.GeneratedCases;
import io.plimsoll.scenario.coverage.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds for mutants that survived the cases on which the policy and the mutant answer differently. One thread. */
final class KillingCases {
    private static final int MOST_TABLES = 5;
    /** Characters of a note. */
    private static final int MOST_NOTE = 1_000;

    private final Examined examined;
    private final Survey survey;
    private final Seeds seeds;
    private final Variants variants;
    private final CaseSearch search;
    private final List<SurveyedTable> tables;
    /** Cases that were found, by subject: the next mutant of it is often noticed by the same. */
    private final Map<String, List<Killing>> found = new HashMap<>();

    private final Map<String, Integer> ids = new HashMap<>();

    /** A case, and what the unchanged policy answers. */
    record Killing(CaseText.Told told, Sighting sighting) {}

    KillingCases(Examined examined, Survey survey, Seeds seeds, Variants variants, Progress progress) {
        this.examined = examined;
        this.survey = survey;
        this.seeds = seeds;
        this.variants = variants;
        this.search = new CaseSearch(examined, survey, seeds, progress, (candidate, sighting) -> {});
        this.tables = survey.tables();
    }

    /** Empty when none was found: then the two may answer everything alike. */
    Optional<Killing> find(Mutant mutant) {
        Compilation compilation = variants.with(
                mutant.path(), mutant.change().apply(examined.bundle().file(mutant.path())));
        return compilation.fold(
                compiled -> {
                    try (CompiledPolicy variant = compiled.policy()) {
                        return find(mutant, examined.with(variant));
                    }
                },
                rejected -> Optional.empty());
    }

    private Optional<Killing> find(Mutant mutant, Examined mutated) {
        List<Killing> known = found.computeIfAbsent(mutant.subject(), any -> new ArrayList<>());
        for (Killing earlier : known) {
            if (differs(mutated, earlier.told().candidate(), earlier.sighting())) {
                return Optional.of(earlier);
            }
        }
        for (SurveyedTable table : tables(mutant)) {
            Notice notice = Notice.of(mutant, table, (candidate, sighting) -> differs(mutated, candidate, sighting));
            Optional<Killing> killing = search.find(notice, starts(mutant, notice))
                    .map(candidate ->
                            search.brief(candidate, table, (briefer, sighting) -> differs(mutated, briefer, sighting)))
                    .flatMap(candidate -> told(mutant, candidate, mutated));
            if (killing.isPresent()) {
                known.add(killing.get());
                return killing;
            }
        }
        return Optional.empty();
    }

    /** At which tables to look: the changed one; for a constant those that may read it; for rules the one that reads most. */
    private List<SurveyedTable> tables(Mutant mutant) {
        if (mutant.table() != null) {
            return List.of(mutant.inTable());
        }
        if (mutant.kind() == Mutant.Kind.CONSTANT) {
            return tables.stream()
                    .filter(table -> mutant.subject().startsWith(table.name().model() + ", "))
                    .limit(MOST_TABLES)
                    .toList();
        }
        return tables.stream()
                .max(Comparator.comparingInt(table -> table.inputs().size()))
                .map(List::of)
                .orElse(List.of());
    }

    private List<Candidate> starts(Mutant mutant, Notice notice) {
        return mutant.rule().isEmpty()
                ? seeds.nearest(notice)
                : seeds.ofRule(examined.kind(), mutant.path(), mutant.rule());
    }

    private boolean differs(Examined mutated, Candidate candidate, Sighting original) {
        Stage stage = new Stage(mutated.policy(), mutated.guardrails(), candidate.source());
        candidate.before().forEach(moment -> stage.decide(stage.situation(moment.body(), moment.at())));
        Evaluation evaluation = stage.decide(stage.situation(candidate.body(), candidate.at()));
        return !evaluation.verdictJson().equals(original.evaluation().verdictJson());
    }

    /** Told as a file, read and run on both. */
    private Optional<Killing> told(Mutant mutant, Candidate candidate, Examined mutated) {
        String note = mutant.subject() + ": would notice " + mutant.words();
        CaseText.Told told = new CaseText.Told(
                id(mutant), note.substring(0, Math.min(note.length(), MOST_NOTE)), List.of(), candidate);
        String file = CaseText.file(examined.subject().manifest().domain(), List.of(told));
        try {
            Scenario scenario = ScenarioReader.readYaml(
                            examined.subject().manifest().domain(), file.getBytes(StandardCharsets.UTF_8))
                    .get(0);
            Sighting sighting = last(examined, scenario);
            Sighting other = last(mutated, scenario);
            if (sighting == null
                    || other == null
                    || sighting.evaluation()
                            .verdictJson()
                            .equals(other.evaluation().verdictJson())) {
                return Optional.empty();
            }
            return Optional.of(new Killing(told.with(GeneratedCases.comment(sighting.evaluation())), sighting));
        } catch (PlimsollException e) {
            // A timeline cannot tell it.
            return Optional.empty();
        }
    }

    private @Nullable Sighting last(Examined on, Scenario scenario) {
        Survey looking = on.subject() == examined.subject() ? survey : new Survey(on.policy(), on.guardrails());
        AtomicReference<@Nullable Sighting> last = new AtomicReference<>();
        ScenarioRunner.run(
                on.policy(),
                on.guardrails(),
                scenario,
                (entry, situation, evaluation) -> last.set(looking.look(situation, any -> true)));
        return last.get();
    }

    private String id(Mutant mutant) {
        String name = mutant.subject().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                + (mutant.row() < 0 ? "" : "-row-" + (mutant.row() + 1));
        return name + "-" + ids.merge(name, 1, Integer::sum);
    }
}
