package io.plimsoll.replay.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /**
     * The examples of R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven
     * methods", Statistics in Medicine 17 (1998), 857–872, table I, method 3.
     */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void ofShare_publishedExamples_givesThePublishedBounds(long hits, long of, BigDecimal low, BigDecimal high) {
        assertThat(Interval.ofShare(hits, of)).hasValueSatisfying(interval -> {
            assertThat(interval.low()).isEqualByComparingTo(low);
            assertThat(interval.high()).isEqualByComparingTo(high);
        });
    }

    @Test
    void ofShare_everything_endsAtOne() {
        assertThat(Interval.ofShare(7, 7))
                .hasValueSatisfying(interval -> assertThat(interval.high()).isEqualByComparingTo("1"));
    }

    @Test
    void ofShare_ofNothing_isEmpty() {
        assertThat(Interval.ofShare(0, 0)).isEmpty();
    }

    /** Differences 0, 0, 10, 30: mean 10, standard deviation √200; the total 40 ± 1.959964·√200·√4. */
    @Test
    void ofTotal_fewDifferences_isTheTotalPlusMinusItsStandardErrors() {
        assertThat(Interval.ofTotal(4, new BigDecimal("40"), new BigDecimal("1000")))
                .hasValue(new Interval(new BigDecimal("-15.44"), new BigDecimal("95.44")));
    }

    @Test
    void ofTotal_equalDifferences_hasNoWidth() {
        assertThat(Interval.ofTotal(3, new BigDecimal("0.3"), new BigDecimal("0.03")))
                .hasValue(new Interval(new BigDecimal("0.30"), new BigDecimal("0.30")));
    }

    @Test
    void ofTotal_oneDecision_isEmpty() {
        assertThat(Interval.ofTotal(1, BigDecimal.TEN, new BigDecimal("100"))).isEmpty();
    }
}
