package io.plimsoll.replay.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class TallyPropertyTest {
    private static final Dimensions DIMENSIONS = new Dimensions(List.of("tier"), Map.of("tier", "To know."));

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void merge_partsInAnyOrderAndNesting_isTheWhole(
            @ForAll("comparisons") List<Compared> decisions, @ForAll long seed) {
        String whole = tally(decisions).json();
        Random random = new Random(seed);
        List<Compared> shuffled = new ArrayList<>(decisions);
        Collections.shuffle(shuffled, random);
        List<Tally> parts = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(20));
            parts.add(Tally.read(tally(shuffled.subList(from, to)).json()));
            from = to;
        }

        while (parts.size() > 1) {
            Tally taken = parts.remove(random.nextInt(parts.size()));
            parts.get(random.nextInt(parts.size())).merge(taken);
        }

        assertThat(parts.get(0).json()).isEqualTo(whole);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void read_ofJson_writesTheSameJson(@ForAll("comparisons") List<Compared> decisions) {
        String json = tally(decisions).json();

        assertThat(Tally.read(json).json()).isEqualTo(json);
    }

    private static Tally tally(List<Compared> decisions) {
        Tally tally = new Tally(DIMENSIONS);
        decisions.forEach(tally::add);
        decisions.forEach(compared -> tally.leftOut("like " + compared.id()));
        return tally;
    }

    @Provide
    Arbitrary<List<Compared>> comparisons() {
        Arbitrary<Verdict> verdicts = Combinators.combine(
                        Arbitraries.of(Outcome.class),
                        Arbitraries.of(Disposition.class),
                        Arbitraries.of("0", "0.1", "12.34", "1000000.0000001"),
                        Arbitraries.of("USD", "EUR"),
                        Arbitraries.of("care", "leads").injectNull(0.5))
                .as((outcome, disposition, amount, currency, queue) ->
                        Comparisons.verdict(outcome, queue, Comparisons.refund(disposition, amount, currency)));
        // More tiers than are told apart.
        Arbitrary<String> tiers =
                Arbitraries.integers().between(0, 2 * Tally.MAX_VALUES).map(number -> "tier " + number);
        Arbitrary<Integer> hours = Arbitraries.integers().between(0, 2 * Tally.MAX_HOURS);
        Arbitrary<List<String>> rows = Arbitraries.of("r1", "r2", "r3").list().uniqueElements();
        return Combinators.combine(
                        verdicts,
                        verdicts,
                        tiers.injectNull(0.1),
                        hours,
                        rows,
                        rows,
                        Arbitraries.integers().between(1, 99))
                .as((before, after, tier, hour, hits, otherHits, id) -> Comparisons.comparison()
                        .id("d-" + id)
                        .at(Comparisons.NOON.plus(Duration.ofHours(hour)))
                        .fact("tier", tier)
                        .baseline(before)
                        .candidate(after)
                        .traces(Comparisons.trace(hits), Comparisons.trace(otherHits))
                        .compared())
                .list()
                .ofMinSize(1)
                .ofMaxSize(400);
    }
}
