package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.ScoringFigures.Half;
import io.plimsoll.evaluation.ScoringFigures.IntentionFigures;
import io.plimsoll.evaluation.ScoringFigures.SentimentFigures;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins the figures that docs/scoring.md tells: whoever changes the scorer changes both. */
class ScoringQualityTest {
    @Test
    void sentiment_onTheTuningHalf_hasTheFiguresOfTheDocumentation() {
        SentimentFigures figures = ScoringFigures.sentiment(Half.TUNING);

        assertThat(figures)
                .isEqualTo(new SentimentFigures(
                        2390,
                        number("0.7831"),
                        number("0.4766"),
                        number("0.7850"),
                        numbers("0.8077", "0.7727", "0.5067", "0.7611", "0.9174")));
    }

    @Test
    void sentiment_onTheHeldOutHalf_hasTheFiguresOfTheDocumentation() {
        SentimentFigures figures = ScoringFigures.sentiment(Half.HELD_OUT);

        assertThat(figures)
                .isEqualTo(new SentimentFigures(
                        2336,
                        number("0.7361"),
                        number("0.4202"),
                        number("0.7472"),
                        numbers("0.6875", "0.7200", "0.5058", "0.7101", "0.8797")));
    }

    @ParameterizedTest
    @CsvSource({
        "bitext,    TUNING,   2726, 0.9336, 0.9489, 387, 0.0801",
        "bitext,    HELD_OUT, 2786, 0.9225, 0.9420, 403, 0.0893",
        "banking77, TUNING,   1804, 0.7472, 0.7854, 415, 0.1108",
        "banking77, HELD_OUT, 1855, 0.7057, 0.7521, 397, 0.1184",
    })
    void intention_hasTheFiguresOfTheDocumentation(
            String set,
            Half half,
            int mapped,
            BigDecimal accuracy,
            BigDecimal macroF1,
            int unmapped,
            BigDecimal falseIntentions) {
        IntentionFigures figures = ScoringFigures.intention(set, half);

        assertThat(figures).isEqualTo(new IntentionFigures(mapped, accuracy, macroF1, unmapped, falseIntentions));
    }

    private static List<BigDecimal> numbers(String... decimals) {
        return Arrays.stream(decimals).map(BigDecimal::new).toList();
    }

    private static BigDecimal number(String decimal) {
        return new BigDecimal(decimal);
    }
}
