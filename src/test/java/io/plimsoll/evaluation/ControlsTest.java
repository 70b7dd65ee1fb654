package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.TestControls.hold;
import static io.plimsoll.evaluation.TestControls.json;
import static io.plimsoll.evaluation.TestControls.kill;
import static io.plimsoll.evaluation.TestControls.override;
import static io.plimsoll.evaluation.TestGuardrails.guardrails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.plimsoll.platform.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .manifest("approvals: {desk: {queue: desk, level: 1, dueWithin: PT1H}}")
            .reason("CAP")
            .request(
                    "refund",
                    "{intents: [{disposition: \"PERMITTED\", ceiling: Amount, reasons: [\"FINE\"]}], severity: 2}")
            .request(
                    "both",
                    "{intents: [{type: \"refund\", disposition: \"PERMITTED\", ceiling: 300, reasons: []},"
                            + " {type: \"gift\", disposition: \"PERMITTED\", ceiling: 5, reasons: []}]}")
            .request(
                    "asking",
                    "{intents: [{type: \"refund\", disposition: \"NEEDS_APPROVAL\", ceiling: 300, approvers: \"desk\","
                            + " reasons: []}, {type: \"gift\", disposition: \"PERMITTED\", ceiling: 5, reasons: []}]}")
            .request("gift", TestPolicy.PERMIT)
            .request("never", "{intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}")
            .requiringAmountFor("refund")
            .compiled();
    private static final Route PEOPLE = new Route("people", 2, Duration.ofHours(2));

    private static Situation situation(String request, String amount, Control... controls) {
        return Situations.of("""
                        {"signal": {"id": "s-1", "customer": "c-1", "case": "k-1", "topic": "returns",
                                    "occurredAt": "2026-03-02T11:59:00Z", "scores": {"sentiment": -0.5, "confidence": 0.9},
                                    "producer": {"kind": "MODEL", "name": "sentiment-x", "version": "2.1"}},
                         "request": {"type": "%s"}, "facts": {"amount": %s}}
                        """.formatted(request, amount)).under(List.of(controls));
    }

    private static Evaluation evaluate(String request, Control... controls) {
        return Evaluator.evaluate(POLICY, situation(request, "40", controls));
    }

    private static void assertStopped(Evaluation evaluation, String code) {
        assertThat(evaluation.isHandedOver()).isTrue();
        assertThat(evaluation.granted()).isEmpty();
        Verdict verdict = evaluation.verdict();
        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.route()).isEqualTo(PEOPLE);
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly(code);
        assertThat(verdict.intents())
                .extracting(Intent::type, Intent::disposition)
                .containsExactly(tuple("refund", Disposition.REFUSED));
        assertThat(evaluation.traceJson()).contains("\"steps\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"domain\": \"test\"}",
                "{\"producer\": {\"name\": \"sentiment-x\"}}",
                "{\"producer\": {\"name\": \"sentiment-x\", \"version\": \"2.1\"}}",
                "{\"domain\": \"test\", \"producer\": {\"name\": \"sentiment-x\"}}"
            })
    void killSwitch_thatCovers_evaluatesNothingAndCallsAPerson(String scope) {
        Evaluation evaluation = evaluate("refund", kill("k", scope));

        assertStopped(evaluation, "KILL_SWITCH");
        assertThat(evaluation.traceJson())
                .contains(
                        "\"controls\":{\"applied\":[{\"action\":null,\"by\":\"olga\",\"confirmedBy\":null,\"id\":\"k\","
                                + "\"kind\":\"KILL_SWITCH\",\"reason\":\"Because of k.\"}],\"proposed\":null}");
        assertThat(Explanations.explained(POLICY, null, situation("refund", "40", kill("k", scope)), evaluation)
                        .story())
                .isEqualTo("A person takes over. The action \"refund\" is refused. A kill switch is on, so nothing is"
                        + " decided automatically. olga switched this off: \"Because of k.\". It goes to the queue people"
                        + " and is due within PT2H.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"domain\": \"other\"}",
                "{\"producer\": {\"name\": \"sentiment-y\"}}",
                "{\"producer\": {\"name\": \"sentiment-x\", \"version\": \"2.2\"}}",
                "{\"domain\": \"other\", \"producer\": {\"name\": \"sentiment-x\"}}"
            })
    void killSwitch_ofOthers_changesNothing(String scope) {
        Evaluation alone = evaluate("refund");

        assertThat(evaluate("refund", kill("k", scope)).bytes()).isEqualTo(alone.bytes());
        assertThat(situation("refund", "40", kill("k", scope)).bytes())
                .isEqualTo(situation("refund", "40").bytes());
    }

    @Test
    void killSwitch_ofAProducer_leavesSignalsThatNobodyScored() {
        Situation unscored = Situations.requesting("refund", "{\"amount\": 40}")
                .under(List.of(kill("k", "{\"producer\": {\"name\": \"sentiment-x\"}}")));

        assertThat(Evaluator.evaluate(POLICY, unscored).verdict().outcome()).isEqualTo(Outcome.ACT);
    }

    @Test
    void killSwitch_isStrongerThanMissingFactsHoldsAndOverrides() {
        Control override = override("o", "{\"domain\": \"test\"}", "{\"outcome\": \"DISMISS\"}");
        Situation missing = Situations.requesting("refund", "{}")
                .under(List.of(override, hold("h", "{\"customer\": \"c-1\"}"), kill("k", "{}")));

        Evaluation evaluation = Evaluator.evaluate(POLICY, missing);

        assertStopped(evaluation, "KILL_SWITCH");
        assertThat(evaluation.traceJson()).contains("\"id\":\"k\"").doesNotContain("\"id\":\"h\"", "\"id\":\"o\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"customer\": \"c-1\"}", "{\"case\": \"k-1\"}", "{\"domain\": \"test\"}"})
    void hold_handsOver(String scope) {
        Evaluation evaluation =
                evaluate("refund", hold("h", scope), override("o", "{\"domain\": \"test\"}", "{\"outcome\": \"ACT\"}"));

        assertStopped(evaluation, "ON_HOLD");
        assertThat(evaluate("refund", hold("h", "{\"customer\": \"c-2\"}"), hold("i", "{\"case\": \"k-2\"}"))
                        .verdict()
                        .outcome())
                .isEqualTo(Outcome.ACT);
    }

    @Test
    void control_isInForceFromWhenItIsKnownToItsEnd() {
        Control later = TestControls.at(
                hold("h", "{\"domain\": \"test\"}"), Situations.NOON.plusSeconds(5), Situations.NOON.plusSeconds(10));
        Control over =
                TestControls.at(hold("h", "{\"domain\": \"test\"}"), Situations.NOON.minusSeconds(5), Situations.NOON);

        // Set by a replica whose clock is ahead.
        assertStopped(evaluate("refund", later), "ON_HOLD");
        assertThat(evaluate("refund", over).bytes())
                .isEqualTo(evaluate("refund").bytes());
    }

    @Test
    void actionStop_ofAllThatWasToBeDone_callsAPerson() {
        Evaluation evaluation = evaluate("refund", kill("k", "{\"action\": \"refund\"}"));

        Verdict verdict = evaluation.verdict();
        assertThat(evaluation.isHandedOver()).isFalse();
        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.route()).isEqualTo(PEOPLE);
        assertThat(verdict.severity()).isEqualTo(2);
        assertThat(verdict.intents()).singleElement().satisfies(intent -> {
            assertThat(intent.disposition()).isEqualTo(Disposition.REFUSED);
            assertThat(intent.reasons()).extracting(Reason::code).containsExactly("FINE", "ACTION_STOPPED");
        });
        assertThat(evaluation.granted()).isEmpty();
        assertThat(evaluation.traceJson()).contains("\"action\":\"refund\"");
    }

    @Test
    void actionStop_ofOneOfTwo_letsTheOtherHappen() {
        Verdict verdict = evaluate("both", kill("k", "{\"domain\": \"test\", \"action\": \"refund\"}"))
                .verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ACT);
        assertThat(verdict.intents())
                .extracting(Intent::type, Intent::disposition)
                .containsExactly(tuple("refund", Disposition.REFUSED), tuple("gift", Disposition.PERMITTED));
    }

    @Test
    void actionStop_ofAllThatWasToBeApproved_callsAPerson() {
        Verdict verdict =
                evaluate("asking", kill("k", "{\"action\": \"refund\"}")).verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.route()).isEqualTo(PEOPLE);
        assertThat(evaluate("asking", kill("k", "{\"action\": \"gift\"}"))
                        .verdict()
                        .outcome())
                .isEqualTo(Outcome.ASK_APPROVAL);
    }

    @Test
    void actionStop_ofWhatIsRefusedAnyway_changesNothing() {
        assertThat(evaluate("never", kill("k", "{\"action\": \"never\"}")).bytes())
                .isEqualTo(evaluate("never").bytes());
    }

    @Test
    void actionStop_ofAnOverride_holdsToo() {
        Control override = override(
                "o",
                "{\"domain\": \"test\"}",
                "{\"intents\": [{\"type\": \"gift\", \"disposition\":" + " \"PERMITTED\", \"ceiling\": 5}]}");

        Verdict verdict = evaluate("refund", override, kill("k", "{\"action\": \"gift\"}"))
                .verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.intents()).extracting(Intent::disposition).containsExactly(Disposition.REFUSED);
    }

    @Test
    void override_answersInThePlaceOfThePolicy() {
        Control override = override("o", "{\"domain\": \"test\", \"customer\": \"c-1\"}", """
                {"outcome": "ACT", "severity": 3, "reasons": ["FINE"],
                 "intents": [{"disposition": "PERMITTED", "ceiling": 90}]}
                """);

        Evaluation evaluation = evaluate("refund", override);

        Verdict verdict = evaluation.verdict();
        assertThat(verdict.severity()).isEqualTo(3);
        assertThat(verdict.reasons())
                .containsExactly(
                        new Reason("OVERRIDDEN", "A person answers in the place of the policy: Because of o."),
                        new Reason("FINE", "It is fine."));
        assertThat(verdict.intents()).singleElement().satisfies(intent -> {
            assertThat(intent.type()).isEqualTo("refund");
            assertThat(Objects.requireNonNull(intent.ceiling()).amount()).isEqualByComparingTo("90");
            assertThat(intent.reasons()).extracting(Reason::code).containsExactly("OVERRIDDEN");
        });
        assertThat(evaluation.traceJson())
                .contains("\"proposed\":" + evaluate("refund").verdictJson())
                .contains("\"decision\":\"refund\"");
        assertThat(Explanations.explained(POLICY, null, situation("refund", "40", override), evaluation)
                        .story())
                .endsWith(
                        "olga overrode the policy, confirmed by carl: \"Because of o.\". The policy alone proposed ACT.");
    }

    @Test
    void override_isRestrictedByGuardrails() {
        Control override = override(
                "o",
                "{\"domain\": \"test\"}",
                "{\"intents\": [{\"disposition\": \"PERMITTED\", \"ceiling\":" + " 900}]}");
        CompiledPolicy guard = guardrails()
                .intent("g", "if Intent Amount > 100 then {ceiling: 100, reasons: [\"TOO_MUCH\"]} else {}")
                .compiled();

        Verdict verdict = Evaluator.evaluate(POLICY, guard, situation("refund", "40", override))
                .verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ASK_APPROVAL);
        assertThat(Objects.requireNonNull(verdict.intents().get(0).ceiling()).amount())
                .isEqualByComparingTo("100");
    }

    @Test
    void override_isHeldBackByTheRulesAndLimitsOfThePolicy() {
        CompiledPolicy capped = TestPolicy.policy()
                .manifest("history: {within: P30D, signals: 10}")
                .reason("CAP")
                .request(
                        "refund",
                        "{intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}], limits: [{what: \"refund\","
                                + " scope: \"CUSTOMER\", hours: 24, most: 0, reason: \"CAP\"}]}")
                .rules(
                        "govern",
                        "rule \"Cap\" when $l : Limit( most == 0 ) $p : Proposal( what == $l.what )"
                                + " then insert(new Suppress($p.what, $l.reason)); end")
                .compiled();
        Control override = override(
                "o",
                "{\"domain\": \"test\"}",
                "{\"intents\": [{\"disposition\": \"PERMITTED\", \"ceiling\":" + " 9}]}");
        Timeline timeline = new Timeline(capped);
        Situation situation =
                timeline.situation("PT0H", "PT0H", Timeline.Said.nothing().requesting("refund"));

        Verdict verdict = timeline.evaluate(situation.under(List.of(override))).verdict();

        assertThat(verdict.intents()).extracting(Intent::disposition).containsExactly(Disposition.REFUSED);
        assertThat(verdict.suppressed()).extracting(Suppression::what).containsExactly("refund");
    }

    @Test
    void override_theClosestThenTheLatest_wins() {
        String says = "{\"outcome\": \"ESCALATE\", \"severity\": %d}";
        Control domain = override("a", "{\"domain\": \"test\"}", says.formatted(1));
        Control topic = override("b", "{\"domain\": \"test\", \"topic\": \"returns\"}", says.formatted(2));
        Control customer = override("c", "{\"domain\": \"test\", \"customer\": \"c-1\"}", says.formatted(3));
        Control ofCase = override("d", "{\"domain\": \"test\", \"case\": \"k-1\"}", says.formatted(4));
        Control request = override(
                "e", "{\"domain\": \"test\", \"case\": \"k-1\", \"requestType\": \"refund\"}", says.formatted(5));
        Control earlier = TestControls.at(
                override("z", "{\"domain\": \"test\", \"case\": \"k-1\"}", says.formatted(1)),
                Situations.NOON.minusSeconds(1),
                null);
        Control[] all = {request, ofCase, earlier, customer, topic, domain};

        assertThat(evaluate("refund", all).verdict().severity()).isEqualTo(5);
        assertThat(evaluate("gift", all).verdict().severity()).isEqualTo(4);
        assertThat(evaluate("gift", earlier, customer, topic, domain).verdict().severity())
                .isEqualTo(1);
        assertThat(evaluate("gift", customer, topic, domain).verdict().severity())
                .isEqualTo(3);
        assertThat(evaluate("gift", topic, domain).verdict().severity()).isEqualTo(2);
        assertThat(evaluate("gift", domain).verdict().severity()).isEqualTo(1);
    }

    @Test
    void override_thatThePolicyDoesNotUnderstand_handsOver() {
        Evaluation evaluation = evaluate(
                "refund",
                override(
                        "o",
                        "{\"domain\": \"test\"}",
                        "{\"intents\": [{\"type\": \"coupon\", \"disposition\":"
                                + " \"PERMITTED\", \"ceiling\": 5}]}"));

        assertThat(evaluation.isHandedOver()).isTrue();
        assertThat(evaluation.verdict().reasons())
                .containsExactly(new Reason(
                        "OVERRIDE_NOT_UNDERSTOOD",
                        "An override does not fit this version of the policy: o, The policy gave an answer that cannot"
                                + " be understood: the intent coupon is not declared in the manifest."));
        assertThat(evaluation.traceJson()).contains("\"proposed\":{");
    }

    @Test
    void override_doesNotDecideWhatThePolicyCannot() {
        Situation missing = Situations.requesting("refund", "{}")
                .under(List.of(override("o", "{\"domain\": \"test\"}", "{\"outcome\": \"DISMISS\"}")));

        assertThat(Evaluator.evaluate(POLICY, missing).verdict().reasons())
                .extracting(Reason::code)
                .containsExactly("INSUFFICIENT_CONTEXT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | says nothing",
                "{\"intents\": []} | says nothing",
                "{\"limits\": []} | is not declared here",
                "{\"intents\": [{\"disposition\": \"REFUSED\"}]} | is missing; name the action",
                "{\"intents\": [{\"type\": \"coupon\", \"disposition\": \"REFUSED\"}]} | coupon is not declared",
                "{\"intents\": [{\"type\": \"gift\", \"disposition\": \"PERMITTED\"}]} | without saying how much: gift",
                "{\"intents\": [{\"type\": \"gift\", \"disposition\": \"PERMITTED\", \"ceiling\": -1}]} | neither an amount",
                "{\"outcome\": \"ACT\", \"reasons\": [\"ODD\"]} | ODD has no text",
                "{\"outcome\": \"GO\"} | must be one of"
            })
    void overrideAnswer_thatCannotBeMeant_isRefused(String answer, String complaint) {
        assertThat(OverrideAnswer.violations(POLICY.manifest(), null, json(answer)))
                .isNotEmpty()
                .extracting(Violation::detail)
                .anyMatch(detail -> detail.contains(complaint));
    }

    @Test
    void overrideAnswer_forOneRequest_needNotNameTheAction() {
        Map<String, ?> answer = json("{\"intents\": [{\"disposition\": \"REFUSED\"}]}");

        assertThat(OverrideAnswer.violations(POLICY.manifest(), "refund", answer))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"outcome\": \"ESCALATE\"} | false",
                "{\"outcome\": \"ESCALATE\", \"intents\": [{\"disposition\": \"REFUSED\"}]} | false",
                "{\"outcome\": \"ESCALATE\", \"intents\": [{\"disposition\": \"NEEDS_APPROVAL\"}]} | true",
                "{\"outcome\": \"ASK_APPROVAL\"} | true",
                "{\"intents\": [{\"disposition\": \"REFUSED\"}]} | true"
            })
    void overrideAnswer_loosens_unlessAllIsRefusedAndAPersonTakesOver(String answer, boolean loosens) {
        assertThat(OverrideAnswer.loosens(json(answer))).isEqualTo(loosens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KILL_SWITCH | {} | says nothing",
                "KILL_SWITCH | {\"everything\": false} | says nothing",
                "KILL_SWITCH | {\"everything\": true, \"domain\": \"test\"} | cannot stand beside everything",
                "KILL_SWITCH | {\"action\": \"a\", \"producer\": {\"name\": \"p\"}} | cannot stand beside producer",
                "KILL_SWITCH | {\"customer\": \"c\"} | is not declared here",
                "KILL_SWITCH | {\"domain\": null} | is empty",
                "HOLD | {} | says nothing",
                "HOLD | {\"customer\": \"c\", \"case\": \"k\"} | cannot stand beside customer",
                "HOLD | {\"everything\": true} | is not declared here",
                "OVERRIDE | {\"customer\": \"c\"} | is missing",
                "OVERRIDE | {\"domain\": \"d\", \"case\": \"k\", \"topic\": \"t\"} | cannot stand beside case"
            })
    void scope_thatCannotBeMeant_isRefused(Control.Kind kind, String scope, String complaint) {
        assertThat(ControlShape.violations(kind, json(scope)))
                .extracting(Violation::detail)
                .anyMatch(detail -> detail.contains(complaint));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KILL_SWITCH | {\"everything\": true}",
                "KILL_SWITCH | {\"domain\": \"test\", \"action\": \"refund\"}",
                "KILL_SWITCH | {\"producer\": {\"name\": \"x\"}}",
                "HOLD | {\"customer\": \"c\"}",
                "HOLD | {\"domain\": \"test\", \"case\": \"c\"}",
                "OVERRIDE | {\"domain\": \"test\", \"topic\": \"t\", \"requestType\": \"refund\"}"
            })
    void scope_thatIsRight_isAccepted(Control.Kind kind, String scope) {
        assertThat(ControlShape.violations(kind, json(scope))).isEmpty();
    }

    @Test
    void situation_isReadAsItWasWritten_inAllFormats() {
        Control override = override("o", "{\"domain\": \"test\", \"case\": \"k-1\"}", "{\"outcome\": \"ESCALATE\"}");
        Control ending = TestControls.at(
                kill("k", "{\"action\": \"gift\"}"), Situations.NOON.minusSeconds(1), Situations.NOON.plusSeconds(1));
        Situation bare = situation("refund", "40");
        Situation controlled = situation("refund", "40", override, ending);

        assertThat(controlled.controls().all()).extracting(Control::id).containsExactly("k", "o");
        assertThat(new String(bare.bytes(), StandardCharsets.UTF_8))
                .contains("\"format\":1")
                .doesNotContain("controls");
        assertThat(new String(controlled.bytes(), StandardCharsets.UTF_8)).contains("\"format\":3");
        for (Situation each : List.of(bare, controlled)) {
            assertThat(Situation.read(each.bytes())).isEqualTo(each);
            assertThat(Situation.read(each.bytes()).bytes()).isEqualTo(each.bytes());
        }
        Timeline timeline = new Timeline(TestPolicy.policy()
                .manifest("history: {within: P30D, signals: 10}")
                .request("refund", TestPolicy.PERMIT)
                .compiled());
        Situation remembering = timeline.situation("PT0H", "PT0H", Timeline.Said.nothing());
        assertThat(new String(remembering.bytes(), StandardCharsets.UTF_8)).contains("\"format\":2");
        Situation both = remembering.under(List.of(kill("k", "{}")));
        assertThat(Situation.read(both.bytes()).bytes()).isEqualTo(both.bytes());
        assertThat(Situation.read(both.bytes()).background()).isNotNull();
    }
}
