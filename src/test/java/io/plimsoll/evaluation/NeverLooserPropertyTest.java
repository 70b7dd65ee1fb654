package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Guardrails, right or wrong, never make a verdict looser. */
class NeverLooserPropertyTest {
    private static final Manifest GUARDRAILS =
            TestGuardrails.guardrails().verdict("v", "{}").compiled().manifest();
    private static final Reason WHY = new Reason("NOT_NOW", "Not now.");
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .request(
                    "refund",
                    "if Text = \"permit\" then {intents: [{disposition: \"PERMITTED\", ceiling: Amount, reasons: []}]}"
                            + " else if Text = \"ask\" then {intents: [{disposition: \"NEEDS_APPROVAL\", ceiling: Amount,"
                            + " reasons: []}], route: {queue: \"desk\", level: 1, dueWithin: \"PT1H\"}}"
                            + " else {outcome: \"ESCALATE\", intents: [{disposition: \"REFUSED\", reasons: []}]}")
            .compiled();
    private static final CompiledPolicy REAL = TestGuardrails.guardrails()
            .intent(
                    "g",
                    "if Intent Amount > 700 then {disposition: \"REFUSED\", reasons: [\"TOO_MUCH\"]}"
                            + " else if Intent Amount > 300 then {disposition: \"PERMITTED\", ceiling: 900 - Intent Amount,"
                            + " reasons: [\"TOO_MUCH\"]} else {}")
            .verdict("v", "if Amount > 500 then {outcome: \"MONITOR\", reasons: [\"NOT_NOW\"]} else {}")
            .rules("""
                    rule "Looser" when $p : Proposal( disposition == "NEEDS_APPROVAL" )
                    then insert(new Restrict($p.what, "NEEDS_APPROVAL", "nobody", "NOT_NOW")); end
                    rule "Odd" when $p : Proposal( amount == 13 ) then insert(new Raise("ASK_APPROVAL", "NOT_NOW")); end
                    """)
            .compiled();

    /** One thing that guardrails say: an answer about an intent, about the verdict, or the results of rules. */
    record Said(int intent, @Nullable GuardAnswer answer, List<Record> results) {}

    @Property(tries = 2_000)
    void restriction_whateverIsSaid_isNeverLooser(@ForAll("verdicts") Verdict before, @ForAll("said") List<Said> all) {
        List<Reason> faults = new ArrayList<>();
        Restriction restriction = new Restriction(GUARDRAILS, before, faults);
        for (Said said : all) {
            if (said.answer() == null) {
                restriction.rules(said.results());
            } else if (said.intent() < before.intents().size() && said.intent() >= 0) {
                restriction.intent(said.intent(), said.answer());
            } else {
                restriction.verdict(said.answer());
            }
        }

        assertNotLooser(before, restriction.verdict());
    }

    @Property(tries = 300)
    void evaluation_withGuardrails_isNeverLooserThanWithout(
            @ForAll("amounts") BigDecimal amount, @ForAll("texts") String text) {
        Situation situation =
                Situations.requesting("refund", "{\"amount\": " + amount + ", \"text\": \"" + text + "\"}");
        Verdict alone = Evaluator.evaluate(POLICY, situation).verdict();

        Evaluation guarded = Evaluator.evaluate(POLICY, REAL, situation);

        assertThat(guarded.isHandedOver()).isFalse();
        assertNotLooser(alone, guarded.verdict());
    }

    private static void assertNotLooser(Verdict before, Verdict after) {
        assertThat(after.outcome()).isGreaterThanOrEqualTo(before.outcome());
        assertThat(after.severity()).isEqualTo(before.severity());
        assertThat(after.suppressed()).isEqualTo(before.suppressed());
        assertThat(after.intents()).hasSameSizeAs(before.intents());
        for (int i = 0; i < before.intents().size(); i++) {
            Intent one = before.intents().get(i);
            Intent other = after.intents().get(i);
            assertThat(other.type()).isEqualTo(one.type());
            assertThat(other.parameters()).isEqualTo(one.parameters());
            assertThat(other.disposition()).isGreaterThanOrEqualTo(one.disposition());
            if (one.ceiling() == null) {
                // Without money it stays, and what another system sets gets a bound.
                assertThat(other.ceiling() == null
                                || one.reasons().contains(EngineReason.AMOUNT_SET_ELSEWHERE.reason()))
                        .isTrue();
            } else {
                Money ceiling = Objects.requireNonNull(other.ceiling());
                assertThat(ceiling.amount()).isLessThanOrEqualTo(one.ceiling().amount());
                assertThat(ceiling.currency()).isEqualTo(one.ceiling().currency());
            }
        }
        if (!after.equals(before)) {
            assertThat(after.outcome()).isGreaterThanOrEqualTo(Outcome.ASK_APPROVAL);
            assertThat(after.route() != null || before.outcome() == after.outcome())
                    .isTrue();
            assertThat(after.reasons()).containsAll(before.reasons());
        }
    }

