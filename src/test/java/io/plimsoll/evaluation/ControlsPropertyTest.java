package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Controls never loosen what a policy says, but for an override, and that is bounded by what restricts the policy too. */
class ControlsPropertyTest {
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .request(
                    "refund",
                    "{intents: [{disposition: if Amount > 20 then \"NEEDS_APPROVAL\" else \"PERMITTED\", ceiling: Amount,"
                            + " reasons: [\"FINE\"]}, {type: \"gift\", disposition: if Amount > 10 then \"REFUSED\" else"
                            + " \"PERMITTED\", ceiling: 1, reasons: []}]}")
            .request("gift", "{intents: [{disposition: \"PERMITTED\", ceiling: Amount, reasons: []}]}")
            .compiled();
    private static final CompiledPolicy GUARDRAILS = TestGuardrails.guardrails()
            .intent("g", "if Intent Amount > 25 then {ceiling: 25, reasons: [\"TOO_MUCH\"]} else {}")
            .compiled();

    @Property(tries = 500)
    void control_thatIsNoOverride_neverLoosens(
            @ForAll("requests") String request,
            @ForAll @IntRange(max = 30) int amount,
            @ForAll("strict") List<Control> controls) {
        Situation situation = Situations.requesting(request, "{\"amount\": " + amount + "}");
        Verdict alone = Evaluator.evaluate(POLICY, GUARDRAILS, situation).verdict();

        Verdict verdict = Evaluator.evaluate(POLICY, GUARDRAILS, situation.under(controls))
                .verdict();

        assertThat(verdict.outcome()).isGreaterThanOrEqualTo(alone.outcome());
        for (Intent intent : verdict.intents()) {
            Intent before = alone.intents().stream()
                    .filter(each -> each.type().equals(intent.type()))
                    .findFirst()
                    .orElseThrow();
            assertThat(intent.disposition()).isGreaterThanOrEqualTo(before.disposition());
            if (intent.disposition() != Disposition.REFUSED) {
                assertThat(amount(intent)).isLessThanOrEqualTo(amount(before));
            }
        }
    }

    @Property(tries = 500)
    void override_isBoundedByGuardrailsAndStoppedActions(
            @ForAll("requests") String request,
            @ForAll @IntRange(max = 30) int amount,
            @ForAll("overrides") Control override,
            @ForAll("strict") List<Control> controls) {
        Situation situation = Situations.requesting(request, "{\"amount\": " + amount + "}");
        List<Control> all = new ArrayList<>(controls);
        all.add(override);

        Verdict verdict =
                Evaluator.evaluate(POLICY, GUARDRAILS, situation.under(all)).verdict();

        for (Intent intent : verdict.intents()) {
            boolean stopped = controls.stream()
                    .anyMatch(control -> intent.type().equals(control.scope().action()));
            assertThat(intent.disposition() == Disposition.REFUSED || !stopped).isTrue();
            if (intent.disposition() != Disposition.REFUSED) {
                assertThat(amount(intent)).isLessThanOrEqualTo(BigDecimal.valueOf(25));
            }
        }
        if (verdict.intents().stream().noneMatch(intent -> intent.disposition() != Disposition.REFUSED)
                && !verdict.intents().isEmpty()
                && controls.stream().anyMatch(control -> control.scope().action() != null)
                && verdict.reasons().stream().anyMatch(reason -> reason.code().equals("ACTION_STOPPED"))) {
            assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        }
    }

    @Property(tries = 300)
    void evaluation_ofEqualControls_hasEqualBytes_inWhateverOrderTheyCome(
            @ForAll("overrides") Control override, @ForAll("strict") List<Control> controls, @ForAll Random random) {
        List<Control> all = new ArrayList<>(controls);
        all.add(override);
        Situation situation = Situations.requesting("refund", "{\"amount\": 10}");
        Situation one = situation.under(all);
        Collections.shuffle(all, random);
        Situation other = situation.under(all);

        assertThat(other.bytes()).isEqualTo(one.bytes());
        assertThat(Evaluator.evaluate(POLICY, GUARDRAILS, Situation.read(other.bytes()))
                        .bytes())
                .isEqualTo(Evaluator.evaluate(POLICY, GUARDRAILS, one).bytes());
    }

    private static BigDecimal amount(Intent intent) {
        return intent.ceiling() == null ? BigDecimal.ZERO : intent.ceiling().amount();
    }

    @Provide
    Arbitrary<String> requests() {
        return Arbitraries.of("refund", "gift");
    }

    @Provide
    Arbitrary<List<Control>> strict() {
        return Arbitraries.of(
                        TestControls.kill("k1", "{\"action\": \"refund\"}"),
                        TestControls.kill("k2", "{\"action\": \"gift\"}"),
                        TestControls.kill("k3", "{\"domain\": \"other\"}"),
                        TestControls.kill("k4", "{\"domain\": \"test\"}"),
                        TestControls.hold("h1", "{\"customer\": \"c-1\"}"),
                        TestControls.hold("h2", "{\"customer\": \"c-2\"}"))
                .list()
                .uniqueElements()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Control> overrides() {
        return Arbitraries.of("PERMITTED", "NEEDS_APPROVAL", "REFUSED").flatMap(disposition -> Arbitraries.integers()
                .between(0, 60)
                .flatMap(ceiling -> Arbitraries.of("refund", "gift", "coupon").map(type -> {
                    String answer = "{\"intents\": [{\"type\": \"%s\", \"disposition\": \"%s\", \"ceiling\": %d}]}"
                            .formatted(type, disposition, ceiling);
                    return TestControls.override("o", "{\"domain\": \"test\"}", answer);
                })));
    }
}
