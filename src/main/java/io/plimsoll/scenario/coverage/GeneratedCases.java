package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Intent;
import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import io.plimsoll.scenario.ScenarioRunner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cases for what a coverage report misses. Each is run once more as the file tells it before it is proposed, so that it
 * surely comes by what it is for.
 *
 * @param cases each with what it comes by, in the order of the report
 * @param notFound what no case was found for; there may be one all the same
 */
public record GeneratedCases(List<Case> cases, List<Goal> notFound) {
    public GeneratedCases {
        cases = List.copyOf(cases);
        notFound = List.copyOf(notFound);
    }

    /** A case and the goals for which it was made. */
    public record Case(CaseText.Told told, List<Goal> goals) {
        public Case {
            goals = List.copyOf(goals);
        }
    }

    /** The cases as a file of scenarios whose expectations are open; empty when there are none. */
    public String file(Examined examined) {
        return cases.isEmpty()
                ? ""
                : CaseText.file(
                        examined.subject().manifest().domain(),
                        cases.stream().map(Case::told).toList());
    }

    /**
     * Looks for cases. Takes up to a second for each thing that is missing.
     *
     * @throws Progress.Cancelled when nobody waits any more
     */
    public static GeneratedCases of(Examined examined, Coverage.Measured measured, Progress progress) {
        return new Generation(examined, measured, progress).run();
    }

    /** The work of one call. */
    private static final class Generation {
        private final Examined examined;
        private final Coverage.Measured measured;
        private final Progress progress;
        private final CaseSearch search;
        /** Of the table for which cases are looked for now. */
        private final Map<Goal, Candidate> found = new IdentityHashMap<>();

        private List<Goal> open = List.of();
        private final Map<String, Integer> ids = new HashMap<>();

        Generation(Examined examined, Coverage.Measured measured, Progress progress) {
            this.examined = examined;
            this.measured = measured;
            this.progress = progress;
            this.search = new CaseSearch(examined, measured.survey(), measured.seeds(), progress, this::witness);
        }

        /** What is found on the way to something else is found as well. */
        private void witness(Candidate candidate, Sighting sighting) {
            for (Goal goal : open) {
                if (!found.containsKey(goal) && isMet(goal, sighting)) {
                    found.put(goal, candidate);
                }
            }
        }

        GeneratedCases run() {
            progress.begins(Progress.Phase.CASES);
            List<Case> cases = new ArrayList<>();
            List<Goal> notFound = new ArrayList<>();
            int done = 0;
            for (CoverageReport.Table table : measured.report().tables()) {
                open = table.gaps();
                for (Goal goal : open) {
                    if (!found.containsKey(goal)) {
                        search.find(goal).ifPresent(candidate -> found.put(goal, candidate));
                    }
                }
                propose(cases, notFound);
                progress.at(++done, measured.report().tables().size());
            }
            return new GeneratedCases(cases, notFound);
        }

        private void propose(List<Case> cases, List<Goal> notFound) {
            Map<Candidate, List<Goal>> goalsOf = new LinkedHashMap<>();
            for (Goal goal : open) {
                Candidate candidate = found.get(goal);
                if (candidate == null) {
                    notFound.add(goal);
                } else {
                    goalsOf.computeIfAbsent(candidate, any -> new ArrayList<>()).add(goal);
                }
            }
            goalsOf.forEach((candidate, goals) -> {
                Candidate brief = search.brief(candidate, goals.get(0).table(), (briefer, sighting) -> goals.stream()
                        .allMatch(goal -> isMet(goal, sighting)));
                Case proposed = proposed(brief, goals);
                goals.stream().filter(goal -> !proposed.goals().contains(goal)).forEach(notFound::add);
                if (!proposed.goals().isEmpty()) {
                    cases.add(proposed);
                }
            });
        }

        /** Told as a file, read and run again. */
        private Case proposed(Candidate candidate, List<Goal> goals) {
            Goal first = goals.get(0);
            String id = id(first);
            String note = first.table().name().decision() + ": "
                    + goals.stream().map(Goal::covered).collect(Collectors.joining("; "));
            CaseText.Told told = new CaseText.Told(id, cut(note), List.of(), candidate);
            Ran ran = ran(told);
            return new Case(
                    told.with(ran.comment()),
                    goals.stream().filter(goal -> isMet(goal, ran.sighting())).toList());
        }

        private record Ran(Sighting sighting, String comment) {}

        private Ran ran(CaseText.Told told) {
            String file = CaseText.file(examined.subject().manifest().domain(), List.of(told));
            Scenario scenario = ScenarioReader.readYaml(
                            examined.subject().manifest().domain(), file.getBytes(StandardCharsets.UTF_8))
                    .get(0);
            AtomicReference<@Nullable Sighting> last = new AtomicReference<>();
            ScenarioRunner.run(
                    examined.policy(),
                    examined.guardrails(),
                    scenario,
                    (entry, situation, evaluation) -> last.set(measured.survey().look(situation, any -> true)));
            Sighting sighting = Objects.requireNonNull(last.get());
            return new Ran(sighting, comment(sighting.evaluation()));
        }

        private String id(Goal goal) {
            String name =
                    goal.table().name().decision().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                            + (goal.row() < 0 ? "" : "-row-" + (goal.row() + 1));
            int number = ids.merge(name, 1, Integer::sum);
            return number == 1
                    ? name
                    : name + "-" + (char) ('a' + Math.min(number - 1, 25)) + (number > 26 ? "x" + number : "");
        }
    }

    private static boolean isMet(Goal goal, Sighting sighting) {
        return sighting.tables().stream()
                .anyMatch(sight -> sight.name().equals(goal.table().name()) && !sight.refused() && goal.metBy(sight));
    }

    /** What a policy answers now, in one line. */
    public static String comment(Evaluation evaluation) {
        return "Today's answer: " + words(evaluation);
    }

    private static String words(Evaluation evaluation) {
        Verdict verdict = evaluation.verdict();
        String intents = verdict.intents().stream().map(GeneratedCases::words).collect(Collectors.joining(", "));
        String reasons = verdict.reasons().stream()
                .map(reason -> reason.code())
                .distinct()
                .collect(Collectors.joining(", "));
        return verdict.outcome() + ", severity " + verdict.severity() + (intents.isEmpty() ? "" : ", " + intents)
                + (verdict.route() == null ? "" : ", to " + verdict.route().queue())
                + (reasons.isEmpty() ? "" : " (" + reasons + ")");
    }

    private static String words(Intent intent) {
        return intent.type() + " " + intent.disposition()
                + (intent.ceiling() == null
                        ? ""
                        : " up to " + intent.ceiling().amount().toPlainString());
    }

    private static String cut(String note) {
        return note.length() <= 1_000 ? note : note.substring(0, 1_000) + "…";
    }
}
