package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.Situations.requesting;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;

class EvaluatorTest {
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .request("permit", TestPolicy.PERMIT)
            .table(
                    "tiered",
                    "Amount",
                    "",
                    "< 0 -> {intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}",
                    "[0..100) -> {intents: [{disposition: \"PERMITTED\", ceiling: Amount, reasons: [\"FINE\"]}]}",
                    "[100..500] -> {intents: [{disposition: \"NEEDS_APPROVAL\", ceiling: Amount, approvers: \"finance\","
                            + " reasons: [\"FINE\"]}]}")
            .table("clause", "Text", "\"x\",\"y\"", "\"x\" -> " + TestPolicy.PERMIT, "\"y\" -> " + TestPolicy.PERMIT)
            .table("overlapping", "Amount", "", ">= 0 -> " + TestPolicy.PERMIT, ">= 10 -> " + TestPolicy.PERMIT)
            .request("failing", "number(\"no number\", \",\", \".\") + Amount")
            .request("nothing", "null")
            .request("callable", "{intents: [], outcome: function(a) a}")
            .request("huge", "{severity: 10 ** 60}")
            .request("unknown_entry", "{verdict: \"ACT\"}")
            .request("unknown_reason", "{reasons: [\"NO_SUCH_REASON\"]}")
            .request("unknown_intent", "{intents: [{type: \"other\", disposition: \"REFUSED\", reasons: []}]}")
            .request("no_ceiling", "{intents: [{disposition: \"PERMITTED\", reasons: [\"FINE\"]}]}")
            .request("negative_ceiling", "{intents: [{disposition: \"PERMITTED\", ceiling: -1, reasons: [\"FINE\"]}]}")
            .request(
                    "elsewhere",
                    "{intents: [{disposition: \"PERMITTED\", ceiling: \"external\", reasons: [\"FINE\"]}]}")
            .request(
                    "escalating",
                    "{outcome: \"ESCALATE\", severity: 5, reasons: [\"FINE\"],"
                            + " route: {queue: \"legal\", level: 3, dueWithin: \"PT30M\"}}")
            .request("reads_kind", "if Kind = \"A\" then " + TestPolicy.PERMIT + " else " + TestPolicy.PERMIT)
            .requiringAmountFor("tiered")
            .compiled();

