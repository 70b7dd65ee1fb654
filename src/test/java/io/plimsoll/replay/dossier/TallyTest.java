package io.plimsoll.replay.dossier;

import static io.plimsoll.replay.dossier.Comparisons.comparison;
import static io.plimsoll.replay.dossier.Comparisons.permitting;
import static io.plimsoll.replay.dossier.Comparisons.refusing;
import static io.plimsoll.replay.dossier.Comparisons.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // what is not there fails the test
class TallyTest {
    private static final Dimensions TIERS = new Dimensions(List.of("tier"), Map.of("tier", "To know."));
    private static final Group TIER = new Group(Group.Kind.SEGMENT, "tier");
    private static final Key USD = Key.of("USD");

    private final Tally tally = new Tally(TIERS);

    private Amounts usd() {
        return tally.all().money().kept().get(USD);
    }

    @Test
    void add_amountsThatBinaryNumbersCannotHold_addsThemUpExactly() {
        for (int i = 0; i < 10; i++) {
            tally.add(comparison()
                    .id("d-" + i)
                    .baseline(permitting("0.1", "USD"))
                    .candidate(permitting("1000000000000000000000000000000.3", "USD"))
                    .compared());
        }

        assertThat(usd().total(Which.BASELINE, Disposition.PERMITTED)).isEqualByComparingTo("1");
        assertThat(usd().total(Which.CANDIDATE, Disposition.PERMITTED))
                .isEqualByComparingTo("10000000000000000000000000000003");
        assertThat(usd().difference()).isEqualByComparingTo("10000000000000000000000000000002");
        assertThat(Tally.read(tally.json()).json()).isEqualTo(tally.json());
    }

    @Test
    void add_anotherCurrency_isAChangeAndIsNeverAddedToTheFirst() {
        tally.add(comparison()
                .baseline(permitting("100", "USD"))
                .candidate(permitting("100", "EUR"))
                .compared());

        assertThat(tally.all().changed()).isOne();
        assertThat(usd().difference()).isEqualByComparingTo("-100");
        assertThat(tally.all().money().kept().get(Key.of("EUR")).difference()).isEqualByComparingTo("100");
        assertThat(tally.actions().kept().keySet())
                .containsExactly(Key.of("EUR", "NONE", "PERMITTED"), Key.of("USD", "PERMITTED", "NONE"));
        assertThat(tally.consequences().get(0).rank().money()).isEqualByComparingTo("200");
    }

    @Test
    void add_refusalWithoutAnAmount_movesTheAmountThatWasPermitted() {
        tally.add(comparison()
                .baseline(permitting("12.50", "USD"))
                .candidate(refusing())
                .compared());

        Moved moved = tally.actions().kept().get(Key.of("USD", "PERMITTED", "REFUSED"));
        assertThat(moved.actions()).isOne();
        assertThat(moved.baseline()).isEqualByComparingTo("12.50");
        assertThat(moved.candidate()).isEqualByComparingTo("0");
    }

    @Test
    void add_otherQueueUnderTheCandidate_countsEachVersionWhereItGoes() {
        tally.add(comparison()
                .baseline(verdict(Outcome.ESCALATE, "care"))
                .candidate(verdict(Outcome.ESCALATE, "leads"))
                .compared());

        Shelf<Figures> queues = tally.groups().get(Group.QUEUES);
        assertThat(queues.kept().get(Key.of("care")).decisions().tree()).isEqualTo(List.of(1L, 0L));
        assertThat(queues.kept().get(Key.of("leads")).decisions().tree()).isEqualTo(List.of(0L, 1L));
    }

    @Test
    void add_reasonsInOtherWords_isNoChange() {
        tally.add(comparison()
                .baseline(permitting("5", "USD"))
                .candidate(permitting("5.00", "USD"))
                .compared());

        assertThat(tally.all().changed()).isZero();
        assertThat(tally.consequences()).isEmpty();
    }

    /** Ten times as many, and not a byte more than digits of numbers need. */
    @Test
    void add_everMoreNamesHoursAndCases_staysBounded() {
        int few = 3_000;
        for (int i = 0; i < few; i++) {
            tally.add(unlikeOthers(i));
        }
        int size = tally.json().length();
        for (int i = few; i < 10 * few; i++) {
            tally.add(unlikeOthers(i));
        }

        assertThat(tally.all().decisions().baseline()).isEqualTo(10L * few);
        assertThat(tally.json().length()).isLessThan(size + size / 10);
        Shelf<Figures> tiers = tally.groups().get(TIER);
        assertThat(tiers.kept()).hasSize(Tally.MAX_VALUES);
        assertThat(tiers.other().decisions().baseline()).isEqualTo(10L * few - Tally.MAX_VALUES);
        assertThat(tally.hours().kept()).hasSize(Tally.MAX_HOURS);
        assertThat(tally.hours().other().decisions()).isEqualTo(10L * few - Tally.MAX_HOURS);
        assertThat(tally.consequences()).hasSize(Tally.MAX_CASES);
    }

    private static Compared unlikeOthers(int number) {
        String name = "%07d".formatted(number);
        return comparison()
                .id("d-" + name)
                .at(Comparisons.NOON.plus(Duration.ofHours(number)))
                .request("request " + name)
                .fact("tier", "tier " + name + "x".repeat(1_000))
                .baseline(verdict(Outcome.ESCALATE, "queue " + name))
                .candidate(permitting(String.valueOf(number % 1_000), "USD"))
                .compared();
    }

    @Test
    void consequences_ofManyCases_areThoseWithTheMostMoneyThenTheFarthestOutcomesThenById() {
        tally.add(comparison()
                .id("c")
                .candidate(verdict(Outcome.ESCALATE, "care"))
                .compared());
        tally.add(comparison().id("b").candidate(verdict(Outcome.MONITOR, null)).compared());
        tally.add(comparison().id("a").candidate(verdict(Outcome.MONITOR, null)).compared());
        tally.add(comparison().id("d").candidate(permitting("0.01", "USD")).compared());

        assertThat(Dossier.consequential(tally)).containsExactly("d", "c", "a", "b");
    }

    @Test
    void add_toATallyThatWasRead_isRefusedBecauseItKnowsNoEdits() {
        Tally read = Tally.read(tally.json());

        assertThatThrownBy(() -> read.add(comparison().compared())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void merge_otherDimensions_isRefused() {
        assertThatThrownBy(() -> tally.merge(new Tally(new Dimensions(List.of(), Map.of()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void and_otherManifestLeavesAnAuditOut_keepsIt() {
        assertThat(new Dimensions(List.of("cabin"), Map.of()).and(TIERS))
                .isEqualTo(new Dimensions(List.of("cabin", "tier"), Map.of("tier", "To know.")));
    }

    @Test
    void value_ofFacts_isANameOfAGroup() {
        Compared compared = comparison()
                .fact("member", true)
                .fact("orders", new BigDecimal("3.0"))
                .fact("payment", Map.of("source", " paypal "))
                .fact("items", List.of("a"))
                .compared();

        assertThat(List.of("member", "orders", "payment.source", "items", "payment", "absent"))
                .extracting(fact -> Dimensions.value(compared.situation(), fact))
                .containsExactly("true", "3", "paypal", "", "", "");
    }
}
