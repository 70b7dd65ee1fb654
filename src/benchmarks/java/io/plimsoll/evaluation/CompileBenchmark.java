package io.plimsoll.evaluation;

import io.plimsoll.policy.BuiltInPolicies;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to load a version: read, compile, check and warm its bundle, and drop it again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(2)
public class CompileBenchmark {
    @Param({"retail", "customer-recovery"})
    public String domain = "";

    private PolicyBundle bundle;

    @Setup
    public void read() {
        bundle = BuiltInPolicies.bundle(domain);
    }

    @Benchmark
    public String compile() {
        try (CompiledPolicy policy = Case.compiled(bundle)) {
            return policy.digest().toString();
        }
    }
}
