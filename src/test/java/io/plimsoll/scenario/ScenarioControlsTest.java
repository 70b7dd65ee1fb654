package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Violation;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kill switches, holds and overrides along a timeline. */
class ScenarioControlsTest {
    private static CompiledPolicy policy;

    private static final String STORY = """
            plimsoll: 1
            domain: care
            scenarios:
              - id: controls
                note: People stop the policy, answer in its place, and let it go on.
                signal: {customer: c-1, producer: {kind: MODEL, name: m, version: "1"}}
                facts: {delay_hours: 25, tier: GOLD}
                timeline:
                  - at: 2026-03-02T09:00:00Z
                    request: {type: refund, arguments: {tier: GOLD}}
                    expect: {intents: [{type: refund, disposition: PERMITTED, ceiling: {amount: 20}}]}
                  - control: {at: 2026-03-02T10:00:00Z, kill: {action: refund}, id: no-refunds, reason: The till is broken.}
                  - at: 2026-03-02T10:00:00Z
                    request: {type: refund, arguments: {tier: GOLD}}
                    expect: {outcome: ESCALATE, reasons: [ACTION_STOPPED], intents: [{disposition: REFUSED}]}
                  - control: {at: 2026-03-02T10:01:00Z, kill: {}, id: all}
                  - at: 2026-03-02T10:02:00Z
                    expect: {outcome: ESCALATE, reasons: [KILL_SWITCH]}
                  - control: {at: 2026-03-02T10:03:00Z, lift: all}
                  - control: {at: 2026-03-02T10:03:00Z, lift: no-refunds}
                  - control: {at: 2026-03-02T10:04:00Z, hold: {customer: c-1}, until: 2026-03-02T10:10:00Z}
                  - at: 2026-03-02T10:09:59Z
                    expect: {reasons: [ON_HOLD]}
                  - control:
                      at: 2026-03-02T10:09:59Z
                      override: {customer: c-1, requestType: refund}
                      answer: {intents: [{disposition: PERMITTED, ceiling: 7}]}
                  - at: 2026-03-02T10:10:00Z
                    request: {type: refund, arguments: {tier: GOLD}}
                    expect: {outcome: ACT, reasons: [OVERRIDDEN], intents: [{ceiling: {amount: 7}}]}
                  - from: 2026-03-02T10:11:00Z
                    every: PT1S
                    times: 2
                    customers: 2
                    request: {type: refund, arguments: {tier: GOLD}}
                    expect: {acted: {exactly: 2}}
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
    void run_controlsThatAreSetAndLifted_actInBetween() {
        assertThat(CarePolicy.run(policy, STORY)).isEmpty();
    }

    /** Each control matters: without it, or with another, the story does not hold. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kill: {action: refund}| kill: {action: reach_out}",
                "kill: {}, id: all| kill: {action: refund}, id: all",
                "until: 2026-03-02T10:10:00Z| until: 2026-03-02T10:10:01Z",
                "hold: {customer: c-1}| hold: {customer: c-2}",
                "requestType: refund| requestType: reach_out",
                "ceiling: 7| ceiling: 8",
                "answer: {intents: [{disposition| answer: {intents: [{type: coupon, disposition"
            })
    void run_anotherControl_doesNotHold(String from, String to) {
        String changed = STORY.replace(from, to.strip());

        assertThat(changed).isNotEqualTo(STORY);
        assertThat(CarePolicy.run(policy, changed)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lift: all}| lift: every}| lift is not in force here",
                "id: all}| id: no-refunds}| id stands twice",
                "kill: {}| kill: {action: refund, producer: {name: m}}| cannot stand beside producer",
                "kill: {}| kill: {customer: c-1}| is not declared here",
                "hold: {customer: c-1}| hold: {customer: c-1, case: k}| cannot stand beside customer",
                "2026-03-02T10:01:00Z, kill| 2026-03-02T09:01:00Z, kill| lies before",
                "kill: {}, id: all| kill: {}, hold: {}| cannot stand beside kill",
                "answer: {| answers: {| is missing"
            })
    void readYaml_controlThatCannotBeMeant_saysWhere(String from, String to, String complaint) {
        String changed = STORY.replace(from, to.strip());

        List<Violation> violations = catchThrowableOfType(
                        PlimsollException.class,
                        () -> ScenarioReader.readYaml(CarePolicy.DOMAIN, CarePolicy.bytes(changed)))
                .violations();

        assertThat(changed).isNotEqualTo(STORY);
        assertThat(violations)
                .extracting(Violation::detail)
                .anyMatch(detail -> detail.startsWith("line ") && detail.contains(complaint));
    }
}
