package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VerdictPropertyTest {
    private static final Reason FINE = new Reason("FINE", "It is fine.");

    @Property(tries = 300)
    void read_ofWhatTreeWrote_isTheSameVerdict(@ForAll("verdicts") Verdict verdict) {
        byte[] written = CanonicalJson.bytes(verdict.tree());

        Verdict read = Verdict.read(Tree.asObject(StrictJson.read(written)));

        assertThat(CanonicalJson.bytes(read.tree())).isEqualTo(written);
        assertThat(read.actsAs(verdict)).isTrue();
        assertThat(Verdict.read(Tree.asObject(StrictJson.read(CanonicalJson.bytes(read.tree())))))
                .isEqualTo(read);
    }

    @Property(tries = 300)
    void actsAs_anyTwo_isSymmetricAndHoldsExactlyWhenAllButReasonsIsTheSame(
            @ForAll("verdicts") Verdict one, @ForAll("verdicts") Verdict other) {
        assertThat(one.actsAs(other)).isEqualTo(other.actsAs(one));
        assertThat(one.actsAs(other)).isEqualTo(withoutReasons(one).equals(withoutReasons(other)));
    }

    private static String withoutReasons(Verdict verdict) {
        return CanonicalJson.text(new Verdict(
                        verdict.outcome(),
                        verdict.severity(),
                        verdict.route(),
                        verdict.intents().stream()
                                .map(intent -> new Intent(
                                        intent.type(),
                                        intent.disposition(),
                                        intent.ceiling(),
                                        intent.parameters(),
                                        intent.approvers(),
                                        List.of()))
                                .toList(),
                        List.of(),
                        List.of())
                .tree());
    }

    @Example
    void actsAs_otherCurrencySameAmount_doesNot() {
        assertThat(refund("100", "USD").actsAs(refund("100", "EUR"))).isFalse();
    }

    @Example
    void actsAs_amountsThatAreWrittenOtherwise_does() {
        assertThat(refund("100", "USD").actsAs(refund("100.00", "USD"))).isTrue();
        assertThat(refund("100", "USD").actsAs(refund("100.01", "USD"))).isFalse();
    }

    private static Verdict refund(String amount, String currency) {
        Intent refund = new Intent(
                "refund",
                Disposition.PERMITTED,
                new Money(new BigDecimal(amount), currency),
                Map.of("share", new BigDecimal(amount)),
                null,
                List.of(FINE));
        return new Verdict(Outcome.ACT, 1, null, List.of(refund), List.of(FINE), List.of());
    }

    @Provide
    Arbitrary<Verdict> verdicts() {
        Arbitrary<Route> routes = Combinators.combine(
                        Arbitraries.of("care", "leads"),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.of(Duration.ofHours(4), Duration.ofDays(1)))
                .as(Route::new)
                .injectNull(0.4);
        return Combinators.combine(
                        Arbitraries.of(Outcome.class),
                        Arbitraries.integers().between(1, 5),
                        routes,
                        intents().list().ofMaxSize(2),
                        reasons().list().ofMaxSize(2),
                        reasons()
                                .map(reason -> new Suppression("refund", reason))
                                .list()
                                .ofMaxSize(1))
                .as(Verdict::new);
    }

    private static Arbitrary<Intent> intents() {
        Arbitrary<Money> money = Combinators.combine(
                        Arbitraries.of("0", "5", "5.0", "100.25").map(BigDecimal::new), Arbitraries.of("USD", "EUR"))
                .as(Money::new)
                .injectNull(0.3);
        Arbitrary<Map<String, Object>> parameters = Arbitraries.of(
                Map.of(),
                Map.of("refundTo", "credit_card"),
                Map.of("difference", new BigDecimal("-3.50")),
                Map.of("items", List.of("a", "b")));
        return Combinators.combine(
                        Arbitraries.of("refund", "coupon"),
                        Arbitraries.of(Disposition.class),
                        money,
                        parameters,
                        Arbitraries.of("leads").injectNull(0.5),
                        reasons().list().ofMaxSize(2))
                .as(Intent::new);
    }

    private static Arbitrary<Reason> reasons() {
        return Arbitraries.of(FINE, new Reason("LATE", "It is \"late\".\n"));
    }
}
