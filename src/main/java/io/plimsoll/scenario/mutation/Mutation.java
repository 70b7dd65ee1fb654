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
    private final Survey survey;
    private final Variants variants;

    private Mutation(Examined examined, Options options, Progress progress) {
        this.examined = examined;
        this.options = options;
        this.progress = progress;
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

    /** What becomes of a mutant. */
    private enum Fate {
        KILLED,
        SURVIVED,
        /** It does not compile. */
        STILLBORN
    }

    /**
     * Tries the mutants of a bundle. Takes from seconds to many minutes.
     *
     * @throws Progress.Cancelled when nobody waits any more
     */
    public static MutationReport run(Examined examined, Options options, Progress progress) {
        return new Mutation(examined, options, progress).run();
    }

    private MutationReport run() {
        List<Mutant> all = Mutants.of(survey, variants, examined.kind());
        List<Mutant> drawn = Mutants.sample(all, options.most(), options.seed());
        Baseline baseline = new Baseline(examined, survey, progress);
        List<Fate> fates = fates(drawn, baseline);
        Map<String, MutationReport.Subject> subjects = new LinkedHashMap<>();
        List<Mutant> survived = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            MutationReport.Subject one = counted(drawn.get(i).subject(), fates.get(i));
            subjects.merge(one.name(), one, MutationReport.Subject::plus);
            if (fates.get(i) == Fate.SURVIVED) {
                survived.add(drawn.get(i));
            }
        }
        List<MutationReport.Survivor> survivors = survivors(survived, baseline, drawn.size());
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

    private List<MutationReport.Survivor> survivors(List<Mutant> survived, Baseline baseline, int tried) {
        KillingCases cases = new KillingCases(examined, survey, baseline.seeds(), variants, progress);
        List<MutationReport.Survivor> survivors = new ArrayList<>();
        int looked = Math.min(survived.size(), options.cases());
        for (int i = 0; i < survived.size(); i++) {
            Mutant mutant = survived.get(i);
            progress.check();
            Optional<KillingCases.Killing> killing = i < looked ? cases.find(mutant) : Optional.empty();
            survivors.add(new MutationReport.Survivor(
                    mutant.subject(),
                    mutant.kind().name(),
                    mutant.place(),
                    mutant.before(),
                    mutant.after(),
                    i < looked ? SurvivorText.words(mutant, killing) : mutant.words(),
                    killing.map(KillingCases.Killing::told).orElse(null)));
            if (i < looked) {
                progress.at(tried + i + 1, tried + looked);
            }
        }
        return survivors;
    }

    private static MutationReport.Subject counted(String subject, Fate fate) {
        return new MutationReport.Subject(
                subject, fate == Fate.KILLED ? 1 : 0, fate == Fate.SURVIVED ? 1 : 0, fate == Fate.STILLBORN ? 1 : 0);
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
            for (Mutant mutant : mutants) {
                running.add(threads.submit(() -> {
                    progress.check();
                    Fate fate = fate(mutant, baseline.against(mutant));
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
