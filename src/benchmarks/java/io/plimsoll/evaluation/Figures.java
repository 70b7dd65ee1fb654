package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints the ratios of docs/performance.md. All benchmarks run in turns, round after round, in one process, so that they share
 * whatever else the machine does; each round gives a ratio, and the median of the rounds counts. Arguments: rounds (7 when
 * absent), seconds of each benchmark in each round (2), and regular
 * expressions of the situations and of the benchmarks (all).
 */
public final class Figures {
    private static final String BASE = "rawAll";

    private Figures() {}

    /**
     * What one benchmark took in the rounds.
     *
     * @param wall microseconds per operation, by the clock on the wall
     * @param cpu microseconds per operation, of the processor
     * @param bytes allocated per operation
     */
    private record Rounds(List<Double> wall, List<Double> cpu, List<Double> bytes) {
        Rounds() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        String situations = arguments.length > 2 ? arguments[2] : ".*";
        String benchmarks = arguments.length > 3 ? arguments[3] : "";
        System.out.printf("JDK %s, %d rounds%n%n", Runtime.version(), rounds);
        Map<String, Map<String, Rounds>> measured = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (RunResult result : round(round < 0 ? 3 * seconds : 1, seconds, situations, benchmarks)) {
                if (round >= 0) {
                    add(measured, result);
                }
            }
            System.err.printf("round %d of %d%n", round + 1, rounds);
        }
        measured.forEach(Figures::print);
    }

    private static Collection<RunResult> round(int warmUp, int seconds, String situations, String benchmarks)
            throws RunnerException {
        String[] chosen = List.of("retail", "recovery-0", "recovery-10", "recovery-100").stream()
                .filter(each -> each.matches(situations))
                .toArray(String[]::new);
        return new Runner(new OptionsBuilder()
                        .include("(Evaluation|Trace)Benchmark." + benchmarks)
                        .param("situation", chosen)
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.seconds(warmUp))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(seconds))
                        .addProfiler(GCProfiler.class)
                        .addProfiler(ProcessorTime.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static void add(Map<String, Map<String, Rounds>> measured, RunResult result) {
        BenchmarkParams params = result.getParams();
        String name = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        Rounds rounds = measured.computeIfAbsent(params.getParam("situation"), key -> new LinkedHashMap<>())
                .computeIfAbsent(name, key -> new Rounds());
        rounds.wall().add(result.getPrimaryResult().getScore());
        rounds.cpu().add(result.getSecondaryResults().get(ProcessorTime.LABEL).getScore());
        rounds.bytes()
                .add(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private static void print(String situation, Map<String, Rounds> benchmarks) {
        System.out.printf(
                "%n| %s | us (wall) | us (cpu) | KB | x %s (wall) | x %s (cpu) | least to most |%n",
                situation, BASE, BASE);
        System.out.println("|---|---|---|---|---|---|---|");
        Rounds base = benchmarks.get(BASE);
        benchmarks.forEach((name, rounds) -> {
            List<Double> ratios = ratios(rounds.cpu(), base.cpu());
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f to %.2f |%n",
                    name,
                    median(rounds.wall()),
                    median(rounds.cpu()),
                    median(rounds.bytes()) / 1_000,
                    median(ratios(rounds.wall(), base.wall())),
                    median(ratios),
                    ratios.stream().min(Double::compare).orElseThrow(),
                    ratios.stream().max(Double::compare).orElseThrow());
        });
        if (benchmarks.keySet().containsAll(List.of("traced", "untraced"))) {
            System.out.printf(
                    Locale.ROOT,
                    "%nTables without a trace, to tables with it: %.2f (cpu)%n",
                    median(ratios(
                            benchmarks.get("untraced").cpu(),
                            benchmarks.get("traced").cpu())));
        }
    }

    private static List<Double> ratios(List<Double> of, List<Double> to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            ratios.add(of.get(i) / to.get(i));
        }
        return ratios;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
