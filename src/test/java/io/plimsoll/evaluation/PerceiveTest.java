package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.Timeline.Said.nothing;
import static io.plimsoll.evaluation.Timeline.Said.said;
import static io.plimsoll.evaluation.Timeline.features;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerceiveTest {
    private static final String NEGATIVE = "\"scores\": {\"sentiment\": -0.5, \"intention\": \"REFUND_REQUEST\"},"
            + " \"producer\": {\"kind\": \"MODEL\", \"name\": \"m\", \"version\": \"1\"}";
    private static final String HISTORY = "history: {within: P30D, signals: 200}\n";
    private static final String FEATURES =
            "features: {Negative In Day: {type: number, absent: -1}, Hot: {type: boolean}}";
    private static final String COUNT = """
            rule "Negative in a day" when
              accumulate( $s : Signal( sentiment < 0, ageHours <= 24 ); $n : count( $s ); $n >= 1 )
            then insert(new Feature("Negative In Day", $n)); end
            """;
    private static final String HOT = """
            rule "Hot" when Signal( sentiment <= -0.5 ) then insert(new Sign("Hot")); end
            """;
    private static final String ANSWER = "{outcome: if Hot then \"ESCALATE\" else \"MONITOR\","
            + " severity: if Negative In Day >= 3 then 5 else if Negative In Day = -1 then 1 else 2,"
            + " reasons: [\"FINE\"]}";

    private static TestPolicy policy() {
        return TestPolicy.policy()
                .manifest(HISTORY + FEATURES)
                .reading("Negative In Day", "number")
                .reading("Hot", "boolean")
                .always("look", ANSWER);
    }

    @Test
    void feature_ofHistoryAndTheNewSignal_isReadByTheTables() {
        Timeline timeline = new Timeline(policy().rules("perceive", COUNT + HOT).compiled());

        Verdict first = timeline.decide("PT0H", said(NEGATIVE)).verdict();
        timeline.decide("PT1H", said(NEGATIVE).by("c-2"));
        Verdict second = timeline.decide("PT2H", said(NEGATIVE)).verdict();
        Evaluation third = timeline.decide("PT24H", said(NEGATIVE));

        assertThat(first.severity()).isEqualTo(2);
        assertThat(second.severity()).isEqualTo(2);
        assertThat(third.verdict().severity()).isEqualTo(5);
        assertThat(third.verdict().outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(third.traceJson())
                .contains(
                        "\"facts\":[\"signal crm/s-0\",\"signal crm/s-2\",\"signal crm/s-3\"],\"rule\":\"Negative in a"
                                + " day\"")
                .contains("\"features\":{\"Hot\":true,\"Negative In Day\":3}");
    }

    @ParameterizedTest
    @CsvSource({"PT24H, 2", "PT24H0.001S, 1", "PT24H1S, 1"})
    void window_bothSidesOfItsFarEnd_endsExactlyThere(String after, BigDecimal count) {
        Timeline timeline = new Timeline(policy().rules("perceive", COUNT).compiled());
        timeline.decide("PT0H", said(NEGATIVE));

        assertThat(features(timeline.decide(after, said(NEGATIVE)))).containsEntry("Negative In Day", count);
    }

    @Test
    void feature_thatNoRuleStates_isWhatTheManifestSays() {
        Timeline timeline = new Timeline(policy().rules("perceive", COUNT + HOT).compiled());

        Evaluation evaluation = timeline.decide("PT0H", nothing());

        assertThat(features(evaluation)).isEqualTo(Map.of("Negative In Day", new BigDecimal(-1), "Hot", false));
        assertThat(evaluation.verdict().severity()).isEqualTo(1);
    }

    @Test
    void feature_statedTwiceWithOneValue_isOneFact() {
        String again = COUNT.replace("Negative in a day", "The same in other words");
        Timeline timeline = new Timeline(policy().rules("perceive", COUNT)
                .rules("perceive", again)
                .rules("govern", """
                        rule "One" when accumulate( $f : Feature(); $n : count( $f ); $n == 1 )
                        then insert(new Raise("ESCALATE", "FINE")); end
                        """)
                .compiled());

        assertThat(timeline.decide("PT0H", said(NEGATIVE)).verdict().outcome()).isEqualTo(Outcome.ESCALATE);
    }

    @Test
    void feature_statedWithTwoValues_handsOver() {
        String other = """
                rule "Other" when Signal() then insert(new Feature("Negative In Day", 7)); end
                """;
        Timeline oneFile =
                new Timeline(policy().rules("perceive", COUNT + other).compiled());
        Timeline twoFiles = new Timeline(
                policy().rules("perceive", COUNT).rules("perceive", other).compiled());

        for (Timeline timeline : List.of(oneFile, twoFiles)) {
            assertHandedOver(timeline.decide("PT0H", said(NEGATIVE)), "FEATURE_AMBIGUOUS", "Negative In Day");
        }
    }

    @Test
    void feature_thatIsNothing_handsOver() {
        Timeline timeline = new Timeline(policy().rules("perceive", """
                rule "Sentiment" when $s : Signal() then insert(new Feature("Negative In Day", $s.sentiment)); end
                """).compiled());

        assertHandedOver(timeline.decide("PT0H", nothing()), "FEATURE_NOT_DECLARED", "Negative In Day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new Feature(\"Hot\", 1)", "new Sign(\"Negative In Day\")", "new Feature(\"None\", 1)"})
    void feature_ofAnotherTypeOrNone_isFoundWhenCompiling(String conclusion) {
        List<Finding> findings = PolicyCompiler.compile(
                        policy().rules("perceive", "rule \"A\" when Signal() then insert(" + conclusion + "); end")
                                .bundle())
                .fold(compiled -> List.of(), Compilation.Rejected::findings);

        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.detail())
                .startsWith("the feature "));
    }

    @Test
    void rule_thatFails_handsOver() {
        Timeline timeline = new Timeline(policy().rules("perceive", """
                rule "Too many digits" when $s : Signal( sentiment < 0 )
                then insert(new Feature("Negative In Day", 1.23456789012345678901234567890 * $s.sentiment * 0.777777777));
                end
                """).compiled());

        assertThat(timeline.decide("PT0H", nothing()).isHandedOver()).isFalse();
        assertHandedOver(timeline.decide("PT1H", said(NEGATIVE)), "RULE_FAILED", "rules/perceive0.drl");
    }

    @Test
    void rules_thatFireTooOften_handOver() {
        Timeline timeline = new Timeline(policy().rules("perceive", """
                rule "Every two" when $a : Signal() $b : Signal() then insert(new Sign("Hot")); end
                """).compiled());
        for (int i = 0; i < 99; i++) {
            timeline.decide("PT" + i + "M", nothing());
        }

        assertThat(timeline.decide("PT100M", nothing()).isHandedOver()).isFalse();
        assertHandedOver(timeline.decide("PT101M", nothing()), "RULES_TOO_COSTLY", "rules/perceive0.drl");
    }

    @Test
    void rules_thatCombineTooMuch_handOver() {
        Timeline timeline = new Timeline(policy().rules("perceive", """
                rule "Every three" when
                  $a : Signal( sentiment > 0 ) $b : Signal( sentiment > 0 ) $c : Signal( sentiment > 0 )
                then insert(new Sign("Hot")); end
                """).compiled());
        for (int i = 0; i < 99; i++) {
            timeline.decide("PT" + i + "M", nothing());
        }

        assertThat(timeline.decide("PT100M", nothing()).isHandedOver()).isFalse();
        assertHandedOver(timeline.decide("PT101M", nothing()), "RULES_TOO_COSTLY", "rules/perceive0.drl");
    }

    /** A situation from before the domain remembered anything, evaluated with a policy that does. */
    @Test
    void situation_withoutABackground_stillHasItsOwnSignal() {
        CompiledPolicy policy =
                policy().rules("perceive", COUNT + HOT).rules("govern", """
                        rule "All" when $p : Proposal() then insert(new Suppress($p.what, "FINE")); end
                        """).compiled();
        Situation old = Situations.of("{\"signal\": {\"id\": \"s\", \"customer\": \"c\", \"occurredAt\":"
                + " \"2026-03-02T11:59:00Z\", " + NEGATIVE + "}}");

        Evaluation evaluation = Evaluator.evaluate(policy, old);

        assertThat(features(evaluation)).containsEntry("Negative In Day", BigDecimal.ONE);
        assertThat(evaluation.verdict().suppressed())
                .extracting(Suppression::what)
                .containsExactly("ESCALATE");
    }

    static void assertHandedOver(Evaluation evaluation, String reason, String detail) {
        Verdict verdict = evaluation.verdict();
        assertThat(evaluation.isHandedOver()).isTrue();
        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.route()).isNotNull().extracting(Route::queue).isEqualTo("people");
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly(reason);
        assertThat(verdict.reasons().get(0).text()).contains(detail);
    }
}
