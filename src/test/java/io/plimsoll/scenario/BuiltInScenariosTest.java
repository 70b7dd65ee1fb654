package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Violation;
import io.plimsoll.policy.BuiltInPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every scenario file of every built-in domain. */
class BuiltInScenariosTest {
    @TestFactory
    Stream<DynamicContainer> scenario_ofEveryFile_holds() {
        return BuiltInPolicies.DOMAINS.stream().flatMap(BuiltInScenariosTest::files);
    }

    /** A file that no manifest lists would never run. */
    @Test
    void scenarioFile_everyOne_isListedInItsManifest() throws IOException {
        for (String domain : BuiltInPolicies.DOMAINS) {
            try (Stream<Path> files = Files.list(Path.of("scenarios", domain))) {
                List<String> written = files.map(path -> "scenarios/" + path.getFileName())
                        .filter(path -> path.endsWith(".yaml") || path.endsWith(".jsonl"))
                        .toList();
                assertThat(BuiltInPolicies.bundle(domain).paths()).containsAll(written);
            }
        }
    }

    /** A policy that cannot be compiled is a failure of its own domain only. */
    private static Stream<DynamicContainer> files(String domain) {
        PolicyBundle bundle = BuiltInPolicies.bundle(domain);
        List<Finding> findings = new ArrayList<>();
        CompiledPolicy policy = compiled(bundle, findings);
        CompiledPolicy guardrails = BuiltInPolicies.guardrails(domain)
                .map(restricting -> compiled(restricting, findings))
                .orElse(null);
        if (policy == null || !findings.isEmpty()) {
            List<String> faults = findings.stream().map(Finding::toString).toList();
            return Stream.of(
                    DynamicContainer.dynamicContainer(domain, Stream.of(test(domain, "compiles", () -> faults))));
        }
        return policy.manifest().files().scenarios().stream()
                .filter(path -> path.endsWith(".yaml"))
                .map(path -> file(policy, guardrails, path, bundle.file(path)));
    }

    private static @Nullable CompiledPolicy compiled(PolicyBundle bundle, List<Finding> findings) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            findings.addAll(rejected.findings());
            return null;
        });
    }

    private static DynamicContainer file(
            CompiledPolicy policy, @Nullable CompiledPolicy guardrails, String path, byte[] content) {
        DomainName domain = policy.manifest().domain();
        String file = path.replace("scenarios/", "scenarios/" + domain + "/");
        try {
            return DynamicContainer.dynamicContainer(
                    file,
                    ScenarioReader.read(domain, path, content).stream()
                            .map(scenario ->
                                    test(file, scenario.id(), () -> ScenarioRunner.run(policy, guardrails, scenario))));
        } catch (PlimsollException e) {
            List<String> faults = e.violations().stream().map(Violation::detail).toList();
            return DynamicContainer.dynamicContainer(file, Stream.of(test(file, "can be read", () -> faults)));
        }
    }

    private static DynamicTest test(String file, String name, Supplier<List<String>> differences) {
        return DynamicTest.dynamicTest(name, () -> {
            List<String> found = differences.get();
            if (!found.isEmpty()) {
                throw new AssertionError(
                        found.stream().map(line -> file + ": " + line).collect(Collectors.joining("\n", "\n", "")));
            }
        });
    }
}
