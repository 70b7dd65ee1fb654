package io.plimsoll.scenario.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellChangesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<= 200 | < 200 ; <= 201 ; <= 199",
                "> 0.25 | >= 0.25 ; > 0.26 ; > 0.24",
                "< -0.3 | <= -0.3 ; < -0.2 ; < -0.4",
                "0 | 1 ; -1",
                "[1..5) | [2..5) ; [0..5) ; (1..5) ; [1..5] ; [1..6) ; [1..4)",
                "true | false",
                "not(7) | not(8) ; not(6) ; 7",
                "- | none",
                "\"A\" | \"B\"",
                "\"A\",\"B\" | \"C\",\"B\" ; \"B\" ; \"A\",\"C\" ; \"A\"",
                "\"A\",\"B\",\"C\" | \"B\",\"C\" ; \"A\",\"C\" ; \"A\",\"B\"",
                "< date(\"2024-05-01\") | <= date(\"2024-05-01\") ; < date(\"2024-05-02\") ; < date(\"2024-04-30\")",
                "> Limit | >= Limit"
            })
    void condition_everySingleChange_isMade(String cell, String expected) {
        List<String> changed = List.copyOf(CellChanges.ofCondition(cell, List.of("\"A\"", "\"B\"", "\"C\""))
                .keySet());

        assertThat(changed).containsExactlyInAnyOrder(expected.equals("none") ? new String[0] : expected.split(" ; "));
    }

    @Test
    void condition_rangeOfDates_losesAndGainsItsEnds() {
        assertThat(CellChanges.ofCondition("(date(\"2024-05-01\")..date(\"2024-06-01\")]", List.of())
                        .keySet())
                .contains(
                        "[date(\"2024-05-01\")..date(\"2024-06-01\")]",
                        "(date(\"2024-05-01\")..date(\"2024-06-01\"))",
                        "(date(\"2024-05-02\")..date(\"2024-06-01\")]")
                .hasSize(6);
    }

    @Test
    void literals_ofAConclusion_areItsNumbers() {
        assertThat(CellChanges.ofLiterals("{ceiling: 20, reasons: [\"A2\"]}").keySet())
                .containsExactly("{ceiling: 21, reasons: [\"A2\"]}", "{ceiling: 19, reasons: [\"A2\"]}");
    }
}
