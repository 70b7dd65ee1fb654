package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.BundleLint;
import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Finding.Severity;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.TestPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GateTest {
    private static final TestPolicy GOOD = TestPolicy.policy().request("permit", TestPolicy.PERMIT);

    @Test
    void gate_builtInPolicy_hasNoErrorAndRowsWithIds() {
        GateReport report = Gate.check(BuiltInPolicies.bundle("retail"), null);

        assertThat(report.of(Severity.ERROR)).isEmpty();
        assertThat(report.findings()).extracting(Finding::code).doesNotContain(FindingCode.ROW_WITHOUT_ID);
        assertThat(report.passed()).isTrue();
        assertThat(report.scenarios().run()).isGreaterThan(1_700);
        assertThat(report.scenarios().failed()).isEmpty();
    }

    /** Their scenarios run by themselves, in BuiltInScenariosTest; they take a while. */
    @ParameterizedTest
    @FieldSource("io.plimsoll.policy.BuiltInPolicies#DOMAINS")
    void lint_everyBuiltInPolicy_findsNoErrorAndRowsWithIds(String domain) {
        List<Finding> findings = BundleLint.findings(compiled(BuiltInPolicies.bundle(domain)));

        assertThat(findings)
                .filteredOn(
                        finding -> finding.severity() == Severity.ERROR || finding.code() == FindingCode.ROW_WITHOUT_ID)
                .isEmpty();
    }

    @Test
    void gate_builtInGuardrails_haveNoError() {
        CompiledPolicy policy = compiled(BuiltInPolicies.bundle("customer-recovery"));

        GateReport report =
                Gate.check(BuiltInPolicies.guardrails("customer-recovery").orElseThrow(), policy);

        assertThat(report.of(Severity.ERROR)).isEmpty();
        assertThat(report.passed()).isTrue();
    }

    @Test
    void report_ofEqualBundles_isEqual() {
        GateReport once = Gate.check(GOOD.bundle(), null);
        GateReport again = Gate.check(GOOD.bundle(), null);

        assertThat(again.bytes()).isEqualTo(once.bytes());
        assertThat(new String(once.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(GOOD.bundle().digest().toString(), "drools-dmn");
    }

    @Test
    void gate_scenarioThatFails_isAnErrorThatSaysWhatDiffers() {
        GateReport report = Gate.check(withScenario("DISMISS"), null);

        assertThat(report.passed()).isFalse();
        assertThat(report.of(Severity.ERROR)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SCENARIO_FAILED);
            assertThat(finding.place()).isEqualTo("scenarios/a.jsonl, scenario \"one\"");
            assertThat(finding.detail()).contains("outcome is ACT, expected DISMISS");
        });
        assertThat(report.scenarios().failed()).hasSize(1);
    }

    @Test
    void gate_scenarioThatHolds_passes() {
        GateReport report = Gate.check(withScenario("ACT"), null);

        assertThat(report.of(Severity.ERROR)).isEmpty();
        assertThat(report.scenarios().run()).isEqualTo(1);
    }

    @Test
    void gate_expectationThatIsOpen_isWarned() {
        GateReport report = Gate.check(withExpectation("\"open\""), null);

        assertThat(report.passed()).isTrue();
        assertThat(report.of(Severity.WARNING))
                .filteredOn(finding -> finding.code() == FindingCode.EXPECTATION_OPEN)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.place()).isEqualTo("scenarios/a.jsonl, scenario \"one\"");
                    assertThat(finding.detail()).contains("entries [1]");
                });
    }

    @Test
    void gate_bundleWithoutScenarios_isWarned() {
        assertThat(Gate.check(GOOD.bundle(), null).of(Severity.WARNING))
                .extracting(Finding::code)
                .contains(FindingCode.SCENARIOS_MISSING);
    }

    private static PolicyBundle withScenario(String outcome) {
        return withExpectation("{\"outcome\":\"" + outcome + "\"}");
    }

    private static PolicyBundle withExpectation(String expect) {
        return TestPolicy.policy()
                .request("permit", TestPolicy.PERMIT)
                .files("scenarios: [scenarios/a.jsonl]")
                .file(
                        "scenarios/a.jsonl",
                        ("{\"id\":\"one\",\"note\":\"n\",\"signal\":{\"id\":\"s\",\"customer\":\"c\","
                                        + "\"occurredAt\":\"2026-01-01T00:00:00Z\"},\"request\":{\"type\":\"permit\"},"
                                        + "\"facts\":{},\"expect\":%s}")
                                .formatted(expect))
                .bundle();
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
