package io.plimsoll.replay;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.CompiledVersions;
import io.plimsoll.policy.Deployed;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.ScenarioResults;
import io.plimsoll.policy.VersionId;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import io.plimsoll.scenario.ScenarioRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs scenarios that somebody sends against a version, without keeping anything. */
@ApplicationScoped
public class ScenarioRuns {
    /** Signals of all scenarios together: seconds. */
    static final long MOST_SIGNALS = 2_000;

    private static final int AT_ONCE = 2;

    private final Registry registry;
    private final CompiledVersions versions;
    private final Deployed deployed;
    private final Semaphore running = new Semaphore(AT_ONCE);

    ScenarioRuns(Registry registry, CompiledVersions versions, Deployed deployed) {
        this.registry = registry;
        this.versions = versions;
        this.deployed = deployed;
    }

    /**
     * Runs a file of scenarios under what restricts the version now.
     *
     * @param name ends in {@code .yaml} or {@code .jsonl}
     * @throws PlimsollException NOT_FOUND, DOES_NOT_COMPILE, CONTRACT_VIOLATED with the places that cannot be read,
     *     BODY_TOO_LARGE, or OVERLOADED
     */
    public ScenarioResults run(VersionId id, String name, byte[] file) {
        PolicyVersion version = registry.get(id);
        List<Scenario> scenarios = ScenarioReader.read(id.domain(), name, file);
        if (scenarios.stream().mapToLong(Scenario::signals).sum() > MOST_SIGNALS) {
            throw new PlimsollException(
                    ProblemCode.BODY_TOO_LARGE,
                    "Send scenarios with at most " + MOST_SIGNALS + " signals together; plimsoll replay runs more.");
        }
        if (!running.tryAcquire()) {
            throw new PlimsollException(
                    ProblemCode.OVERLOADED, "Other scenarios are run. Send the same request again in a moment.");
        }
        try {
            CompiledPolicy compiled = compiled(version);
            CompiledPolicy counterpart =
                    deployed.counterpart(id.domain(), id.kind()).orElse(null);
            return results(name, scenarios, compiled, counterpart);
        } finally {
            running.release();
        }
    }

    private static ScenarioResults results(
            String name, List<Scenario> scenarios, CompiledPolicy compiled, @Nullable CompiledPolicy counterpart) {
        boolean guardrails = compiled.manifest().kind() == Manifest.Kind.GUARDRAILS;
        CompiledPolicy policy = guardrails ? counterpart : compiled;
        if (policy == null) {
            throw new PlimsollException(
                    ProblemCode.WRONG_STATE,
                    "Guardrails are run on the policy that they restrict, and none is active.");
        }
        return new ScenarioResults(scenarios.stream()
                .map(scenario -> new ScenarioResults.Result(
                        name, scenario.id(), ScenarioRunner.run(policy, guardrails ? compiled : counterpart, scenario)))
                .toList());
    }

    /** A draft may have other files than when it was compiled. */
    private CompiledPolicy compiled(PolicyVersion version) {
        return versions.find(version.id())
                .filter(policy -> policy.digest().equals(version.digest()))
                .or(() -> versions.findAnew(version.id()))
                .orElseThrow(() -> new IllegalStateException("a version without files: " + version.id()));
    }
}
