package io.plimsoll.evaluation;

import io.plimsoll.policy.BuiltInPolicies;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.kie.dmn.api.core.DMNModel;

/**
 * What perceive, decide, govern and guard cost, measured by hand: run {@link #main} and copy the ratios into
 * docs/performance.md. All variants run in one process, in turns, so that they share whatever else the machine does.
 */
final class EvaluationCost {
    /** Time of the processor, because the clock on the wall also counts what others do with a shared machine. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final int ROUNDS = 9;
    private static final int EVALUATIONS = 40;
    private static final int[] HISTORY = {0, 10, 100, 199};
    private static final Instant NOON = Situations.NOON;

    private EvaluationCost() {}

    private record Variant(String name, Supplier<Evaluation> run) {}

    /** Prints medians of microseconds per evaluation, and ratios to the tables alone. */
    public static void main(String[] arguments) {
        CompiledPolicy policy = compiled(BuiltInPolicies.bundle("customer-recovery"));
        CompiledPolicy guardrails =
                compiled(BuiltInPolicies.guardrails("customer-recovery").orElseThrow());
        CompiledPolicy tables = withoutRules(policy);
        System.out.printf(Locale.ROOT, "%-10s%-10s%10s%10s%n", "signals", "phases", "us", "ratio");
        for (int signals : HISTORY) {
            Situation situation = situation(policy, guardrails, signals);
            measure(
                    signals,
                    List.of(
                            new Variant("decide", () -> Evaluator.evaluate(tables, situation)),
                            new Variant("+ rules", () -> Evaluator.evaluate(policy, situation)),
                            new Variant("+ guard", () -> Evaluator.evaluate(policy, guardrails, situation))));
        }
    }

    private static void measure(int signals, List<Variant> variants) {
        long[][] nanos = new long[variants.size()][ROUNDS];
        int bytes = 0;
        for (int round = -3; round < ROUNDS; round++) {
            for (int i = 0; i < variants.size(); i++) {
                long start = CPU.getCurrentThreadCpuTime();
                for (int n = 0; n < EVALUATIONS; n++) {
                    bytes += variants.get(i).run().get().traceJson().length();
                }
                if (round >= 0) {
                    nanos[i][round] = (CPU.getCurrentThreadCpuTime() - start) / EVALUATIONS;
                }
            }
        }
        for (int i = 0; i < variants.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-10d%-10s%10.0f%10.2f%n",
                    signals,
                    variants.get(i).name(),
                    median(nanos[i]) / 1_000.0,
                    (double) median(nanos[i]) / median(nanos[0]));
        }
        if (bytes == 0) {
            throw new IllegalStateException("nothing was evaluated");
        }
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** A customer who writes several times a day, in two cases, in turns upset and content. */
    private static Situation situation(CompiledPolicy policy, CompiledPolicy guardrails, int signals) {
        Chronicle chronicle = new Chronicle(policy.manifest());
        for (int i = 0; i < signals; i++) {
            Instant at = NOON.minus(Duration.ofHours(6L * (signals - i)));
            Situation situation = chronicle.situation("crm", at, submission(i, at));
            Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation);
            chronicle.add(Consequences.of(policy.manifest(), "crm", situation, evaluation));
        }
        return chronicle.situation("crm", NOON, submission(signals, NOON));
    }

    private static Submission submission(int i, Instant at) {
        return Timeline.submission("""
                {"signal": {"id": "s-%d", "customer": "c-1", "case": "k-%d", "occurredAt": "%s", "channel": "CHAT",
                   "topic": "returns", "scores": {"sentiment": %s, "intensity": 0.7, "activeness": 0.5,
                   "confidence": 0.9, "intention": "REFUND_REQUEST"},
                   "producer": {"kind": "MODEL", "name": "m", "version": "1"}},
                 "request": {"type": "refund"}, "facts": {"tier": "GOLD", "refund_amount": 20, "amount_paid": 80}}
                """.formatted(i, i % 2, at, i % 3 == 0 ? "0.4" : "-0.5"));
    }

    private static CompiledPolicy withoutRules(CompiledPolicy policy) {
        DMNModel any = policy.models().get(0);
        return new CompiledPolicy(
                policy.manifest(),
                policy.digest(),
                List.of(),
                policy.tables(),
                policy.runtimeOf(any.getNamespace(), any.getName()).orElseThrow());
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
