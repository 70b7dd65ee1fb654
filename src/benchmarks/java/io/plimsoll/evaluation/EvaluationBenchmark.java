package io.plimsoll.evaluation;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one evaluation costs beside the bare questions to the engine. An operation is one evaluation. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EvaluationBenchmark {
    private static final Explanation.Chosen CHOSEN =
            new Explanation.Chosen(1, "sha256:0", "ACTIVE", "It was the active version.", null);

    /** The questions of the policy alone, put to the engine: no listener, no rules, no verdict, no JSON. */
    @Benchmark
    public void rawPolicy(Case state, Blackhole sink) {
        state.next().policy().forEach(question -> sink.consume(question.ask()));
    }

    /** The same with the questions of the guardrails. */
    @Benchmark
    public void rawAll(Case state, Blackhole sink) {
        state.next().all().forEach(question -> sink.consume(question.ask()));
    }

    /** Without perceive, govern and guard. */
    @Benchmark
    public Evaluation tables(Case state) {
        return Evaluator.evaluate(state.tables, state.next().situation());
    }

    /** Without guardrails. */
    @Benchmark
    public Evaluation policy(Case state) {
        return Evaluator.evaluate(state.policy, state.next().situation());
    }

    /** As the service evaluates. */
    @Benchmark
    public Evaluation governed(Case state) {
        return Evaluator.evaluate(state.policy, state.guardrails, state.next().situation());
    }

    /** What is made when somebody asks why, from what was recorded. */
    @Benchmark
    public Explanation explanation(Case state) {
        Case.Prepared decided = state.next();
        Explainer.Recorded recorded = new Explainer.Recorded(
                decided.situation(),
                decided.evaluation().verdictJson(),
                decided.evaluation().traceJson());
        return new Explainer(state.policy, state.guardrails).explain(recorded, CHOSEN, Wording.ENGLISH);
    }
}
