package io.plimsoll.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** When a candidate is stopped. */
class GatesTest {
    private static final Gates GATES =
            new Gates(100, new BigDecimal("0.01"), new BigDecimal("0.2"), new BigDecimal("0.1"));

    @Test
    void nothing_isJudgedBeforeEnoughWasCompared() {
        assertThat(GATES.broken(totals(99, 99, 99, "100", "900"))).isEmpty();
    }

    @Test
    void failures_breakTheGateAboveTheirShare() {
        assertThat(GATES.broken(totals(100, 0, 1, "100", "100"))).isEmpty();
        assertThat(GATES.broken(totals(100, 0, 2, "100", "100")))
                .contains("it could not decide 2 % of 100 decisions; allowed are 1 %");
    }

    @Test
    void changes_breakTheGateAboveTheirShare() {
        assertThat(GATES.broken(totals(100, 20, 0, "100", "100"))).isEmpty();
        assertThat(GATES.broken(totals(100, 21, 0, "100", "100")))
                .contains("it changes 21 % of 100 decisions; allowed are 20 %");
    }

    @Test
    void money_breaksTheGateAboveItsShare() {
        assertThat(GATES.broken(totals(100, 0, 0, "100", "110"))).isEmpty();
        assertThat(GATES.broken(totals(100, 0, 0, "100", "110.01")))
                .contains("it permits 110.01 where the active version permits 100; allowed are 10 % more");
        assertThat(GATES.broken(totals(100, 0, 0, "0", "0.01"))).isPresent();
    }

    @Test
    void gates_areReadAsTheyWereWritten() {
        assertThat(Gates.parse(GATES.json())).isEqualTo(GATES);
        assertThat(Gates.parse(Gates.DEFAULT.json())).isEqualTo(Gates.DEFAULT);
    }

    private static Gates.Totals totals(
            long decisions, long changed, long failed, String moneyBaseline, String moneyCandidate) {
        return new Gates.Totals(
                decisions, changed, failed, new BigDecimal(moneyBaseline), new BigDecimal(moneyCandidate));
    }
}
