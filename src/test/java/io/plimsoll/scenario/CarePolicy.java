package io.plimsoll.scenario;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small policy for tests: the third negative signal in a week leads to a reach-out, once per customer; an angry customer
 * is handed over, five in an hour at most; a refund is given for a delay.
 */
final class CarePolicy {
    static final DomainName DOMAIN = new DomainName("care");

    private static final String MANIFEST = """
            plimsoll: 1
            domain: care
            title: Care
            description: A policy for tests.
            currency: EUR
            inputs:
              delay_hours: {name: Delay Hours, type: number, min: 0, max: 1000, requiredFor: [refund]}
              tier: {name: Tier, type: string, values: [GOLD, BASIC]}
            requests:
              refund: {description: Give money back., arguments: {tier: {type: string, fact: tier}}}
            intents:
              refund: {description: Give money back., money: true}
              reach_out: {description: Write an e-mail., money: false}
            history:
              within: P90D
              signals: 100
              loads: [{of: ESCALATE, by: DOMAIN, within: PT1H}]
            features:
              Negative Signals: {type: number, absent: 0}
              Angry: {type: boolean}
            steps:
              - perceive: rules/perceive.drl
              - {decide: Care, answer: Mood}
              - {decide: Care, answer: Refund, for: [refund]}
              - govern: rules/govern.drl
            default: {outcome: MONITOR, severity: 1, reason: QUIET}
            handover: {severity: 3, queue: people, level: 1, dueWithin: PT4H}
            reasons:
              QUIET: Nothing is wrong.
              NEGATIVE: A negative signal.
              THIRD: The third negative signal in a week.
              ANGRY: The customer is angry.
              LATE: The order is late.
              DONE: It was done before.
              FULL: Enough were handed over in this hour.
            files:
              dmn: [dmn/care.dmn]
              rules: [rules/perceive.drl, rules/govern.drl]
            """;

    private static final String PERCEIVE = """
            rule "Negative signals in a week"
            when
                accumulate( $s : Signal( sentiment < -0.3, ageHours <= 168 ); $n : count( $s ); $n >= 1 )
            then
                insert(new Feature("Negative Signals", $n));
            end
            rule "Angry"
            when
                Signal( sentiment <= -0.9, ageHours <= 0 )
            then
                insert(new Sign("Angry"));
            end
            """;

    private static final String GOVERN = """
            rule "Reached out before"
            when
                Proposal( what == "reach_out" )
                exists( Grant( what == "reach_out" ) )
            then
                insert(new Suppress("reach_out", "DONE"));
            end
            rule "Enough hand-overs"
            when
                Proposal( what == "ESCALATE" )
                $l : Limit( what == "ESCALATE" )
                Load( what == "ESCALATE", scope == $l.scope, taken >= $l.most )
            then
                insert(new Suppress("ESCALATE", "FULL"));
            end
            """;

    private static final String CARE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="care" name="Care"
                         namespace="https://plimsoll.io/test/care">
              <inputData id="angry" name="Angry"><variable id="angry_v" name="Angry" typeRef="boolean"/></inputData>
              <inputData id="negative" name="Negative Signals">
                <variable id="negative_v" name="Negative Signals" typeRef="number"/></inputData>
              <inputData id="delay" name="Delay Hours"><variable id="delay_v" name="Delay Hours" typeRef="number"/></inputData>
              <decision id="mood" name="Mood"><variable id="mood_v" name="Mood"/>
                <informationRequirement id="mood_1"><requiredInput href="#angry"/></informationRequirement>
                <informationRequirement id="mood_2"><requiredInput href="#negative"/></informationRequirement>
                <decisionTable id="mood_table" hitPolicy="UNIQUE">
                  <input id="mood_i1"><inputExpression id="mood_e1"><text>Angry</text></inputExpression></input>
                  <input id="mood_i2"><inputExpression id="mood_e2"><text>Negative Signals</text></inputExpression></input>
                  <output id="mood_o"/>
                  %s
                </decisionTable></decision>
              <decision id="refund" name="Refund"><variable id="refund_v" name="Refund"/>
                <informationRequirement id="refund_1"><requiredInput href="#delay"/></informationRequirement>
                <decisionTable id="refund_table" hitPolicy="UNIQUE">
                  <input id="refund_i1"><inputExpression id="refund_e1"><text>Delay Hours</text></inputExpression></input>
                  <output id="refund_o"/>
                  %s
                </decisionTable></decision>
            </definitions>
            """;

    private CarePolicy() {}

    /** Each test closes what it compiles, or keeps it for all of its cases. */
    static CompiledPolicy compiled() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(PolicyBundle.MANIFEST, bytes(MANIFEST));
        files.put("rules/perceive.drl", bytes(PERCEIVE));
        files.put("rules/govern.drl", bytes(GOVERN));
        files.put(
                "dmn/care.dmn",
                bytes(CARE.formatted(
                        row("quiet", "{outcome: \"MONITOR\", severity: 1, reasons: [\"QUIET\"]}", "false", "= 0")
                                + row(
                                        "negative",
                                        "{outcome: \"MONITOR\", severity: 2, reasons: [\"NEGATIVE\"]}",
                                        "false",
                                        "[1..2]")
                                + row(
                                        "third",
                                        "{severity: 3, intents: [{type: \"reach_out\", disposition: \"PERMITTED\","
                                                + " ceiling: \"none\", parameters: {channel: \"EMAIL\"},"
                                                + " reasons: [\"THIRD\"]}]}",
                                        "false",
                                        "&gt;= 3")
                                + row(
                                        "angry",
                                        "{outcome: \"ESCALATE\", severity: 5, reasons: [\"ANGRY\"],"
                                                + " route: {queue: \"care\", level: 2, dueWithin: \"PT2H\"},"
                                                + " limits: [{what: \"ESCALATE\", scope: \"DOMAIN\", hours: 1, most: 5,"
                                                + " reason: \"FULL\"}]}",
                                        "true",
                                        "-"),
                        row(
                                        "late",
                                        "{intents: [{disposition: \"PERMITTED\", ceiling: 20, reasons: [\"LATE\"]}]}",
                                        "&gt; 24")
                                + row(
                                        "punctual",
                                        "{intents: [{disposition: \"REFUSED\", reasons: [\"QUIET\"]}]}",
                                        "[0..12]"))));
        return PolicyCompiler.compile(new PolicyBundle(files)).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }

    /** What is wrong with one scenario, given as the lines below {@code scenarios:} that follow id and note. */
    static List<String> run(CompiledPolicy policy, String yaml) {
        return ScenarioRunner.run(
                policy, ScenarioReader.readYaml(DOMAIN, bytes(yaml)).get(0));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String row(String id, String answer, String... tests) {
        StringBuilder row = new StringBuilder("<rule id=\"" + id + "\">");
        for (int i = 0; i < tests.length; i++) {
            row.append("<inputEntry id=\"%s_in_%d\"><text>%s</text></inputEntry>".formatted(id, i, tests[i]));
        }
        return row.append("<outputEntry id=\"%s_out\"><text>%s</text></outputEntry></rule>".formatted(id, answer))
                .toString();
    }
}
