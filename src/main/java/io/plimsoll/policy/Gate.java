package io.plimsoll.policy;

import io.plimsoll.evaluation.BundleLint;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Pairing;
import io.plimsoll.evaluation.Place;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Violation;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import io.plimsoll.scenario.ScenarioRunner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every bundle passes before anybody may use it: what may not run is refused before it runs, then it is compiled,
 * looked at, held against its counterpart, and its scenarios are run. Reads nothing but its arguments; {@code docs/gate.md}
 * lists what it finds.
 */
public final class Gate {
    /** Of all scenarios of a bundle together: some minutes. */
    private static final long MAX_SIGNALS = 20_000;

    private final PolicyBundle bundle;
    private final @Nullable CompiledPolicy counterpart;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final List<ScenarioResults.Result> results = new ArrayList<>();
    private long signals;

    private Gate(PolicyBundle bundle, @Nullable CompiledPolicy counterpart) {
        this.bundle = bundle;
        this.counterpart = counterpart;
    }

    /**
     * Checks a bundle. Takes seconds. Never throws because of what is in the bundle.
     *
     * @param counterpart for a policy, the guardrails that restrict it; for guardrails, the policy that they restrict; null
     *     where there is none
     */
    public static GateReport check(PolicyBundle bundle, @Nullable CompiledPolicy counterpart) {
        return new Gate(bundle, counterpart).check();
    }

    private GateReport check() {
        CompiledPolicy policy = PolicyCompiler.compile(bundle)
                .fold(
                        compiled -> {
                            add(compiled.warnings());
                            return compiled.policy();
                        },
                        rejected -> {
                            add(rejected.findings());
                            return null;
                        });
        if (policy == null) {
            add(BundleLint.ofModels(bundle));
        } else {
            add(BundleLint.findings(policy));
            List<Finding> unfit = pair(policy);
            add(unfit);
            if (unfit.isEmpty()) {
                runScenarios(policy);
            }
        }
        List<Finding> sorted = findings.values().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
        return new GateReport(
                bundle.digest(),
                counterpart == null ? null : counterpart.digest(),
                sorted,
                new ScenarioResults(results),
                policy);
    }

    private List<Finding> pair(CompiledPolicy policy) {
        if (counterpart == null) {
            return List.of();
        }
        return isGuardrails(policy) ? Pairing.findings(counterpart, policy) : Pairing.findings(policy, counterpart);
    }

    private void runScenarios(CompiledPolicy policy) {
        List<String> paths = policy.manifest().files().scenarios();
        boolean guardrails = isGuardrails(policy);
        if (paths.isEmpty()) {
            add(
                    FindingCode.SCENARIOS_MISSING,
                    Place.BUNDLE,
                    "has no scenarios, so nothing says what it is meant to do");
        } else if (guardrails && counterpart == null) {
            add(
                    FindingCode.SCENARIOS_NOT_RUN,
                    Place.BUNDLE,
                    "the scenarios of guardrails run on the policy that they restrict, and none was given");
        } else if (guardrails) {
            paths.forEach(path -> run(counterpart, policy, path));
        } else {
            paths.forEach(path -> run(policy, counterpart, path));
        }
    }

    private void run(@Nullable CompiledPolicy policy, @Nullable CompiledPolicy guardrails, String path) {
        if (policy == null) {
            throw new IllegalStateException("no policy to run scenarios on");
        }
        try {
            List<Scenario> scenarios = ScenarioReader.read(policy.manifest().domain(), path, bundle.file(path));
            signals += scenarios.stream().mapToLong(Scenario::signals).sum();
            if (signals > MAX_SIGNALS) {
                add(
                        FindingCode.SCENARIO_UNREADABLE,
                        Place.file(path),
                        "the scenarios of a bundle send at most " + MAX_SIGNALS + " signals together; leave some out");
                return;
            }
            for (Scenario scenario : scenarios) {
                List<String> differences = ScenarioRunner.run(policy, guardrails, scenario);
                results.add(new ScenarioResults.Result(path, scenario.id(), differences));
                Place place = new Place(path, null, "scenario \"" + scenario.id() + "\"", null);
                if (!differences.isEmpty()) {
                    add(FindingCode.SCENARIO_FAILED, place, String.join("; ", differences));
                }
                if (!scenario.open().isEmpty()) {
                    add(
                            FindingCode.EXPECTATION_OPEN,
                            place,
                            "nobody has said yet what must come out of its entries " + scenario.open()
                                    + "; look at what the policy answers, and write down what it should");
                }
            }
        } catch (PlimsollException e) {
            add(
                    FindingCode.SCENARIO_UNREADABLE,
                    Place.file(path),
                    String.join(
                            "; ", e.violations().stream().map(Violation::detail).toList()));
        }
    }

    private static boolean isGuardrails(CompiledPolicy policy) {
        return policy.manifest().kind() == Manifest.Kind.GUARDRAILS;
    }

    private void add(FindingCode code, Place place, String detail) {
        add(List.of(Finding.of(code, place, detail)));
    }

    /** What two checks find alike is told once. */
    private void add(List<Finding> more) {
        more.forEach(finding -> findings.putIfAbsent(finding.fingerprint(), finding));
    }
}
