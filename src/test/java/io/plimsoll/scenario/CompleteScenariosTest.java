package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.Gate;
import io.plimsoll.policy.GateReport;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Built-in policies whose scenarios leave no row out, and about which the gate has nothing to say. */
class CompleteScenariosTest {
    @ParameterizedTest
    @ValueSource(strings = {"apparel", "spare-parts"})
    void gate_findsNothing_andScenariosNameEveryRow(String domain) {
        PolicyBundle bundle = BuiltInPolicies.bundle(domain);

        GateReport report = Gate.check(
                bundle,
                BuiltInPolicies.guardrails(domain)
                        .map(CompleteScenariosTest::compiled)
                        .orElse(null));

        assertThat(report.findings()).isEmpty();
        try (CompiledPolicy policy = Objects.requireNonNull(report.policy())) {
            assertThat(policy.rowIds()).hasSizeGreaterThan(20);
            assertThat(words(bundle)).containsAll(policy.rowIds());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-recovery", "spare-parts"})
    void gate_ofGuardrails_findsNothing_andTheirScenariosNameEveryRow(String domain) {
        PolicyBundle bundle = BuiltInPolicies.guardrails(domain).orElseThrow();

        GateReport report = Gate.check(bundle, compiled(BuiltInPolicies.bundle(domain)));

        assertThat(report.findings()).isEmpty();
        assertThat(report.scenarios().run()).isPositive();
        try (CompiledPolicy guardrails = Objects.requireNonNull(report.policy())) {
            assertThat(words(bundle)).containsAll(guardrails.rowIds());
        }
    }

    private static Set<String> words(PolicyBundle bundle) {
        return bundle.paths().stream()
                .filter(path -> path.startsWith("scenarios/"))
                .map(path -> new String(bundle.file(path), StandardCharsets.UTF_8))
                .flatMap(text -> Stream.of(text.split("[^\\w-]+")))
                .collect(Collectors.toSet());
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
