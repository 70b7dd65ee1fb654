package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.SchemaLibrary;
import io.plimsoll.platform.StrictYaml;
import io.plimsoll.platform.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    private static final SchemaLibrary SCHEMA = new SchemaLibrary(ScenarioShape.schema());
    private static final String GOOD = """
            plimsoll: 1
            domain: care
            scenarios:
              - id: first
                note: A first scenario.
                timeline:
                  - at: 2026-03-02T09:00:00Z
                    signal: {customer: c-1, occurredAt: 2026-03-01T09:00:00Z}
                    expect: {outcome: MONITOR, severity: 2}
                  - from: 2026-03-02T10:00:00Z
                    every: PT1S
                    times: 3
                    customers: 2
                    signal: {customer: c-2}
                    expect: {escalated: {atMost: 2}}
              - id: second
                note: A second one.
                source: crm
                timeline:
                  - at: 2026-03-02T11:00:00+01:00
                    signal: {id: s-1, customer: c-1, producer: {kind: MODEL, name: m, version: "2.1"}}
                    request: {type: refund, arguments: {}}
                    expect: {intents: []}
            """;

    /** {@code #} stands for the end of a line and the indentation of an entry. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // shape
                "plimsoll: 1 | plimsoll: 2 | line 1, column 1: plimsoll must be at most 1",
                "plimsoll: 1 | plimsol: 1 | line 1, column 1: plimsol is not declared here; known are plimsoll, domain, scenarios",
                "plimsoll: 1 | plimsol: 1 | line 1, column 1: plimsoll is missing",
                "domain: care | domain: retail | line 2, column 1: domain must be care, the domain to which this file belongs",
                "id: first | id: 1 | line 4, column 5: id must be a string; put quotes around it",
                "note: A first | nota: A first | line 4, column 5: note is missing",
                "note: A first scenario. | note: | line 5, column 5: note is missing",
                "source: crm | source: | line 18, column 5: source is empty; give it a value or leave it out",
                "outcome: MONITOR | outcome: MONITR | line 9, column 18: outcome must be one of DISMISS, MONITOR, ACT, ASK_APPROVAL, ESCALATE",
                "outcome: MONITOR | outcome: | line 9, column 18: outcome is empty; give it a value or leave it out",
                "outcome: MONITOR | outcom: MONITOR | line 9, column 18: outcom is not declared here; known are outcome",
                "outcome: MONITOR | reasons: [] | line 9, column 18: reasons must have at least 1 item",
                "outcome: MONITOR | escalated: {atMost: 1} | line 9, column 18: escalated is not declared here",
                "severity: 2 | severity: 6 | line 9, column 36: severity must be at most 5",
                "severity: 2 | severity: '2' | line 9, column 36: severity must be a number",
                "severity: 2 | severity: 2.5 | line 9, column 36: severity must be a whole number",
                "escalated: {atMost: 2} | outcome: MONITOR | line 15, column 18: outcome is not declared here; known are dismissed",
                "at: 2026-03-02T09:00:00Z | at: 2026-03-02 | line 7, column 9: at must be an instant as in RFC 3339 with its offset, for example 2026-03-02T09:15:00Z",
                "at: 2026-03-02T09:00:00Z | at: yesterday | line 7, column 9: at must be an instant",
                "at: 2026-03-02T09:00:00Z | when: 2026-03-02T09:00:00Z | line 7, column 9: item 1 of timeline needs one of at, from",
                "at: 2026-03-02T09:00:00Z | at: 2026-03-02T09:00:00Z#from: 2026-03-02T09:00:00Z | line 8, column 9: from cannot stand beside at; keep one of them",
                "at: 2026-03-02T09:00:00Z | at: 2026-03-02T09:00:00Z#times: 3 | line 8, column 9: times is not declared here; known are at, signal, request, facts, known, expect",
                "every: PT1S | every: 1s | line 11, column 9: every must be a length of time as in ISO 8601, for example PT4H",
                "times: 3 | times: 0 | line 12, column 9: times must be at least 1",
                "times: 3 | times: 100001 | line 12, column 9: times must be at most 100000",
                "customers: 2 | customers: 1.5 | line 13, column 9: customers must be a whole number",
                "signal: {customer: c-2} | signal: {id: s-1, customer: c-2} | line 14, column 18: id is not declared here",
                "customer: c-1, o | custmer: c-1, o | line 8, column 18: custmer is not declared here; known are id, customer",
                "version: \"2.1\" | version: 2.1 | line 21, column 75: version must be a string; put quotes around it",
                "type: refund, | | line 22, column 9: type is missing",
                // what a shape cannot say
                "id: second | id: first | line 16, column 5: id stands twice in this file; give each scenario its own",
                "from: 2026-03-02T10:00:00Z | from: 2026-03-02T08:59:59Z | line 10, column 9: from lies before 2026-03-02T09:00:00Z, which the timeline has reached; put the entries in the order",
                "occurredAt: 2026-03-01T09:00:00Z | occurredAt: 2026-03-02T09:01:01Z | line 8, column 33: occurredAt lies in the future of the service, which hears of it at 2026-03-02T09:00:00Z",
                "every: PT1S | every: PT-1S | line 11, column 9: every must not be negative",
                "every: PT1S | every: P2000D | line 11, column 9: every makes the storm last more than ten years",
                "escalated: {atMost: 2} | escalated: {} | line 15, column 18: escalated needs atLeast, atMost or exactly",
                "expect: {intents: []} | facts: {} | line 19, column 5: timeline expects nothing; give at least one entry an expect",
                "expect: {intents: []} | expect: {} | line 23, column 9: expect says nothing; say what must come out or leave it out",
                "id: s-1 | id: second-7 | line 21, column 18: id has the form of the ids that are given by themselves",
                // YAML itself
                "outcome: MONITOR | outcome: &o MONITOR | line 9, column 27: anchors and aliases (& and *) are refused; write the value out",
                "outcome: MONITOR | outcome: no | line 9, column 27: this is true or false for some programs",
                "outcome: MONITOR | severity: 3 | line 9, column 31: this field is written twice",
                "note: A first scenario. | note: First: a scenario. | line 5, column 16: no field can begin here",
            })
    void readYaml_somethingWrong_isToldWithLineAndColumn(String from, String to, String expected) {
        String replacement = to == null ? "" : to.replace("#", "\n        ");
        String yaml = GOOD.replaceFirst(Pattern.quote(from), replacement);

        assertThat(yaml).isNotEqualTo(GOOD);
        assertThat(details(yaml)).anySatisfy(detail -> assertThat(detail).startsWith(expected));
        assertSchemaAgrees(yaml);
    }

    /** The published schema refuses what the shape refuses; the rest of what the reader refuses no schema can say. */
    private static void assertSchemaAgrees(String yaml) {
        try {
            Object tree = StrictYaml.read(CarePolicy.bytes(yaml)).tree();
            assertThat(SCHEMA.violationsOfYaml(yaml).isEmpty())
                    .isEqualTo(ScenarioShape.FILE.violations(tree).isEmpty());
        } catch (PlimsollException notYaml) {
            assertThat(notYaml.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
        }
    }

    @Test
    void readYaml_goodFile_givesScenariosWithTheirSignals() {
        List<Scenario> scenarios = read(GOOD);

        assertThat(scenarios).extracting(Scenario::id).containsExactly("first", "second");
        assertThat(scenarios).extracting(Scenario::source).containsExactly("scenario", "crm");
        Entry.Moment first = moment(scenarios.get(0), 0);
        assertThat(first.at()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(first.body().get("signal"))
                .isEqualTo(Map.of("id", "first-1", "customer", "c-1", "occurredAt", "2026-03-01T09:00:00Z"));
        assertThat(moment(scenarios.get(1), 0).at()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
    }

    @Test
    void readYaml_storm_spreadsSignalsOverCustomersAndTime() {
        Entry.Storm storm = read(GOOD).get(0).timeline().get(1).fold(moment -> null, found -> found, measure -> null);

        assertThat(storm.times()).isEqualTo(3);
        assertThat(storm.body(0).get("signal"))
                .isEqualTo(Map.of("id", "first-2-1", "customer", "c-2-1", "occurredAt", "2026-03-02T10:00:00Z"));
        assertThat(storm.body(2).get("signal"))
                .isEqualTo(Map.of("id", "first-2-3", "customer", "c-2-1", "occurredAt", "2026-03-02T10:00:02Z"));
        assertThat(storm.at(2)).isEqualTo(Instant.parse("2026-03-02T10:00:02Z"));
    }

    @Test
    void readYaml_bothSidesOfTheClockSkew_areToldApart() {
        assertThat(read(GOOD.replace("2026-03-01T09:00:00Z", "2026-03-02T09:01:00Z")))
                .hasSize(2);
        assertThat(details(GOOD.replace("2026-03-01T09:00:00Z", "2026-03-02T09:01:00.001Z")))
                .hasSize(1);
    }

    @Test
    void readYaml_severalMistakes_areToldFromTopToBottom() {
        String yaml = GOOD.replace("MONITOR", "WATCH")
                .replace("plimsoll: 1", "plimsoll: 3")
                .replace("crm", "3");

        assertThat(details(yaml))
                .extracting(detail -> detail.replaceAll(":.*", ""))
                .containsExactly("line 1, column 1", "line 9, column 18", "line 18, column 5");
    }

    @Test
    void readYaml_notAnObject_isRefused() {
        assertThat(details("- a")).containsExactly("line 1, column 1: must be an object");
        assertThat(details("")).containsExactly("nothing is written here");
        assertThat(details("plimsoll: 1\ndomain: care\nscenarios: []\n"))
                .containsExactly("line 3, column 1: scenarios must have at least 1 item");
    }

    @Test
    void readYaml_tooMuch_isRefused() {
        String entry =
                "      - {from: 2026-03-02T10:00:00Z, every: PT0S, times: 100000, expect: {acted: {exactly: 0}}}\n";
        String head = GOOD.substring(0, GOOD.indexOf("      - at"));
        String scenario = GOOD.substring(GOOD.indexOf("  - id: second"));

        assertThat(read(head + entry.repeat(2))).hasSize(1);
        assertThat(details(head + entry.repeat(2) + entry.replace("100000", "1")))
                .containsExactly(
                        "line 9, column 9: item 3 of timeline brings the file to more than 200000 signals; split it");
        assertThat(details(head + entry.replace("100000", "1").repeat(1_001)))
                .containsExactly("line 6, column 5: timeline must have at most 1000 items");
        assertThat(details(GOOD + scenario.repeat(1_000)))
                .containsExactly("line 3, column 1: scenarios must have at most 1000 items");
    }

    @Test
    void read_byName_choosesTheFormat() {
        String line = "{\"id\": \"l\", \"note\": \"n\", \"signal\": {}, \"expect\": {\"outcome\": \"ACT\"}}";

        assertThat(ScenarioReader.read(CarePolicy.DOMAIN, "scenarios/a.yaml", CarePolicy.bytes(GOOD)))
                .hasSize(2);
        assertThat(ScenarioReader.read(CarePolicy.DOMAIN, "scenarios/a.jsonl", CarePolicy.bytes(line)))
                .hasSize(1);
        assertThat(catchThrowableOfType(
                                PlimsollException.class,
                                () -> ScenarioReader.read(CarePolicy.DOMAIN, "scenarios/a.txt", new byte[0]))
                        .detail())
                .contains(".yaml or .jsonl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | Line 2 cannot be read.",
                "{'id': 'a'} | Line 2 cannot be read.",
                "[] | Line 2 is not a scenario.",
                "{\"id\": \"a\", \"note\": \"n\", \"signal\": {}, \"expect\": {\"outcom\": 1}} | Line 2 is not a scenario."
            })
    void readLines_brokenLine_isToldWithItsNumber(String line, String detail) {
        byte[] lines = CarePolicy.bytes(
                "{\"id\": \"a\", \"note\": \"n\", \"signal\": {}, \"expect\": {\"outcome\": \"ACT\"}}\n" + line + "\n");

        PlimsollException problem =
                catchThrowableOfType(PlimsollException.class, () -> ScenarioReader.readLines(lines));

        assertThat(problem.detail()).isEqualTo(detail);
        assertThat(problem.violations()).isNotEmpty();
    }

    @Test
    void schema_goodFile_isAccepted() {
        assertThat(SCHEMA.violationsOfYaml(GOOD)).isEmpty();
    }

    private static List<Scenario> read(String yaml) {
        return ScenarioReader.readYaml(CarePolicy.DOMAIN, CarePolicy.bytes(yaml));
    }

    private static Entry.Moment moment(Scenario scenario, int number) {
        return scenario.timeline()
                .get(number)
                .fold(
                        moment -> moment,
                        storm -> {
                            throw new AssertionError(storm);
                        },
                        measure -> {
                            throw new AssertionError(measure);
                        });
    }

    private static List<String> details(String yaml) {
        PlimsollException problem = catchThrowableOfType(PlimsollException.class, () -> read(yaml));

        assertThat(problem).isNotNull();
        assertThat(problem.code()).isIn(ProblemCode.CONTRACT_VIOLATED, ProblemCode.MALFORMED_JSON);
        return problem.violations().stream().map(Violation::detail).toList();
    }
}
