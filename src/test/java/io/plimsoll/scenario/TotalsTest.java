package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.Reason;
import io.plimsoll.evaluation.Suppression;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalsTest {
    @ParameterizedTest
    @CsvSource({
        "atLeast, 2, true",
        "atLeast, 3, false",
        "atMost, 2, true",
        "atMost, 1, false",
        "exactly, 2, true",
        "exactly, 1, false",
        "exactly, 3, false"
    })
    void differences_bothSidesOfABound_areToldApart(String bound, int number, boolean holds) {
        Totals totals = totals(verdict("FULL"), verdict("FULL"));

        List<Violation> differences =
                totals.differences(Map.of("escalated", Map.of(bound, BigDecimal.valueOf(number))));

        assertThat(differences.isEmpty()).isEqualTo(holds);
    }

    @Test
    void differences_everyName_isCountedOnItsOwn() {
        Totals totals = totals(verdict("FULL"));

        assertThat(Totals.names())
                .filteredOn(name -> totals.differences(Map.of(name, Map.of("exactly", BigDecimal.ONE)))
                        .isEmpty())
                .containsExactly("escalated", "suppressed");
    }

    @Test
    void differences_suppressionWithoutReason_isTold() {
        assertThat(totals(verdict("")).differences(Map.of()))
                .extracting(Violation::detail)
                .containsExactly("1 suppressions carry no reason; each must have one");
    }

    private static Totals totals(Verdict... verdicts) {
        Totals totals = new Totals();
        List.of(verdicts).forEach(totals::add);
        return totals;
    }

    private static Verdict verdict(String code) {
        Suppression suppression = new Suppression("refund", new Reason(code, code));
        return new Verdict(Outcome.ESCALATE, 1, null, List.of(), List.of(), List.of(suppression));
    }
}