    @ParameterizedTest
    @CsvSource({
        "-0.01, DISMISS, REFUSED",
        "0, ACT, PERMITTED",
        "99.99, ACT, PERMITTED",
        "100, ASK_APPROVAL, NEEDS_APPROVAL",
        "500, ASK_APPROVAL, NEEDS_APPROVAL"
    })
    void tiered_bothSidesOfEveryThreshold_followTheRow(String amount, Outcome outcome, Disposition disposition) {
        Verdict verdict = verdict("tiered", "{\"amount\": " + amount + "}");

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.intents()).singleElement().satisfies(intent -> assertThat(intent.disposition())
                .isEqualTo(disposition));
    }

    @Test
    void tiered_hit_namesRowAndCeiling() {
        Evaluation evaluation = Evaluator.evaluate(POLICY, requesting("tiered", "{\"amount\": 250.50}"));

        Intent intent = evaluation.verdict().intents().get(0);
        assertThat(intent.ceiling()).isEqualTo(new Money(new BigDecimal("250.5"), "EUR"));
        assertThat(intent.approvers()).isEqualTo("finance");
        assertThat(evaluation.verdict().route())
                .isEqualTo(POLICY.manifest().handover().route());
        assertThat(evaluation.traceJson())
                .contains("\"matched\":[\"tiered_row_3\"],\"selected\":[\"tiered_row_3\"],\"table\":\"tiered_table\"")
                .contains("\"inputs\":{\"Amount\":250.5}");
    }

    @Test
    void tiered_gap_handsOverWithItsOwnReason() {
        assertHandedOver(verdict("tiered", "{\"amount\": 500.01}"), "NO_MATCHING_ROW", "tiered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"amount\": null}"})
    void tiered_withoutMandatoryContext_handsOver(String facts) {
        assertHandedOver(verdict("tiered", facts), "INSUFFICIENT_CONTEXT", "/facts/amount");
    }

    @Test
    void readsKind_valueThatTheModelRefuses_handsOver() {
        assertThat(verdict("reads_kind", "{\"kind\": \"B\"}").outcome()).isEqualTo(Outcome.ACT);
        assertHandedOver(verdict("reads_kind", "{\"kind\": \"C\"}"), "VALUE_NOT_ALLOWED", "Kind");
    }

    @Test
    void clause_valueThatTheColumnRefuses_handsOver() {
        assertThat(verdict("clause", "{\"text\": \"y\"}").outcome()).isEqualTo(Outcome.ACT);
        assertHandedOver(verdict("clause", "{\"text\": \"z\"}"), "VALUE_NOT_ALLOWED", "clause");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failing", "nothing", "callable", "huge"})
    void evaluation_thatFails_handsOver(String request) {
        assertHandedOver(verdict(request, "{\"amount\": 1}"), "EVALUATION_FAILED", request);
    }

    @Test
    void overlapping_twoRowsOfAUniqueTable_handsOver() {
        assertThat(verdict("overlapping", "{\"amount\": 9}").outcome()).isEqualTo(Outcome.ACT);
        assertHandedOver(verdict("overlapping", "{\"amount\": 10}"), "EVALUATION_FAILED", "overlapping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown_entry", "unknown_reason", "unknown_intent", "negative_ceiling"})
    void answer_thatIsNoAnswer_handsOver(String request) {
        assertHandedOver(verdict(request, "{}"), "ANSWER_MALFORMED", "");
    }

    @Test
    void money_permittedWithoutACeiling_handsOver() {
        assertHandedOver(verdict("no_ceiling", "{}"), "CEILING_MISSING", "no_ceiling");
    }

    @Test
    void money_ceilingOfAnotherSystem_isNullWithAReason() {
        Intent intent = verdict("elsewhere", "{}").intents().get(0);

        assertThat(intent.ceiling()).isNull();
        assertThat(intent.reasons()).extracting(Reason::code).containsExactly("FINE", "AMOUNT_SET_ELSEWHERE");
    }

    @Test
    void policy_thatEscalates_keepsItsOwnRoute() {
        Verdict verdict = verdict("escalating", "{}");

        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.severity()).isEqualTo(5);
        assertThat(verdict.route()).isNotNull().extracting(Route::queue).isEqualTo("legal");
    }

    @Test
    void engine_thatBreaks_handsOverAndCanBeExplained() {
        Step step = new Step(Phase.DECIDE, "Test", "permit", Set.of(), false);
        DMNModel model = POLICY.models().get(0);
        DecideStep breaking = new DecideStep(step, brokenRuntime(), model);
        DMNRuntime sound =
                POLICY.runtimeOf(model.getNamespace(), model.getName()).orElseThrow();
        CompiledPolicy broken =
                new CompiledPolicy(POLICY.manifest(), POLICY.digest(), List.of(), List.of(breaking), sound);

        Situation situation = requesting("permit", "{}");
        Evaluation evaluation = Evaluator.evaluate(broken, situation);

        assertHandedOver(evaluation.verdict(), "EVALUATION_FAILED", "permit");
        assertThat(Explanations.explained(broken, null, situation, evaluation).story())
                .contains("A person takes over.");
    }

    private static DMNRuntime brokenRuntime() {
        return (DMNRuntime) Proxy.newProxyInstance(
                DMNRuntime.class.getClassLoader(), new Class<?>[] {DMNRuntime.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("a customer's words");
                });
    }

    @Test
    void signal_withoutARequest_getsTheDefault() {
        Situation situation = Situations.of(
                "{\"signal\": {\"id\": \"s\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T11:59:00Z\"}}");

        Verdict verdict = Evaluator.evaluate(POLICY, situation).verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.MONITOR);
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly("NOTHING");
        assertThat(verdict.route()).isNull();
    }

    private static Verdict verdict(String request, String facts) {
        return Evaluator.evaluate(POLICY, requesting(request, facts)).verdict();
    }

    private static void assertHandedOver(Verdict verdict, String reason, String detail) {
        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.severity()).isEqualTo(4);
        assertThat(verdict.route()).isEqualTo(POLICY.manifest().handover().route());
        assertThat(verdict.intents()).extracting(Intent::disposition).isEqualTo(List.of(Disposition.REFUSED));
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly(reason);
        assertThat(verdict.reasons().get(0).text()).contains(detail);
    }
}
