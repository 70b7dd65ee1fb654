package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioRunnerTest {
    private static CompiledPolicy policy;

    private static final String THREE_CHATS = """
            plimsoll: 1
            domain: care
            scenarios:
              - id: three-chats
                note: Three negative chats in one week lead to one reach-out.
                signal: {customer: c-1, producer: {kind: MODEL, name: m, version: "1"}}
                timeline:
                  - at: 2026-03-02T09:15:00Z
                    signal: {scores: {sentiment: -0.7}}
                    expect: {outcome: MONITOR, severity: 2, reasons: [NEGATIVE], intents: [], suppressed: [], rows: [negative]}
                  - at: 2026-03-03T09:15:00Z
                    signal: {scores: {sentiment: -0.4}}
                    expect: {outcome: MONITOR, features: {Negative Signals: 2, Angry: false}, route: null}
                  - at: 2026-03-04T09:15:00Z
                    signal: {scores: {sentiment: -0.5}}
                    expect:
                      outcome: ACT
                      severity: 3
                      reasons: [THIRD]
                      intents: [{type: reach_out, disposition: PERMITTED, ceiling: null, parameters: {channel: EMAIL}}]
                      rows: [third]
                      notRows: [negative]
                      fired: [Negative signals in a week]
                      notFired: [Angry]
                      features: {Negative Signals: 3}
                  - at: 2026-03-05T09:15:00Z
                    signal: {scores: {sentiment: -0.5}}
                    expect: {outcome: MONITOR, intents: [], suppressed: [{what: reach_out, reason: DONE}], fired: [Reached out before]}
            """;

    @BeforeAll
    static void compile() {
        policy = CarePolicy.compiled();
    }

    @AfterAll
    static void close() {
        policy.close();
    }

    @Test
    void run_timelineThatHolds_findsNothing() {
        assertThat(CarePolicy.run(policy, THREE_CHATS)).isEmpty();
    }

    @Test
    void run_withSomebodyLookingOn_showsEveryDecisionOnceInOrder() {
        Scenario scenario = scenario(THREE_CHATS);
        List<Entry> entries = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();

        List<String> differences = ScenarioRunner.run(policy, null, scenario, (entry, situation, evaluation) -> {
            entries.add(entry);
            outcomes.add(evaluation.verdict().outcome());
            assertThat(Evaluator.evaluate(policy, situation).bytes()).isEqualTo(evaluation.bytes());
        });

        assertThat(differences).isEmpty();
        assertThat(entries).isEqualTo(scenario.timeline());
        assertThat(outcomes).containsExactly(Outcome.MONITOR, Outcome.MONITOR, Outcome.ACT, Outcome.MONITOR);
    }

    @Test
    void run_expectationThatIsOpen_decidesAndHoldsNothingAgainstIt() {
        String open = THREE_CHATS.replace(
                "expect: {outcome: MONITOR, severity: 2, reasons: [NEGATIVE], intents: [], suppressed: [], rows: [negative]}",
                "expect: open");
        Scenario scenario = scenario(open);
        List<Entry> decided = new ArrayList<>();

        List<String> differences = ScenarioRunner.run(policy, null, scenario, (entry, at, what) -> decided.add(entry));

        assertThat(differences).isEmpty();
        assertThat(decided).hasSize(4);
        assertThat(scenario.open()).containsExactly(1);
    }

    @Test
    void holds_isTrueExactlyWhereTheRunFindsNothing() {
        Scenario good = scenario(THREE_CHATS);
        Scenario bad = scenario(THREE_CHATS.replace("severity: 3", "severity: 4"));

        assertThat(ScenarioRunner.holds(policy, null, good)).isTrue();
        assertThat(ScenarioRunner.holds(policy, null, bad)).isFalse();
    }

    private static Scenario scenario(String yaml) {
        return ScenarioReader.readYaml(CarePolicy.DOMAIN, CarePolicy.bytes(yaml))
                .get(0);
    }

    /** Every word that a scenario may expect can fail, and says where. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "outcome: ACT | outcome: MONITOR | line 17, column 11: outcome is ACT, expected MONITOR",
                "severity: 3 | severity: 4 | line 18, column 11: severity is 3, expected 4",
                "reasons: [THIRD] | reasons: [QUIET] | line 19, column 21: reasons are THIRD, expected QUIET among them",
                "type: reach_out, d | type: refund, d | line 20, column 22: type of item 1 of intents is reach_out, expected refund",
                "disposition: PERMITTED | disposition: REFUSED | line 20, column 39: disposition of item 1 of intents is PERMITTED, expected REFUSED",
                "ceiling: null | ceiling: {amount: 5} | line 20, column 63: ceiling of item 1 of intents is none, expected {amount: 5}",
                "channel: EMAIL | channel: CHAT | line 20, column 91: channel of parameters of item 1 of intents is EMAIL, expected CHAT",
                "intents: [{type: reach_out, disposition: PERMITTED, ceiling: null, parameters: {channel: EMAIL}}] | intents: [] | line 20, column 11: intents are 1 (reach_out PERMITTED), expected 0",
                "rows: [third] | rows: [angry] | line 21, column 18: rows that hit are third, expected angry among them",
                "notRows: [negative] | notRows: [negativ] | line 22, column 21: the policy has no row negativ, so it can never hit; mend the name",
                "notFired: [Angry] | notFired: [Anger] | line 24, column 22: the policy has no rule Anger, so it can never hit; mend the name",
                "notRows: [negative] | notRows: [third] | line 22, column 21: row third hit, expected it not to",
                "fired: [Negative | fired: [Not negative | line 23, column 19: rules that hit are Negative signals in a week, expected Not negative signals in a week among them",
                "notFired: [Angry] | notFired: [Negative signals in a week] | line 24, column 22: rule Negative signals in a week hit, expected it not to",
                "Negative Signals: 3 | Negative Signals: 4 | line 25, column 22: feature Negative Signals is 3, expected 4",
                "Negative Signals: 3 | Positive Signals: 4 | line 25, column 22: there is no feature Positive Signals; there are Angry, Negative Signals",
                "reason: DONE | reason: FULL | line 28, column 62: suppressed are {what: reach_out, reason: DONE}, expected {what: reach_out, reason: FULL} among them",
                "suppressed: [{what: reach_out, reason: DONE}] | suppressed: [] | line 28, column 49: also suppressed are {what: reach_out, reason: DONE}, expected only what is listed",
                "route: null | route: {queue: care} | line 13, column 83: route is none, expected {queue: care}",
            })
    void run_expectationThatDoesNotHold_saysWhereAndWhat(String from, String to, String difference) {
        String changed = THREE_CHATS.replaceFirst(java.util.regex.Pattern.quote(from), to);

        assertThat(changed).isNotEqualTo(THREE_CHATS);
        assertThat(CarePolicy.run(policy, changed)).contains(difference);
    }

    @Test
    void run_routeLimitsAndRequest_areHeldToo() {
        assertThat(run("""
                - at: 2026-03-02T09:15:00Z
                  signal: {scores: {sentiment: -0.95}}
                  request: {type: refund, arguments: {tier: GOLD}}
                  facts: {delay_hours: 25, tier: GOLD}
                  expect:
                    outcome: ESCALATE
                    route: {queue: care, level: 2, dueWithin: PT2H}
                    intents: [{type: refund, ceiling: {amount: 20.00, currency: EUR}, reasons: [LATE]}]
                """)).isEmpty();
    }

    @Test
    void run_factsAndSignalOfTheScenario_areDefaultsThatNullTakesAway() {
        String scenario = """
                plimsoll: 1
                domain: care
                scenarios:
                  - id: defaults
                    note: What is given for all entries can be replaced and taken away.
                    facts: {delay_hours: 30}
                    signal: {customer: c-1}
                    timeline:
                      - {at: 2026-03-02T09:00:00Z, request: {type: refund}, expect: {rows: [late]}}
                      - {at: 2026-03-02T09:00:00Z, request: {type: refund}, facts: {delay_hours: 5}, expect: {rows: [punctual]}}
                      - {at: 2026-03-02T09:00:00Z, request: {type: refund}, facts: {delay_hours: null},
                         expect: {reasons: [INSUFFICIENT_CONTEXT]}}
                """;

        assertThat(CarePolicy.run(policy, scenario)).isEmpty();
    }

    @Test
    void run_policyThatCannotDecide_mustBeExpectedByCode() {
        String entry = """
                - at: 2026-03-02T09:15:00Z
                  request: {type: refund}
                  facts: {delay_hours: 20}
                  expect: {outcome: ESCALATE%s}
                """;

        assertThat(run(entry.formatted("")))
                .singleElement()
                .asString()
                .startsWith("line 11, column 9: the policy could not decide: NO_MATCHING_ROW");
        assertThat(run(entry.formatted(", reasons: [NO_MATCHING_ROW]"))).isEmpty();
        assertThat(run(entry.formatted(", intents: [{reasons: [NO_MATCHING_ROW]}]")))
                .isEmpty();
    }

    @Test
    void run_repeatedSignal_isNotDecidedAgain() {
        List<String> differences = run("""
                - {at: 2026-03-02T09:00:00Z, signal: {id: s-1, scores: {sentiment: -0.7}}}
                - {at: 2026-03-02T09:00:01Z, signal: {id: s-1, scores: {sentiment: -0.7}}}
                - {at: 2026-03-02T09:00:02Z, signal: {id: s-1, scores: {sentiment: -0.7}}, expect: {features: {Negative Signals: 1}}}
                - {at: 2026-03-02T09:00:03Z, signal: {id: s-2, scores: {sentiment: -0.7}}, expect: {features: {Negative Signals: 2}}}
                """);

        assertThat(differences).isEmpty();
    }

    @Test
    void run_repeatedSignalWithOtherContent_isRefusedAsTheServiceDoes() {
        List<String> differences = run("""
                - {at: 2026-03-02T09:00:00Z, signal: {id: s-1, scores: {sentiment: -0.7}}}
                - {at: 2026-03-02T09:00:01Z, signal: {id: s-1, scores: {sentiment: -0.8}}, expect: {outcome: MONITOR}}
                """);

        assertThat(differences)
                .containsExactly("line 9, column 45: id was sent before with other content, which the service refuses;"
                        + " repeat it unchanged or give it another id");
    }

    @Test
    void run_contractViolations_leadToEntryOrDefaults() {
        String scenario = """
                plimsoll: 1
                domain: care
                scenarios:
                  - id: broken
                    note: Broken.
                    facts: {delay_hours: many, unknown: 1}
                    timeline:
                      - at: 2026-03-02T09:00:00Z
                        request: {type: exchange}
                        facts: {tier: SILVER}
                        expect: {outcome: MONITOR}
                      - at: 2026-03-02T09:00:00Z
                        signal: {customer: c-1}
                        request: {type: refund, arguments: {tier: BASIC}}
                        facts: {delay_hours: 1, unknown: null, tier: GOLD}
                """;

        assertThat(CarePolicy.run(policy, scenario))
                .containsExactly(
                        "line 6, column 13: delay_hours must be a number",
                        "line 6, column 32: unknown is not declared here; known are delay_hours, tier",
                        "line 8, column 9: customer is missing",
                        "line 9, column 19: type must be one of refund",
                        "line 10, column 17: tier must be one of GOLD, BASIC",
                        "line 14, column 45: tier differs from the fact tier; send the same value or leave it out");
    }

    @Test
    void run_textThatNobodyScored_isScoredAsTheServiceDoes() {
        assertThat(CarePolicy.run(policy, """
                plimsoll: 1
                domain: care
                scenarios:
                  - id: words
                    note: Words that nobody scored.
                    timeline:
                      - at: 2026-03-02T09:00:00Z
                        signal: {customer: c-1, text: "This is terrible, I am very angry and I hate it!"}
                        expect: {notRows: [quiet]}
                """)).isEmpty();
    }

    @Test
    void run_lateArrival_countsWhenItOccurred() {
        assertThat(run("""
                - at: 2026-03-20T09:00:00Z
                  signal: {occurredAt: 2026-03-01T09:00:00Z, scores: {sentiment: -0.7}}
                - at: 2026-03-20T09:00:00Z
                  signal: {scores: {sentiment: -0.7}}
                  expect: {features: {Negative Signals: 1}}
                """)).isEmpty();
    }

    @Test
    void run_storm_isCountedAndBounded() {
        String storm = """
                - from: 2026-03-02T10:00:00Z
                  every: PT0.1S
                  times: 10000
                  customers: 500
                  signal: {scores: {sentiment: -0.95}}
                  expect: {escalated: {exactly: 5}, monitored: {atLeast: 9995}, suppressed: {exactly: 9995}, acted: {atMost: 0}}
                - at: 2026-03-02T10:16:40Z
                  signal: {customer: c-1-500, scores: {sentiment: -0.1}}
                  expect: {features: {Negative Signals: 20}}
                """;

        assertThat(run(storm)).isEmpty();
        assertThat(run(storm.replace("10000", "10").replace("{exactly: 5}", "{atMost: 4}")))
                .contains("line 13, column 30: escalated are 5, expected at most 4")
                .contains("line 13, column 54: monitored are 5, expected at least 9995")
                .contains("line 13, column 83: suppressed are 5, expected exactly 9995");
    }

    @Test
    void run_stormThatBreaksTheContract_isToldOnce() {
        List<String> differences = run("""
                - from: 2026-03-02T10:00:00Z
                  every: PT1S
                  times: 1000
                  facts: {tier: SILVER}
                  expect: {escalated: {exactly: 0}}
                """);

        assertThat(differences).containsExactly("line 11, column 17: tier must be one of GOLD, BASIC");
    }

    @Test
    void run_scenarios_beginWithACleanSlate() {
        assertThat(CarePolicy.run(policy, THREE_CHATS)).isEmpty();
        assertThat(CarePolicy.run(policy, THREE_CHATS)).isEmpty();
    }

    /** A timeline that begins in line 8, after defaults for customer and producer. */
    private static List<String> run(String timeline) {
        return CarePolicy.run(policy, """
                plimsoll: 1
                domain: care
                scenarios:
                  - id: one
                    note: One.
                    signal: {customer: c-1, producer: {kind: MODEL, name: m, version: "1"}}
                    timeline:
                """ + timeline.indent(6));
    }
}
