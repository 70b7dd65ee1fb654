package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.PerceiveTest.assertHandedOver;
import static io.plimsoll.evaluation.TestGuardrails.guardrails;
import static io.plimsoll.evaluation.Timeline.Said.nothing;
import static io.plimsoll.evaluation.Timeline.Said.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardrailsTest {
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .manifest("history: {within: P30D, signals: 10}\nclocks: {Care: {zone: America/New_York}}\n"
                    + "features: {Hot: {type: boolean}, Heat: {type: number}}")
            .rules("perceive", "rule \"Hot\" when Signal( topic == \"fire\" ) then insert(new Sign(\"Hot\")); end")
            .request(
                    "refund",
                    "{intents: [{disposition: \"PERMITTED\", ceiling: Amount, reasons: [\"FINE\"]}], severity: 2}")
            .request(
                    "two",
                    "{intents: [{type: \"refund\", disposition: \"PERMITTED\", ceiling: 300, reasons: []},"
                            + " {type: \"gift\", disposition: \"PERMITTED\", ceiling: 5, reasons: []},"
                            + " {disposition: \"REFUSED\", ceiling: 900, reasons: []}]}")
            .request("gift", "{intents: [{disposition: \"PERMITTED\", ceiling: \"external\", reasons: []}]}")
            .request("free", TestPolicy.PERMIT)
            .request("broken", "null")
            .compiled();
    private static final String NONE = "{}";
    private static final String CEILING = "if Intent Amount > 100 then {ceiling: 100, reasons: [\"TOO_MUCH\"]} else {}";

    private static Evaluation evaluate(TestGuardrails guardrails, String request, String amount) {
        return new Timeline(POLICY, guardrails.compiled())
                .decide("PT0H", nothing().requesting(request).knowing("{\"amount\": " + amount + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "null",
                "{disposition: \"PERMITTED\", reasons: []}",
                "{ceiling: 1000, outcome: \"ACT\", reasons: [\"TOO_MUCH\"]}",
                "{approvers: \"compliance\", reasons: [\"TOO_MUCH\"]}",
                "{route: {queue: \"q\", level: 1, dueWithin: \"PT1H\"}, reasons: []}"
            })
    void guard_thatIsNotStricter_leavesTheVerdictAsItIs(String answer) {
        String proposed =
                evaluate(guardrails().intent("g", NONE), "refund", "250").verdictJson();

        Evaluation evaluation = evaluate(
                guardrails().intent("g", answer).verdict("v", answer.equals("null") ? NONE : answer), "refund", "250");

        assertThat(evaluation.verdictJson()).isEqualTo(proposed);
        assertThat(evaluation.traceJson()).contains("\"guardrails\":{\"disagreed\":false,\"proposed\":null}");
    }

    @ParameterizedTest
    @CsvSource({"100, ACT, 100", "100.01, ASK_APPROVAL, 100"})
    void guard_withACeiling_cutsWhatIsAboveIt(String amount, Outcome outcome, BigDecimal ceiling) {
        Verdict verdict =
                evaluate(guardrails().intent("g", CEILING), "refund", amount).verdict();

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.intents()).singleElement().satisfies(intent -> {
            assertThat(intent.disposition()).isEqualTo(Disposition.PERMITTED);
            assertThat(intent.ceiling()).isNotNull().satisfies(money -> assertThat(money.amount())
                    .isEqualByComparingTo(ceiling));
        });
    }

    @Test
    void guard_withACeiling_boundsAnAmountSetElsewhereButNotAnActionWithoutMoney() {
        TestGuardrails ceiling = guardrails().intent("g", "{ceiling: 100, reasons: [\"TOO_MUCH\"]}");

        assertThat(evaluate(ceiling, "gift", "1").verdict().intents().get(0).ceiling())
                .isNotNull()
                .satisfies(money -> assertThat(money.amount()).isEqualByComparingTo("100"));
        assertThat(evaluate(ceiling, "free", "1").verdict().intents().get(0).ceiling())
                .isNull();
    }

    @Test
    void guard_ofEveryIntent_restrictsOnlyTheOneItIsAbout() {
        TestGuardrails guardrails = guardrails()
                .intent(
                        "g",
                        "if Intent Type = \"gift\" then {disposition: \"NEEDS_APPROVAL\", approvers: \"legal\","
                                + " reasons: [\"NOT_NOW\"]} else {}");

        Evaluation evaluation = evaluate(guardrails, "two", "1");

        assertThat(evaluation.verdict().intents())
                .extracting(Intent::type, Intent::disposition, Intent::approvers)
                .containsExactly(
                        tuple("refund", Disposition.PERMITTED, null),
                        tuple("gift", Disposition.NEEDS_APPROVAL, "legal"),
                        tuple("two", Disposition.REFUSED, null));
        assertThat(evaluation.verdict().outcome()).isEqualTo(Outcome.ASK_APPROVAL);
        assertThat(evaluation.verdict().route())
                .isNotNull()
                .extracting(Route::queue)
                .isEqualTo("compliance");
        // Not asked about the one that is refused.
        assertThat(evaluation.traceJson().split("\"phase\":\"GUARD\"", -1)).hasSize(1 + 2);
    }

    @Test
    void guard_thatRefuses_escalatesAndShowsWhatWasProposed() {
        Evaluation evaluation = evaluate(
                guardrails().intent("g", "{disposition: \"REFUSED\", reasons: [\"NOT_NOW\"]}"), "refund", "10");

        assertThat(evaluation.verdict().outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(evaluation.verdict().reasons()).extracting(Reason::code).containsExactly("FINE", "NOT_NOW");
        assertThat(evaluation.traceJson())
                .contains("\"guardrails\":{\"disagreed\":true,\"proposed\":{\"intents\":[{\"approvers\":null,"
                        + "\"ceiling\":{\"amount\":10,\"currency\":\"EUR\"},\"disposition\":\"PERMITTED\"");
    }

    @Test
    void guard_once_seesTheVerdictAndGivesItARoute() {
        Verdict verdict = evaluate(
                        guardrails()
                                .verdict(
                                        "v",
                                        "if Proposed Outcome = \"ACT\" and Proposed Severity >= 2 then {outcome:"
                                                + " \"ESCALATE\", route: {queue: \"legal\", level: 5, dueWithin:"
                                                + " \"PT1H\"}, reasons: [\"NOT_NOW\"]} else {}"),
                        "refund",
                        "10")
                .verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.route()).isNotNull().extracting(Route::queue).isEqualTo("legal");
    }

    @Test
    void guard_ofRules_seesProposalsFeaturesAndGrants() {
        CompiledPolicy guardrails = guardrails().verdict("v", NONE).rules("""
                        rule "No money in a fire" when
                          $p : Proposal( what == "refund", amount > 100 )
                          Sign( sign == "Hot" )
                        then insert(new Restrict($p.what, "NEEDS_APPROVAL", "legal", "TOO_MUCH")); end
                        rule "Not twice" when Proposal( what == "refund" ) Grant( what == "refund", ageHours <= 1 )
                        then insert(new Raise("ESCALATE", "NOT_NOW")); end
                        """).compiled();
        Timeline timeline = new Timeline(POLICY, guardrails);
        Timeline.Said refund = said("\"topic\": \"fire\"").requesting("refund").knowing("{\"amount\": 250}");

        Verdict first = timeline.decide("PT0H", refund).verdict();
        Verdict second = timeline.decide("PT1H", refund).verdict();

        assertThat(first.outcome()).isEqualTo(Outcome.ASK_APPROVAL);
        assertThat(first.intents().get(0).approvers()).isEqualTo("legal");
        assertThat(second.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(second.reasons()).extracting(Reason::code).containsExactlyInAnyOrder("FINE", "TOO_MUCH", "NOT_NOW");
    }

    /** The domain needs no background of its own, and the rules of guardrails still see what is proposed. */
    @Test
    void guard_ofRulesForAPolicyThatRemembersNothing_seesProposals() {
        CompiledPolicy policy =
                TestPolicy.policy().request("free", TestPolicy.PERMIT).compiled();
        CompiledPolicy guardrails = guardrails()
                .rules("rule \"None\" when $p : Proposal() then"
                        + " insert(new Restrict($p.what, \"REFUSED\", \"\", \"NOT_NOW\")); end")
                .compiled();

        Evaluation evaluation = Evaluator.evaluate(policy, guardrails, Situations.requesting("free", "{}"));

        assertThat(evaluation.verdict().intents())
                .extracting(Intent::disposition)
                .containsExactly(Disposition.REFUSED);
    }

    /** What was asked about one intent is not left over for a guard that is asked once. */
    @Test
    void guard_readsTheEnvelopeClocksAndFeatures() {
        TestGuardrails guardrails = guardrails()
                .reading("Channel", "string")
                .reading("Hot", "boolean")
                .reading("Care Clock", "Any")
                .verdict(
                        "v",
                        "if Hot and Channel = \"CHAT\" and get value(Care Clock, \"hour\") = 7 then {outcome: \"ESCALATE\", reasons:"
                                + " [\"NOT_NOW\"]} else {}");
        Timeline timeline = new Timeline(POLICY, guardrails.compiled());

        Evaluation evaluation = timeline.decide(
                "PT0H", said("\"topic\": \"fire\", \"channel\": \"CHAT\"").requesting("free"));

        assertThat(evaluation.verdict().outcome()).isEqualTo(Outcome.ESCALATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{disposition: \"MAYBE\", reasons: [\"NOT_NOW\"]}    | ANSWER_MALFORMED  | /disposition",
                "{ceiling: -1, reasons: [\"NOT_NOW\"]}               | ANSWER_MALFORMED  | /ceiling",
                "{looser: true}                                      | ANSWER_MALFORMED  | /looser",
                "{disposition: \"REFUSED\", reasons: [\"UNKNOWN\"]}  | ANSWER_MALFORMED  | UNKNOWN",
                "{disposition: \"REFUSED\", reasons: []}             | ANSWER_MALFORMED  | without a reason",
                "{ceiling: 1}                                        | ANSWER_MALFORMED  | without a reason",
                "\"no\"                                              | ANSWER_MALFORMED  | object",
                "number(\"x\", \",\", \".\")                         | EVALUATION_FAILED | g"
            })
    void guard_thatFails_handsOver(String answer, String code, String detail) {
        assertHandedOver(evaluate(guardrails().intent("g", answer), "refund", "10"), code, detail);
    }

    @Test
    void guard_ofADecisionThatCannotBeMade_isNotAsked() {
        Evaluation evaluation = evaluate(guardrails().verdict("v", "{looser: true}"), "broken", "1");

        assertHandedOver(evaluation, "EVALUATION_FAILED", "broken");
        assertThat(evaluation.traceJson()).doesNotContain("GUARD");
    }

    @Test
    void guard_thatNeedsAFact_handsOverWithoutIt() {
        TestGuardrails guardrails = guardrails()
                .inputs("amount: {name: Amount, type: number, min: -1000, max: 1000, requiredFor: [always]}")
                .verdict("v", NONE);

        assertHandedOver(evaluate(guardrails, "free", "null"), "INSUFFICIENT_CONTEXT", "/facts/amount");
        assertThat(evaluate(guardrails, "free", "1").isHandedOver()).isFalse();
    }

    /** Pairing finds it; should it slip through, nothing is thrown. */
    @Test
    void guard_whoseFactsAreOthers_handsOver() {
        TestGuardrails guardrails = guardrails()
                .inputs("amount: {name: Amount, type: date}")
                .verdict("v", "if Amount = null then {} else {}");

        assertHandedOver(evaluate(guardrails, "free", "1"), "EVALUATION_FAILED", "do not fit");
        assertThat(Pairing.findings(POLICY, guardrails.compiled()))
                .extracting(Finding::place)
                .containsExactly("policy.yaml /inputs/amount");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{decide: Guards, answer: g}           | /steps/0/decide | does not belong into guardrails",
                "{govern: rules/guard.drl}             | /steps/0/govern | does not belong into guardrails",
                "{guard: Guards, answer: g, for: [refund]} | /steps/0/for | every submission",
                "{guard: Guards}                       | /steps/0/guard  | path of a file of rules",
                "{guard: rules/guard.drl, each: intent}| /steps/0/each   | for tables",
                "{answer: g}                           | /steps/0        | exactly one of guard"
            })
    void step_thatIsNoGuard_isFound(String step, String place, String detail) {
        assertFound(guardrails().step(step).verdict("g", NONE).bundle(), place, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requests: {refund: {description: Pay.}}                 | /requests | does not belong into guardrails",
                "intents: {refund: {description: Pay., money: true}}     | /intents  | does not belong into guardrails",
                "history: {within: P1D, signals: 1}                      | /history  | does not belong into guardrails",
                "clocks: {Care: {zone: UTC}}                             | /clocks   | does not belong into guardrails",
                "features: {Hot: {type: boolean}}                        | /features | does not belong into guardrails",
                "default: {outcome: MONITOR, severity: 1, reason: NOT_NOW} | /default | does not belong into guardrails"
            })
    void key_thatOnlyPoliciesHave_isFound(String line, String place, String detail) {
        assertFound(guardrails().manifest(line).verdict("g", NONE).bundle(), place, detail);
    }

    @Test
    void inputOfAnIntent_whereNoIntentIsAskedAbout_isFound() {
        assertFound(
                guardrails().verdict("g", CEILING).bundle(), "step Guards / g", "only a step with \"each: intent\"");
    }

    @Test
    void fact_requiredForARequest_isFound() {
        assertFound(
                guardrails()
                        .inputs("amount: {name: Amount, type: number, requiredFor: [refund]}")
                        .verdict("g", NONE)
                        .bundle(),
                "/inputs/amount/requiredFor",
                "only always");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Suppress(\"refund\", \"NOT_NOW\")  | Suppress cannot be inserted",
                "Feature(\"Hot\", 1)                | Feature cannot be inserted",
                "Raise(\"ESCALATE\", \"UNKNOWN\")   | UNKNOWN has no text"
            })
    void rule_thatSaysWhatGuardrailsMayNot_isFound(String conclusion, String detail) {
        assertFound(
                guardrails()
                        .rules("rule \"A\" when Proposal() then insert(new " + conclusion + "); end")
                        .bundle(),
                "rules/guard.drl",
                detail);
    }

    @ParameterizedTest
    @CsvSource({
        "'{guard: Test, answer: a}', /steps/1/guard, does not belong into a policy",
        "'{perceive: rules/p.drl}', /steps/1/perceive, comes too late",
    })
    void step_ofAPolicyOutOfPlace_isFound(String step, String place, String detail) {
        TestPolicy good = TestPolicy.policy().request("a", TestPolicy.PERMIT);
        String manifest = good.manifest().replace("default:", "  - " + step + "\ndefault:");

        assertFound(
                new PolicyBundle(java.util.Map.of(
                        PolicyBundle.MANIFEST,
                        manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "dmn/test.dmn",
                        good.bundle().file("dmn/test.dmn"))),
                place,
                detail);
    }

    private static void assertFound(PolicyBundle bundle, String place, String detail) {
        List<Finding> findings =
                PolicyCompiler.compile(bundle).fold(compiled -> List.of(), Compilation.Rejected::findings);
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.place()).contains(place);
            assertThat(finding.detail()).contains(detail);
        });
    }
}
