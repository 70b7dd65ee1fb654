package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.policy.BuiltInPolicies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetailScenariosTest {
    @Test
    void retailScenarios_builtInPolicy_agreeOnEveryRow() {
        PolicyBundle bundle = BuiltInPolicies.bundle("retail");
        CompiledPolicy policy = PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });

        List<String> differences = new ArrayList<>();
        int rows = 0;
        for (String path : policy.manifest().files().scenarios()) {
            if (!path.endsWith(".jsonl")) {
                continue;
            }
            for (Scenario scenario : ScenarioReader.readLines(bundle.file(path))) {
                rows++;
                ScenarioRunner.run(policy, scenario).forEach(line -> differences.add(scenario.id() + " " + line));
            }
        }

        assertThat(differences).isEmpty();
        assertThat(rows).isEqualTo(1_628 + 76);
    }
}
