package io.plimsoll.evaluation.rules;

import static io.plimsoll.evaluation.rules.Facts.run;
import static io.plimsoll.evaluation.rules.Facts.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.rules.Facts.Baseline;
import io.plimsoll.evaluation.rules.Facts.Finds;
import io.plimsoll.evaluation.rules.RuleRun.Firing;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Rules as an analyst writes them. */
class GoldenRulesTest {
    static final String RULES = """
            // What seven days (168 hours) of history say.
            package retail.perceive;

            rule "Three negative signals in seven days"
                @Source("Care handbook 4.2")
                @Rationale("Three bad moments in a week announce a customer who leaves")
            when
                accumulate( $s : Signal( sentiment <= -0.3, ageHours <= 168 );
                            $n : count( $s ), $worst : min( $s.sentiment );
                            $n >= 3 )
            then
                insert(new Finds("NEGATIVE_WEEK", $worst));
            end

            rule "Supervisor asked for again"
            when
                $first : Signal( intention in ("SUPERVISOR", "MANAGER"), ageHours <= 72 )
                $again : Signal( intention in ("SUPERVISOR", "MANAGER"), id != $first.id, occurredAt > $first.occurredAt,
                                 ageHours <= 72 )
                not( Signal( intention == "THANKS" && occurredAt >= $again.occurredAt ) )
            then
                insert(new Finds("SUPERVISOR_AGAIN", $first.ageHours - $again.ageHours));
            end

            rule "Spike of refund requests"
            when
                $usual : Baseline( intention == "REFUND_REQUEST", $perWeek : perWeek )
                accumulate( $s : Signal( intention == $usual.intention, ageHours <= 168 );
                            $n : count( $s );
                            $n >= 3, $n > $perWeek * 2.5 )
            then
                insert(new Finds("REFUND_SPIKE", $n - $perWeek));
            end
            """;

    private static final RuleBase BASE = Facts.base(RULES);

    @AfterAll
    static void close() {
        BASE.close();
    }

    @Test
    void negativeSignals_threeAtBothLimits_findTheWeek() {
        RuleRun.Completed run =
                run(BASE, signal("a", 168, "-0.3", "X"), signal("b", 2, "-0.30", "X"), signal("c", 1, "-0.9", "X"));

        assertThat(run.results()).containsExactly(new Finds("NEGATIVE_WEEK", new BigDecimal("-0.9")));
        assertThat(run.firings())
                .containsExactly(new Firing("Three negative signals in seven days", java.util.List.of("a", "b", "c")));
    }

    @Test
    void negativeSignals_oneTooOldOrTooMild_findNothing() {
        assertThat(run(BASE, signal("a", 169, "-0.3", "X"), signal("b", 2, "-0.3", "X"), signal("c", 1, "-0.9", "X"))
                        .results())
                .isEmpty();
        assertThat(run(
                                BASE,
                                signal("a", 1, "-0.29999999999999999999", "X"),
                                signal("b", 2, "-0.3", "X"),
                                signal("c", 1, "-0.9", "X"))
                        .results())
                .isEmpty();
    }

    @Test
    void supervisor_askedForTwice_isFoundWithBothSignals() {
        RuleRun.Completed run = run(BASE, signal("a", 72, "0", "SUPERVISOR"), signal("b", 2, "0", "MANAGER"));

        assertThat(run.results()).containsExactly(new Finds("SUPERVISOR_AGAIN", new BigDecimal("70")));
        assertThat(run.firings())
                .containsExactly(new Firing("Supervisor asked for again", java.util.List.of("a", "b")));
    }

    @Test
    void supervisor_onceOrTooLongAgoOrThanked_findsNothing() {
        assertThat(run(BASE, signal("b", 2, "0", "MANAGER")).results()).isEmpty();
        assertThat(run(BASE, signal("a", 73, "0", "SUPERVISOR"), signal("b", 2, "0", "MANAGER"))
                        .results())
                .isEmpty();
        assertThat(run(
                                BASE,
                                signal("a", 5, "0", "SUPERVISOR"),
                                signal("b", 2, "0", "MANAGER"),
                                signal("c", 2, "0", "THANKS"))
                        .results())
                .isEmpty();
    }

    @Test
    void refunds_moreThanTwoAndAHalfTimesTheBaseline_areASpike() {
        Record[] three = {
            new Baseline("REFUND_REQUEST", new BigDecimal("1.2")),
            signal("a", 1, "0", "REFUND_REQUEST"),
            signal("b", 2, "0", "REFUND_REQUEST"),
            signal("c", 168, "0", "REFUND_REQUEST")
        };

        assertThat(run(BASE, three).results()).isEmpty();

        three[0] = new Baseline("REFUND_REQUEST", new BigDecimal("1.19"));
        assertThat(run(BASE, three).results()).containsExactly(new Finds("REFUND_SPIKE", new BigDecimal("1.81")));

        three[3] = signal("c", 169, "0", "REFUND_REQUEST");
        assertThat(run(BASE, three).results()).isEmpty();
    }
}
