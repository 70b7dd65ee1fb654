package io.plimsoll.replay.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.CanonicalJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairnessTest {
    private final Tally tally = new Tally(new Dimensions(List.of(), Map.of("tier", "To know.")));

    /** So many decisions of a tier, of which the candidate permits some and the baseline all. */
    private void decisions(String tier, @Nullable String request, int number, int permitted) {
        Verdict yes = Comparisons.permitting("1", "USD");
        for (int i = 0; i < number; i++) {
            tally.add(Comparisons.comparison()
                    .id(tier + i)
                    .request(request)
                    .fact("tier", tier)
                    .baseline(yes)
                    .candidate(i < permitted ? yes : Comparisons.refusing())
                    .compared());
        }
    }

    private Fields group(String kind, String tier) {
        return groups(kind).stream()
                .filter(group -> group.text("value").equals(tier))
                .findFirst()
                .orElseThrow();
    }

    private List<Fields> groups(String kind) {
        String json = CanonicalJson.text(Map.of("facts", FairnessTree.of(tally)));
        return new Fields(Side.object(json)).objects("facts").get(0).objects(kind);
    }

    /** Gold gets 100 of 100; four fifths of that are 80. */
    @ParameterizedTest
    @CsvSource({
        "100, 80, WITHIN, 0.8, -0.2",
        "100, 79, BELOW_FOUR_FIFTHS, 0.79, -0.21",
        "1000, 799, BELOW_FOUR_FIFTHS, 0.799, -0.201",
        "100000, 79999, BELOW_FOUR_FIFTHS, 0.8, -0.2",
        "30, 24, WITHIN, 0.8, -0.2",
        "29, 1, TOO_FEW, , ",
        "30, 30, HIGHEST, 1, 0"
    })
    void standing_onBothSidesOfFourFifths_isExact(
            int number, int permitted, String standing, String ratio, String difference) {
        decisions("GOLD", "refund", 100, 100);
        decisions("SILVER", "refund", number, permitted);

        Fields candidate = group("requests", "SILVER").object("candidate");

        assertThat(candidate.text("standing")).isEqualTo(standing);
        assertThat(candidate.number("ratio")).isEqualTo(ratio == null ? null : new BigDecimal(ratio));
        assertThat(candidate.number("difference")).isEqualTo(difference == null ? null : new BigDecimal(difference));
        assertThat(FairnessSection.newlyBelow(List.of(new Fields(Map.of(
                        "fact",
                        "tier",
                        "requests",
                        List.of(group("requests", "SILVER").tree()),
                        "offers",
                        List.of())))))
                .hasSize(standing.equals("BELOW_FOUR_FIFTHS") ? 1 : 0);
    }

    @Test
    void standing_ofPeopleOfWhomNobodyKnows_isNotComparedAndIsNoMeasure() {
        decisions("GOLD", "refund", 100, 60);
        decisions("SILVER", "refund", 100, 50);
        decisions("", "refund", 100, 100);

        assertThat(group("requests", "").object("candidate").text("standing")).isEqualTo("NOT_COMPARED");
        assertThat(group("requests", "GOLD").object("candidate").text("standing"))
                .isEqualTo("HIGHEST");
        assertThat(group("requests", "SILVER").object("candidate").text("standing"))
                .isEqualTo("WITHIN");
    }

    @Test
    void standing_ofOneGroupOrOfNobodyPermitted_isAlone() {
        decisions("GOLD", "refund", 100, 0);

        assertThat(group("requests", "GOLD").object("baseline").text("standing"))
                .isEqualTo("ALONE");

        decisions("SILVER", "refund", 100, 0);

        assertThat(group("requests", "GOLD").object("candidate").text("standing"))
                .isEqualTo("ALONE");
        assertThat(group("requests", "GOLD").object("baseline").text("standing"))
                .isEqualTo("HIGHEST");
    }

    @Test
    void offers_thatNobodyAskedFor_areCountedApart() {
        decisions("GOLD", "refund", 50, 50);
        decisions("GOLD", null, 40, 10);

        assertThat(group("requests", "GOLD").whole("decisions")).isEqualTo(50);
        assertThat(group("offers", "GOLD").whole("decisions")).isEqualTo(40);
        assertThat(group("offers", "GOLD")
                        .object("candidate")
                        .object("permitted")
                        .whole("hits"))
                .isEqualTo(10);
    }
}
