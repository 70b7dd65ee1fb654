package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
    @ParameterizedTest
    @CsvSource({
        "PT24H, 24",
        "PT24H0.000000001S, 24.000001",
        "PT23H59M59.999999999S, 24",
        "PT20M, 0.333334",
        "PT0S, 0",
        "-PT1H, -1",
        "-PT0.000000001S, 0",
        "-PT20M, -0.333333"
    })
    void hours_ofALength_areRoundedUp(String length, BigDecimal hours) {
        assertThat(Hours.of(Duration.parse(length))).isEqualByComparingTo(hours);
        assertThat(Hours.between(Instant.EPOCH, Instant.EPOCH.plus(Duration.parse(length))))
                .isEqualByComparingTo(hours);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1H", "0.001, PT3.6S", "0.333334, PT20M0.0024S", "87600, PT87600H"})
    void duration_ofHours_isExact(BigDecimal hours, Duration length) {
        assertThat(Hours.duration(hours)).isEqualTo(length);
    }
}
