package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.BundleArchive;
import io.plimsoll.policy.Gate;
import io.plimsoll.policy.GateReport;
import io.plimsoll.policy.OlderPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first version of the airline's policy, which is shipped as a zip file, and where the current one differs. */
class AirlineVersionsTest {
    private static final DomainName AIRLINE = new DomainName("airline");
    private static final PolicyBundle FIRST = OlderPolicies.bundle("airline-1");
    private static final PolicyBundle CURRENT = BuiltInPolicies.bundle("airline");
    private static final CompiledPolicy FIRST_POLICY = compiled(FIRST);
    private static final CompiledPolicy CURRENT_POLICY = compiled(CURRENT);

    @TestFactory
    Stream<DynamicTest> scenario_ofTheFirstVersion_holds() {
        return scenarios(FIRST)
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.id(), () -> assertThat(ScenarioRunner.run(FIRST_POLICY, scenario))
                                .isEmpty()));
    }

    /** Both versions are the same domain to clients: a version that is switched on must not refuse their calls. */
    @Test
    void contract_ofBothVersions_isTheSame() {
        assertThat(FIRST_POLICY.contract().schema("urn:test"))
                .isEqualTo(CURRENT_POLICY.contract().schema("urn:test"));
    }

    @Test
    void scenarios_ofBothVersions_nameEveryRow() {
        assertThat(words(FIRST)).containsAll(FIRST_POLICY.rowIds());
        assertThat(words(CURRENT)).containsAll(CURRENT_POLICY.rowIds());
    }

    /** What no table reads is what customers merely say, and what else their data name. */
    @Test
    void gate_letsBothVersionsPass() {
        for (PolicyBundle bundle : List.of(FIRST, CURRENT)) {
            GateReport report = Gate.check(bundle, null);

            assertThat(report.passed()).isTrue();
            assertThat(report.findings()).extracting(Finding::code).containsOnly(FindingCode.INPUT_UNUSED);
            assertThat(report.findings())
                    .extracting(Finding::words)
                    .noneMatch(words -> words.contains("any_segment") || words.contains("insurance"));
        }
    }

    @Test
    void zip_thatTheBuildWrites_isTheFolder() throws IOException {
        try (InputStream zip = BuiltInPolicies.class.getResourceAsStream("/demo/policies/airline-1.zip")) {
            PolicyBundle shipped =
                    BundleArchive.readStored(Objects.requireNonNull(zip).readAllBytes());

            assertThat(shipped.paths()).isEqualTo(FIRST.paths());
            assertThat(shipped.digest()).isEqualTo(FIRST.digest());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "change_cabin | cabin: economy, to_cabin: business, any_segment_flown: true | outcome: ACT | outcome: DISMISS, reasons: [SEGMENT_FLOWN]",
                "change_cabin | cabin: economy, to_cabin: business | outcome: ACT | outcome: ESCALATE, reasons: [INSUFFICIENT_CONTEXT]",
                "change_cabin | cabin: business, to_cabin: economy, any_segment_flown: false | outcome: ACT, reasons: [NO_MONEY_GRANTED] | outcome: ACT, reasons: [AMOUNT_SET_ELSEWHERE]",
                "add_bags | membership: gold, cabin: business, passengers: 1, total_baggages: 0, bags_wanted: 4"
                        + " | intents: [{parameters: {customerPays: 50}}] | intents: [{parameters: {customerPays: 0}}]",
                "change_flights | cabin: economy"
                        + " | intents: [{parameters: {obtainFirst: [one gift card or credit card, confirmation]}}]"
                        + " | intents: [{parameters: {obtainFirst: [one gift card or credit card of the profile, confirmation]}}]",
            })
    void versions_whereTheirTextsDiffer_answerDifferently(String request, String facts, String first, String current) {
        assertThat(differences(FIRST_POLICY, request, facts, first)).isEmpty();
        assertThat(differences(CURRENT_POLICY, request, facts, current)).isEmpty();
        assertThat(differences(FIRST_POLICY, request, facts, current)).isNotEmpty();
        assertThat(differences(CURRENT_POLICY, request, facts, first)).isNotEmpty();
    }

    private static List<String> differences(CompiledPolicy policy, String request, String facts, String expected) {
        String scenario = """
                plimsoll: 1
                domain: airline
                scenarios:
                  - id: difference
                    note: One case.
                    signal: {customer: c-1}
                    timeline:
                      - at: 2024-05-15T20:00:00Z
                        request: {type: %s}
                        facts: {%s}
                        expect: {%s}
                """.formatted(request, facts, expected);
        return ScenarioReader.read(AIRLINE, "one.yaml", scenario.getBytes(StandardCharsets.UTF_8)).stream()
                .flatMap(each -> ScenarioRunner.run(policy, each).stream())
                .toList();
    }

    private static Stream<Scenario> scenarios(PolicyBundle bundle) {
        return scenarioPaths(bundle).flatMap(path -> ScenarioReader.read(AIRLINE, path, bundle.file(path)).stream());
    }

    private static Set<String> words(PolicyBundle bundle) {
        return scenarioPaths(bundle)
                .map(path -> new String(bundle.file(path), StandardCharsets.UTF_8))
                .flatMap(text -> Stream.of(text.split("[^\\w-]+")))
                .collect(Collectors.toSet());
    }

    private static Stream<String> scenarioPaths(PolicyBundle bundle) {
        return bundle.paths().stream().filter(path -> path.startsWith("scenarios/"));
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
