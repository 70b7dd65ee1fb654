package io.plimsoll.scenario.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<= 200 | 200 ABOVE",
                "> 200 | 200 ABOVE",
                "< -0.3 | -0.3 BELOW",
                ">= 0.80 | 0.80 BELOW",
                "0 | 0 EITHER",
                "= 7 | 7 EITHER",
                "1, 2 | 1 EITHER; 2 EITHER",
                "not(3) | 3 EITHER",
                "not(< 5) | 5 BELOW",
                "[1..5] | 1 BELOW; 5 ABOVE",
                "(1..5) | 1 ABOVE; 5 BELOW",
                "]1..5[ | 1 ABOVE; 5 BELOW",
                "< 0, [10..20) | 0 BELOW; 10 BELOW; 20 BELOW",
                "(-0.85..-0.6] | -0.85 ABOVE; -0.6 ABOVE",
                "< date(\"2024-05-01\") | 2024-05-01 BELOW",
                "[date(\"2024-05-01\")..date(\"2024-06-01\")) | 2024-05-01 BELOW; 2024-06-01 BELOW",
                ">= date and time(\"2024-05-01T10:00:00\") | 2024-05-01T10:00:00 BELOW",
                "> @\"PT4H\" | PT4H ABOVE"
            })
    void threshold_everyForm_isFoundWithTheSideOnWhichTheAnswerChanges(String cell, String expected) {
        String found = String.join(
                "; ",
                Threshold.of(cell).stream()
                        .map(threshold -> threshold.text() + " " + threshold.side())
                        .toList());

        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- | x",
                "\"200\" | x",
                "Limit | x",
                "> Limit + 5 | x",
                "> 5 + Limit | x",
                "? * 2 > Limit | x",
                "true | x"
            })
    void threshold_ofTextAndOfWhatIsComputed_isNotKnown(String cell, String any) {
        assertThat(Threshold.of(cell)).isEmpty();
    }

    @Test
    void number_isBesideWithinOneOfItsLastDigit() {
        Threshold most = Threshold.of("<= 0.25").get(0);

        assertThat(most.isAt(new BigDecimal("0.250"))).isTrue();
        assertThat(most.isAt(new BigDecimal("0.2501"))).isFalse();
        assertThat(most.isBeside(new BigDecimal("0.26"))).isTrue();
        assertThat(most.isBeside(new BigDecimal("0.2501"))).isTrue();
        assertThat(most.isBeside(new BigDecimal("0.261"))).isFalse();
        assertThat(most.isBeside(new BigDecimal("0.24"))).isFalse();
        assertThat(most.beside()).containsExactly(new BigDecimal("0.26"));
    }

    @Test
    void value_askedForItself_hasTwoSides() {
        Threshold none = Threshold.of("0").get(0);

        assertThat(none.isBeside(BigDecimal.ONE)).isTrue();
        assertThat(none.isBeside(BigDecimal.ONE.negate())).isTrue();
        assertThat(none.isBeside(BigDecimal.ZERO)).isFalse();
        assertThat(none.isBeside(null)).isFalse();
        assertThat(none.isBeside("1")).isFalse();
    }

    @Test
    void times_haveStepsOfTheirOwn() {
        assertThat(Threshold.of("< date(\"2024-05-01\")").get(0).isBeside(LocalDate.parse("2024-04-30")))
                .isTrue();
        assertThat(Threshold.of("> duration(\"PT4H\")").get(0).isBeside(Duration.parse("PT5H")))
                .isTrue();
        assertThat(Threshold.of("> duration(\"PT4H\")").get(0).isBeside(Duration.parse("PT6H")))
                .isFalse();
        Threshold noon =
                Threshold.of("<= date and time(\"2024-05-01T12:00:00Z\")").get(0);
        assertThat(noon.isAt(ZonedDateTime.parse("2024-05-01T14:00:00+02:00[Europe/Berlin]")))
                .isTrue();
        assertThat(noon.isBeside(OffsetDateTime.parse("2024-05-01T12:00:01Z"))).isTrue();
    }

    @Test
    void moved_isWrittenAsItStandsBetweenQuotes() {
        assertThat(Threshold.moved("2024-05-01", -1)).contains("2024-04-30");
        assertThat(Threshold.moved("PT4H", 1)).contains("PT5H");
        assertThat(Threshold.moved("tomorrow", 1)).isEmpty();
    }
}
