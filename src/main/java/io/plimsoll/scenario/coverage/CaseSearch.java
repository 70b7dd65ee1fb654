package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.scenario.Entry;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.Stage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a signal that comes by something wanted: begins with what scenarios sent, changes one thing at a time, keeps the
 * change that comes nearest, and goes on from there. Every candidate is evaluated, so what is found is sure; what is not
 * found may exist all the same. Pure; one thread.
 */
public final class CaseSearch {
    private static final int DEPTH = 4;
    private static final List<Object> TEXT = List.of("signal", "text");
    private static final List<Object> ARGUMENTS = List.of("request", "arguments");
    /** Evaluations for one thing wanted. */
    private static final int BUDGET = 600;

    private final Examined examined;
    private final Survey survey;
    private final Seeds seeds;
    private final Moves moves;
    private final Progress progress;
    private final BiConsumer<Candidate, Sighting> witness;
    private final Map<String, Map<List<Entry.Moment>, Stage>> stages = new HashMap<>();

    /** @param witness sees every candidate that is evaluated */
    public CaseSearch(
            Examined examined, Survey survey, Seeds seeds, Progress progress, BiConsumer<Candidate, Sighting> witness) {
        this.examined = examined;
        this.survey = survey;
        this.seeds = seeds;
        this.progress = progress;
        this.witness = witness;
        this.moves = new Moves(examined.policy().manifest(), survey, seeds);
    }

    /** A candidate and what became of it. */
    private record Step(Candidate candidate, Sighting sighting, long distance) {}

    /** The same, beginning with what came nearest. */
    public Optional<Candidate> find(Wanted wanted) {
        return find(wanted, seeds.nearest(wanted));
    }

    /** A case, or empty when none was found with the evaluations that may be spent. */
    public Optional<Candidate> find(Wanted wanted, List<Candidate> starts) {
        stages.clear();
        Climb climb = new Climb(wanted);
        for (Candidate start : starts) {
            Optional<Candidate> found = climb.from(start);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * The same case without what was sent before, said in words or asked for in detail, as far as it does not matter.
     *
     * @param isGood whether it still comes by what it is for
     */
    public Candidate brief(Candidate found, SurveyedTable table, BiPredicate<Candidate, Sighting> isGood) {
        Candidate wordless = found.with(TEXT, null).with(ARGUMENTS, null);
        return Stream.of(wordless.with(List.of()), wordless, found.with(List.of()))
                .filter(brief -> evaluated(brief, table)
                        .filter(sighting -> isGood.test(brief, sighting))
                        .isPresent())
                .findFirst()
                .orElse(found);
    }

    private static OptionalLong distance(Wanted wanted, Sighting sighting) {
        return sighting.tables().stream()
                .filter(sight -> sight.name().equals(wanted.table().name()) && !sight.refused())
                .mapToLong(wanted::distance)
                .min();
    }

    /** The way to one thing wanted. */
    private final class Climb {
        private final Wanted wanted;
        private final Set<Object> tried = new HashSet<>();
        private int left = BUDGET;

        Climb(Wanted wanted) {
            this.wanted = wanted;
        }

        Optional<Candidate> from(Candidate start) {
            Step current = tried(start);
            for (int i = 0; i < DEPTH && current != null; i++) {
                if (isThere(current)) {
                    return Optional.of(current.candidate());
                }
                Step best = null;
                for (Candidate next : moves.from(current.candidate(), wanted, aim(current), this::met)) {
                    Step step = tried(next);
                    if (step != null && isThere(step)) {
                        return Optional.of(step.candidate());
                    }
                    if (step != null && (best == null || step.distance() < best.distance())) {
                        best = step;
                    }
                }
                current = best != null && best.distance() < current.distance() ? best : null;
            }
            return Optional.empty();
        }

        private boolean isThere(Step step) {
            return step.distance() == 0 && wanted.isFound(step.candidate(), step.sighting());
        }

        private Wanted.Aim aim(Step step) {
            return nearest(step.sighting()).map(wanted::aim).orElse(Wanted.Aim.NOWHERE);
        }

        private Optional<Sighting.Table> nearest(Sighting sighting) {
            return sighting.tables().stream()
                    .filter(sight -> sight.name().equals(wanted.table().name()) && !sight.refused())
                    .min(Comparator.comparingLong(wanted::distance));
        }

        /** Null for what cannot be sent, was tried before, or for which nothing is left to spend. */
        private @Nullable Step tried(Candidate candidate) {
            if (left <= 0
                    || !tried.add(
                            List.of(candidate.body(), candidate.at(), System.identityHashCode(candidate.before())))) {
                return null;
            }
            left--;
            return evaluated(candidate, wanted.table())
                    .map(sighting -> new Step(
                            candidate, sighting, distance(wanted, sighting).orElse(Long.MAX_VALUE)))
                    .orElse(null);
        }

        /** What a column meets; null when nobody knows. */
        private @Nullable Object met(Candidate candidate, int column) {
            left--;
            return evaluated(candidate, wanted.table())
                    .flatMap(this::nearest)
                    .map(sight -> sight.met().get(column).value())
                    .orElse(null);
        }
    }

    private Optional<Sighting> evaluated(Candidate candidate, SurveyedTable table) {
        progress.check();
        Stage stage = stages.computeIfAbsent(candidate.source(), source -> new IdentityHashMap<>())
                .computeIfAbsent(candidate.before(), before -> stage(candidate.source(), before));
        if (!candidate.isInOrder() || !stage.violations(candidate.body()).isEmpty()) {
            return Optional.empty();
        }
        Sighting sighting =
                survey.look(stage.situation(candidate.body(), candidate.at()), name -> name.equals(table.name()));
        witness.accept(candidate, sighting);
        return Optional.of(sighting);
    }

    private Stage stage(String source, List<Entry.Moment> before) {
        Stage stage = new Stage(examined.policy(), examined.guardrails(), source);
        before.forEach(moment -> stage.decide(stage.situation(moment.body(), moment.at())));
        return stage;
    }
}