    @Provide
    Arbitrary<Verdict> verdicts() {
        return Combinators.combine(
                        Arbitraries.of(Outcome.values()),
                        Arbitraries.integers().between(1, 5),
                        intents().list().ofMaxSize(4),
                        routes().injectNull(0.4),
                        Arbitraries.of(List.<Suppression>of(), List.of(new Suppression("gift", WHY))))
                .as((outcome, severity, intents, route, suppressed) -> {
                    Outcome strongest = outcome;
                    for (Intent intent : intents) {
                        strongest = strongest.or(intent.disposition().outcome());
                    }
                    return new Verdict(strongest, severity, route, intents, List.of(WHY), suppressed);
                });
    }

    private static Arbitrary<Intent> intents() {
        Arbitrary<Money> money = Combinators.combine(cents(), Arbitraries.of("EUR", "EUR", "USD"))
                .as(Money::new);
        return Combinators.combine(
                        Arbitraries.of("refund", "gift"),
                        Arbitraries.of(Disposition.values()),
                        money.injectNull(0.3),
                        Arbitraries.of("desk", "leads").injectNull(0.5),
                        Arbitraries.of(true, false))
                .as((type, disposition, ceiling, approvers, elsewhere) -> new Intent(
                        type,
                        disposition,
                        ceiling,
                        Map.of(),
                        approvers,
                        List.of((elsewhere ? EngineReason.AMOUNT_SET_ELSEWHERE : EngineReason.NO_MONEY_GRANTED)
                                .reason())));
    }

    @Provide
    Arbitrary<List<Said>> said() {
        Arbitrary<GuardAnswer> answers = Combinators.combine(
                        Arbitraries.of(Disposition.values()).injectNull(0.3),
                        cents().injectNull(0.3),
                        Arbitraries.of("legal").injectNull(0.5),
                        Arbitraries.of(Outcome.values()).injectNull(0.3),
                        routes().injectNull(0.5),
                        Arbitraries.of(List.<Reason>of(), List.of(WHY)))
                .as(GuardAnswer::new);
        Arbitrary<Record> results = Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of("refund", "gift", "nothing"),
                                Arbitraries.of("PERMITTED", "NEEDS_APPROVAL", "REFUSED", "LOOSE"),
                                Arbitraries.of("", "legal"),
                                Arbitraries.of("NOT_NOW", "UNKNOWN"))
                        .as((what, disposition, approvers, reason) ->
                                (Record) new Vocabulary.Restrict(what, disposition, approvers, reason)),
                Combinators.combine(
                                Arbitraries.of("DISMISS", "ACT", "ASK_APPROVAL", "ESCALATE", "ALARM"),
                                Arbitraries.of("NOT_NOW", "UNKNOWN"))
                        .as((outcome, reason) -> (Record) new Vocabulary.Raise(outcome, reason)));
        return Combinators.combine(
                        Arbitraries.integers().between(-1, 4),
                        answers.injectNull(0.3),
                        results.list().ofMaxSize(3))
                .as(Said::new)
                .list()
                .ofMaxSize(6);
    }

    private static Arbitrary<Route> routes() {
        return Arbitraries.of("a", "b").map(queue -> new Route(queue, 1, Duration.ofHours(1)));
    }

    private static Arbitrary<BigDecimal> cents() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(1_000))
                .ofScale(2);
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return cents().edgeCases(edges ->
                edges.add(new BigDecimal("13.00"), new BigDecimal("300.01"), new BigDecimal("700.01")));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("permit", "ask", "escalate");
    }
}
