package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Survey;
import io.plimsoll.evaluation.Variants;
import io.plimsoll.scenario.Progress;
import io.plimsoll.scenario.ScenarioRunner;
import io.plimsoll.scenario.ScenarioSet;
import io.plimsoll.scenario.coverage.Examined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes mistakes in a policy, one at a time, and asks whether any scenario notices. The scenarios that came by the changed
 * place are run first, and the first that does not hold ends it. Pure: equal arguments give equal reports, on however many
 * threads.
 */
public final class Mutation {
    private final Examined examined;
    private final Options options;
    private final Progress progress;
    private final Journal journal;
    private final Survey survey;
    private final Variants variants;

    private Mutation(Examined examined, Options options, Progress progress, Journal journal) {
        this.examined = examined;
        this.options = options;
        this.progress = progress;
        this.journal = journal;
        this.survey = new Survey(examined.policy(), examined.guardrails());
        this.variants = new Variants(examined.subject(), examined.bundle());
    }

    /**
     * How far to go.
     *
     * @param most mutants; with more, so many are drawn
     * @param seed by which they are drawn
     * @param threads on which mutants are tried, at least 1
     * @param cases of how many survivors cases are looked for that would notice them, from the first
     */
    public record Options(int most, long seed, int threads, int cases) {
        /** More than most policies have. */
        public static final int MOST = 5_000;
        /** Enough to work on for a while; looking for one takes about a second. */
        public static final int CASES = 300;
    }

    /**
     * Tries the mutants of a bundle. Takes from seconds to many minutes.
     *
     * @throws Progress.Cancelled when nobody waits any more
     */
    public static MutationReport run(Examined examined, Options options, Progress progress) {
        return run(examined, options, progress, Journal.NONE);
    }

    /**
     * As {@link #run(Examined, Options, Progress)}; mutants whose fate is known already are not tried again.
     *
     * @throws Progress.Cancelled when nobody waits any more
     */
    public static MutationReport run(Examined examined, Options options, Progress progress, Journal journal) {
        return new Mutation(examined, options, progress, journal).run();
    }

    private MutationReport run() {
        List<Mutant> all = Mutants.of(survey, variants, examined.kind());
        List<Mutant> drawn = Mutants.sample(all, options.most(), options.seed());
        journal.open(Mutants.digest(drawn), drawn.size());
        progress.begins(Progress.Phase.SCENARIOS);
        Baseline baseline = new Baseline(examined, survey, progress);
        progress.begins(Progress.Phase.MUTANTS);
        List<Fate> fates = fates(drawn, baseline);
        Map<String, MutationReport.Subject> subjects = new LinkedHashMap<>();
        List<Integer> survived = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            MutationReport.Subject one = counted(drawn.get(i).subject(), fates.get(i));
            subjects.merge(one.name(), one, MutationReport.Subject::plus);
            if (one.survived() > 0) {
                survived.add(i);
            }
        }
        progress.begins(Progress.Phase.CASES);
        List<MutationReport.Survivor> survivors = survivors(drawn, survived, baseline);
        return new MutationReport(
                examined.subject().manifest().domain(),
                examined.subject().digest(),
                examined.counterpart() == null ? null : examined.counterpart().digest(),
                baseline.size(),
                baseline.failed(),
                examined.scenarios().leftOut().stream()
                        .map(ScenarioSet.Item::name)
                        .toList(),
                all.size(),
                drawn.size(),
                options.seed(),
                List.copyOf(subjects.values()),
                survivors);
    }

    private List<MutationReport.Survivor> survivors(List<Mutant> drawn, List<Integer> survived, Baseline baseline) {
        KillingCases cases = new KillingCases(examined, survey, baseline.seeds(), variants, progress);
        List<MutationReport.Survivor> survivors = new ArrayList<>();
        int looked = Math.min(survived.size(), options.cases());
        for (int i = 0; i < survived.size(); i++) {
            int number = survived.get(i);
            progress.check();
            if (i >= looked || journal.known(number).equals(Optional.of(Fate.UNSOUGHT))) {
                survivors.add(survivor(drawn.get(number), drawn.get(number).words(), Optional.empty()));
                continue;
            }
            journal.begins(number);
            Optional<KillingCases.Killing> killing = cases.find(drawn.get(number));
            survivors.add(survivor(drawn.get(number), SurvivorText.words(drawn.get(number), killing), killing));
            progress.at(i + 1, looked);
        }
        return survivors;
    }

    private static MutationReport.Survivor survivor(
            Mutant mutant, String words, Optional<KillingCases.Killing> killing) {
        return new MutationReport.Survivor(
                mutant.subject(),
                mutant.kind().name(),
                mutant.place(),
                mutant.before(),
                mutant.after(),
                words,
                killing.map(KillingCases.Killing::told).orElse(null));
    }

    private static MutationReport.Subject counted(String subject, Fate fate) {
        return switch (fate) {
            case KILLED, STOPPED -> new MutationReport.Subject(subject, 1, 0, 0);
            case SURVIVED, UNSOUGHT -> new MutationReport.Subject(subject, 0, 1, 0);
            case STILLBORN -> new MutationReport.Subject(subject, 0, 0, 1);
        };
    }

    private List<Fate> fates(List<Mutant> mutants, Baseline baseline) {
        ExecutorService threads = Executors.newFixedThreadPool(options.threads(), task -> {
            Thread thread = new Thread(task, "plimsoll-mutation");
            thread.setDaemon(true);
            return thread;
        });
        try {
            AtomicInteger done = new AtomicInteger();
            List<Future<Fate>> running = new ArrayList<>();
            for (int i = 0; i < mutants.size(); i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    progress.check();
                    Fate fate = journal.known(number).orElseGet(() -> tried(number, mutants.get(number), baseline));
                    progress.at(done.incrementAndGet(), mutants.size());
                    return fate;
                }));
            }
            List<Fate> fates = new ArrayList<>();
            for (Future<Fate> each : running) {
                fates.add(each.get());
            }
            return fates;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a mutant could not be tried", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Fate tried(int number, Mutant mutant, Baseline baseline) {
        journal.begins(number);
        Fate fate = fate(mutant, baseline.against(mutant));
        journal.ended(number, fate);
        return fate;
    }

    private Fate fate(Mutant mutant, List<ScenarioSet.Item> against) {
        return compiled(mutant)
                .fold(
                        compiled -> {
                            try (CompiledPolicy variant = compiled.policy()) {
                                return isNoticed(variant, against) ? Fate.KILLED : Fate.SURVIVED;
                            }
                        },
                        rejected -> Fate.STILLBORN);
    }

    private Compilation compiled(Mutant mutant) {
        return variants.with(
                mutant.path(), mutant.change().apply(examined.bundle().file(mutant.path())));
    }

    private boolean isNoticed(CompiledPolicy variant, List<ScenarioSet.Item> against) {
        Examined mutated = examined.with(variant);
        for (ScenarioSet.Item item : against) {
            progress.check();
            if (!ScenarioRunner.holds(mutated.policy(), mutated.guardrails(), item.scenario())) {
                return true;
            }
        }
        return false;
    }
}
