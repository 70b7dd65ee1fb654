package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.PerceiveTest.assertHandedOver;
import static io.plimsoll.evaluation.Timeline.Said.nothing;
import static io.plimsoll.evaluation.Timeline.Said.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernTest {
    private static final String HISTORY = "history: {within: P30D, signals: 100, loads: ["
            + "{of: ESCALATE, by: QUEUE, within: PT1H}, {of: ESCALATE, by: TOPIC, within: PT1H},"
            + " {of: refund, by: DOMAIN, within: P1D}]}";
    private static final String REFUND =
            "{intents: [{type: \"refund\", disposition: \"PERMITTED\", ceiling: Amount, reasons: [\"FINE\"]}]}";
    private static final String ASK = "{intents: [{type: \"refund\", disposition: \"NEEDS_APPROVAL\", ceiling: Amount,"
            + " approvers: \"finance\", reasons: [\"FINE\"]}],"
            + " route: {queue: \"approvers\", level: 1, dueWithin: \"PT1H\"}}";
    private static final String ESCALATE = "{outcome: \"ESCALATE\", severity: 4, reasons: [\"FINE\"],"
            + " route: {queue: \"desk\", level: 1, dueWithin: \"PT1H\"}}";
    private static final String CAPPED = "{outcome: \"ESCALATE\", route: {queue: \"desk\", level: 1, dueWithin:"
            + " \"PT1H\"}, limits: [%s], reasons: [\"FINE\"]}";
    private static final String ALL = """
            rule "All" when $p : Proposal( disposition != "REFUSED" ) then insert(new Suppress($p.what, "CAP")); end
            """;
    private static final String CUSTOMER_CAP = """
            rule "Customer has had the most of it" when
              $l : Limit( scope == "CUSTOMER" )
              $p : Proposal( what == $l.what )
              accumulate( $g : Grant( what == $l.what, ageHours <= $l.hours ); $n : count( $g ); $n >= $l.most )
            then insert(new Suppress($p.what, $l.reason)); end
            """;

    private static TestPolicy policy() {
        return TestPolicy.policy()
                .manifest(HISTORY)
                .reason("CAP")
                .reason("LOOP")
                .request("refund", REFUND);
    }

    private static String rule(String condition, String conclusion) {
        return "rule \"A rule\" when " + condition + " then insert(new " + conclusion + "); end\n";
    }

    @Test
    void suppress_intentThatNobodyAskedFor_leavesTheVerdict() {
        Timeline timeline = new Timeline(
                policy().always("refund", REFUND).rules("govern", ALL).compiled());

        Verdict verdict =
                timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}")).verdict();

        assertThat(verdict.intents()).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(Outcome.MONITOR);
        assertThat(verdict.suppressed())
                .extracting(Suppression::what, each -> each.reason().code())
                .containsExactly(tuple("refund", "CAP"));
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly("FINE", "CAP");
    }

    @Test
    void suppress_intentThatWasAskedFor_staysRefused() {
        Timeline timeline =
                new Timeline(policy().always("refund", ASK).rules("govern", ALL).compiled());

        Verdict verdict = timeline.decide("PT0H", nothing().requesting("refund").knowing("{\"amount\": 10}"))
                .verdict();

        assertThat(verdict.intents()).singleElement().satisfies(intent -> {
            assertThat(intent.disposition()).isEqualTo(Disposition.REFUSED);
            assertThat(intent.approvers()).isNull();
            assertThat(intent.reasons()).extracting(Reason::code).containsExactly("FINE", "CAP");
        });
        assertThat(verdict.outcome()).isEqualTo(Outcome.MONITOR);
        assertThat(verdict.route()).isNull();
        assertThat(verdict.suppressed()).extracting(Suppression::what).containsExactly("ASK_APPROVAL", "refund");
    }

    @Test
    void suppress_forTwoReasons_namesBothAndOnceOnly() {
        String both = rule("Proposal()", "Suppress(\"refund\", \"CAP\")")
                + rule("Proposal()", "Suppress(\"refund\", \"LOOP\")").replace("A rule", "Another rule");
        Timeline timeline = new Timeline(policy().always("refund", REFUND)
                .rules("govern", both)
                .rules("govern", both)
                .compiled());

        Verdict verdict = timeline.decide("PT0H", nothing().requesting("refund").knowing("{\"amount\": 10}"))
                .verdict();

        assertThat(verdict.suppressed())
                .extracting(each -> each.reason().code())
                .containsExactly("CAP", "LOOP");
        assertThat(verdict.intents().get(0).reasons()).extracting(Reason::code).containsExactly("FINE", "CAP", "LOOP");
    }

    @Test
    void suppress_escalation_fallsBackToMonitoringWithoutARoute() {
        Timeline timeline = new Timeline(
                policy().always("call", ESCALATE).rules("govern", ALL).compiled());

        Verdict verdict = timeline.decide("PT0H", nothing()).verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.MONITOR);
        assertThat(verdict.route()).isNull();
        assertThat(verdict.severity()).isEqualTo(4);
        assertThat(verdict.suppressed()).extracting(Suppression::what).containsExactly("ESCALATE");
    }

    @Test
    void suppress_escalation_leavesTheApprovalToItsOwnQueue() {
        Timeline timeline = new Timeline(policy().always("call", ESCALATE)
                .always("refund", ASK)
                .rules("govern", rule("Proposal()", "Suppress(\"ESCALATE\", \"CAP\")"))
                .compiled());

        Verdict verdict =
                timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}")).verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ASK_APPROVAL);
        assertThat(verdict.route()).isNotNull().extracting(Route::queue).isEqualTo("approvers");
        assertThat(verdict.intents()).extracting(Intent::disposition).containsExactly(Disposition.NEEDS_APPROVAL);
    }

    @Test
    void suppress_approval_refusesWhatNeededIt() {
        Timeline timeline = new Timeline(policy().always("refund", ASK)
                .always("gift", "{intents: [{type: \"gift\", disposition: \"PERMITTED\", ceiling: 1, reasons: []}]}")
                .rules("govern", rule("Proposal()", "Suppress(\"ASK_APPROVAL\", \"CAP\")"))
                .compiled());

        Verdict unasked =
                timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}")).verdict();
        Verdict asked = timeline.decide("PT1H", nothing().requesting("refund").knowing("{\"amount\": 10}"))
                .verdict();

        assertThat(unasked.intents()).extracting(Intent::type).containsExactly("gift");
        assertThat(unasked.outcome()).isEqualTo(Outcome.ACT);
        assertThat(unasked.route()).isNull();
        assertThat(asked.intents())
                .extracting(Intent::type, Intent::disposition)
                .containsExactly(tuple("refund", Disposition.REFUSED), tuple("gift", Disposition.PERMITTED));
        assertThat(asked.suppressed()).extracting(Suppression::what).containsExactly("ASK_APPROVAL");
    }

    @Test
    void suppress_whatIsNotProposed_doesNothing() {
        Timeline timeline = new Timeline(policy().always("refund", REFUND)
                .rules("govern", rule("Proposal()", "Suppress(\"ESCALATE\", \"CAP\")"))
                .compiled());

        Verdict verdict =
                timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}")).verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ACT);
        assertThat(verdict.suppressed()).isEmpty();
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly("FINE");
    }

    @ParameterizedTest
    @CsvSource({
        "NEEDS_APPROVAL, ASK_APPROVAL, NEEDS_APPROVAL, leads",
        "REFUSED, DISMISS, REFUSED, ",
    })
    void restrict_permittedIntent_becomesThatStrict(
            String to, Outcome outcome, Disposition disposition, String approvers) {
        Timeline timeline = new Timeline(policy().always("refund", REFUND)
                .rules("govern", rule("Proposal()", "Restrict(\"refund\", \"" + to + "\", \"leads\", \"LOOP\")"))
                .compiled());

        Verdict verdict =
                timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}")).verdict();

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.intents()).singleElement().satisfies(intent -> {
            assertThat(intent.disposition()).isEqualTo(disposition);
            assertThat(intent.approvers()).isEqualTo(approvers);
            assertThat(intent.reasons()).extracting(Reason::code).containsExactly("FINE", "LOOP");
        });
    }

    @Test
    void restrict_forTwoReasons_namesBothAndTheApprovers() {
        Timeline timeline = new Timeline(policy().always("refund", REFUND)
                .rules(
                        "govern",
                        rule("Proposal()", "Restrict(\"refund\", \"NEEDS_APPROVAL\", \"\", \"CAP\")")
                                + rule("Proposal()", "Restrict(\"refund\", \"NEEDS_APPROVAL\", \"leads\", \"LOOP\")")
                                        .replace("A rule", "Another rule"))
                .compiled());

        Intent intent = timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}"))
                .verdict()
                .intents()
                .get(0);

        assertThat(intent.approvers()).isEqualTo("leads");
        assertThat(intent.reasons()).extracting(Reason::code).containsExactly("FINE", "CAP", "LOOP");
    }

    @Test
    void restrict_toWhatItIsAlready_changesNothing() {
        Timeline timeline = new Timeline(policy().always("refund", ASK)
                .rules("govern", rule("Proposal()", "Restrict(\"refund\", \"NEEDS_APPROVAL\", \"leads\", \"LOOP\")"))
                .compiled());

        Evaluation evaluation = timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}"));

        assertThat(evaluation.verdict().intents().get(0).approvers()).isEqualTo("finance");
        assertThat(evaluation.traceJson()).contains("\"applied\":[]");
    }

    @Test
    void raise_makesTheOutcomeStronger_withTheHandoverAsRoute() {
        Timeline timeline = new Timeline(policy().always("refund", REFUND)
                .rules("govern", rule("Proposal()", "Raise(\"ESCALATE\", \"LOOP\")"))
                .compiled());

        Verdict verdict =
                timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}")).verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATE);
        assertThat(verdict.route()).isNotNull().extracting(Route::queue).isEqualTo("people");
        assertThat(verdict.intents()).extracting(Intent::disposition).containsExactly(Disposition.PERMITTED);
    }

    /** Nothing is proposed when no table is asked, but rules still see what was heard. */
    @Test
    void raise_whenNoTableIsAsked_stillCounts() {
        Timeline timeline = new Timeline(policy().request("refund", REFUND)
                .rules("govern", rule("Signal( topic == \"fire\" )", "Raise(\"ESCALATE\", \"LOOP\")"))
                .compiled());

        assertThat(timeline.decide("PT0H", nothing()).verdict().outcome()).isEqualTo(Outcome.MONITOR);
        assertThat(timeline.decide("PT1H", said("\"topic\": \"fire\""))
                        .verdict()
                        .outcome())
                .isEqualTo(Outcome.ESCALATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Suppress($p.what, $p.what)                        | the reason refund is not in the manifest",
                "Restrict($p.what, $p.what, \"\", \"CAP\")         | there is no disposition refund",
                "Restrict($p.what, \"REFUSED\", \"\", $p.what)     | the reason refund is not in the manifest",
                "Raise($p.what, \"CAP\")                           | not to refund"
            })
    void rule_thatSaysWhatNobodyUnderstands_handsOver(String conclusion, String detail) {
        Timeline timeline = new Timeline(policy().always("refund", REFUND)
                .rules("govern", rule("$p : Proposal()", conclusion))
                .compiled());

        assertHandedOver(
                timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}")), "RULE_ANSWER_MALFORMED", detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Suppress(\"refnud\", \"CAP\")                           | there is no intent refnud",
                "Suppress(\"refund\", \"CAPP\")                          | the reason CAPP has no text",
                "Restrict(\"ESCALATE\", \"REFUSED\", \"\", \"CAP\")      | there is no intent ESCALATE",
                "Restrict(\"refund\", \"PERMITTED\", \"\", \"CAP\")      | not to PERMITTED",
                "Raise(\"ACT\", \"CAP\")                                 | not to ACT",
                "Feature(\"Hot\", 1)                                     | Feature cannot be inserted"
            })
    void rule_whoseWordsMeanNothing_isFoundWhenCompiling(String conclusion, String detail) {
        List<Finding> findings = PolicyCompiler.compile(policy().always("refund", REFUND)
                        .rules("govern", rule("Proposal()", conclusion))
                        .bundle())
                .fold(compiled -> List.of(), Compilation.Rejected::findings);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.place()).startsWith("rules/govern0.drl, rule \"A rule\", line 1, column ");
            assertThat(finding.detail()).contains(detail);
        });
    }

    @Test
    void files_inTheirOrder_seeWhatEarlierOnesLeft() {
        String first = rule("Proposal( what == \"ESCALATE\" )", "Suppress(\"ESCALATE\", \"CAP\")");
        String second = rule("not( Proposal( what == \"ESCALATE\" ) )", "Raise(\"ASK_APPROVAL\", \"LOOP\")");
        TestPolicy forth =
                policy().always("call", ESCALATE).rules("govern", first).rules("govern", second);
        TestPolicy back =
                policy().always("call", ESCALATE).rules("govern", second).rules("govern", first);

        assertThat(new Timeline(forth.compiled())
                        .decide("PT0H", nothing())
                        .verdict()
                        .outcome())
                .isEqualTo(Outcome.ASK_APPROVAL);
        assertThat(new Timeline(back.compiled())
                        .decide("PT0H", nothing())
                        .verdict()
                        .outcome())
                .isEqualTo(Outcome.MONITOR);
    }

    @Test
    void limit_ofTwoInADay_holdsFromTheThirdOnUntilTheFirstIsOver() {
        Timeline timeline = new Timeline(policy().always(
                        "call",
                        CAPPED.formatted(
                                "{what: \"ESCALATE\", scope: \"CUSTOMER\", hours: 24, most: 2, reason:" + " \"CAP\"}"))
                .rules("govern", CUSTOMER_CAP)
                .compiled());

        assertThat(outcome(timeline, "PT0H")).isEqualTo(Outcome.ESCALATE);
        assertThat(outcome(timeline, "PT1H")).isEqualTo(Outcome.ESCALATE);
        assertThat(outcome(timeline, "PT2H")).isEqualTo(Outcome.MONITOR);
        assertThat(outcome(timeline, "PT24H")).isEqualTo(Outcome.MONITOR);
        assertThat(timeline.decide("PT24H", nothing().by("c-2")).verdict().outcome())
                .isEqualTo(Outcome.ESCALATE);
        assertThat(outcome(timeline, "PT24H0.001S")).isEqualTo(Outcome.ESCALATE);
    }

    /** Event time is the client's, so only the service's clock may end a cooldown. */
    @Test
    void limit_signalWithAnotherDate_doesNotEvadeIt() {
        Timeline timeline = new Timeline(policy().always(
                        "call",
                        CAPPED.formatted(
                                "{what: \"ESCALATE\", scope: \"CUSTOMER\", hours: 24, most: 1, reason:" + " \"CAP\"}"))
                .rules("govern", CUSTOMER_CAP)
                .compiled());
        timeline.decide("PT0H", nothing());

        assertThat(timeline.decide("-PT240H", "PT1H", nothing()).verdict().outcome())
                .isEqualTo(Outcome.MONITOR);
        assertThat(timeline.decide("PT240H", "PT1H", nothing()).verdict().outcome())
                .isEqualTo(Outcome.MONITOR);
        assertThat(timeline.decide("-PT240H", "PT25H", nothing()).verdict().outcome())
                .isEqualTo(Outcome.ESCALATE);
    }

    @ParameterizedTest
    @CsvSource({"60, 40, ACT", "60, 40.01, MONITOR"})
    void limit_totalOfMoney_bothSides(BigDecimal before, BigDecimal now, Outcome outcome) {
        Timeline timeline = new Timeline(policy().always(
                        "refund",
                        "{intents: [{type: \"refund\", disposition: \"PERMITTED\", ceiling: Amount, reasons: []}],"
                                + " limits: [{what: \"refund\", scope: \"DOMAIN\", hours: 24, total: 100, reason:"
                                + " \"CAP\"}]}")
                .rules("govern", """
                        rule "Spent" when
                          $l : Limit( scope == "DOMAIN" )
                          $p : Proposal( what == $l.what )
                          Load( what == $l.what, scope == "DOMAIN", hours == $l.hours, total + $p.amount > $l.total )
                        then insert(new Suppress($p.what, $l.reason)); end
                        """)
                .compiled());
        timeline.decide("PT0H", nothing().by("c-2").knowing("{\"amount\": " + before + "}"));

        Verdict verdict = timeline.decide("PT1H", nothing().knowing("{\"amount\": " + now + "}"))
                .verdict();

        assertThat(verdict.outcome()).isEqualTo(outcome);
    }

    @Test
    void limit_ofAQueue_isReservedForTheRecord() {
        CompiledPolicy policy = policy().always(
                        "call",
                        CAPPED.formatted("{what: \"ESCALATE\", scope: \"QUEUE\", hours: 1, most: 3, reason: \"CAP\"},"
                                + " {what: \"ESCALATE\", scope: \"CUSTOMER\", hours: 1, most: 3, reason: \"CAP\"}"))
                .compiled();
        Timeline timeline = new Timeline(policy);
        Situation situation = timeline.situation("PT0H", "PT0H", nothing());

        Consequences decided =
                Consequences.of(policy.manifest(), "crm", situation, Evaluator.evaluate(policy, situation));

        assertThat(decided.reservations())
                .containsExactly(new Reservation(
                        "ESCALATE",
                        Scope.QUEUE,
                        "desk",
                        Timeline.at("-PT1H"),
                        new BigDecimal(3),
                        null,
                        BigDecimal.ZERO));
        assertThat(decided.reservations().get(0).fits(2, BigDecimal.ZERO)).isTrue();
        assertThat(decided.reservations().get(0).fits(3, BigDecimal.ZERO)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what: \"ESCALATE\", scope: \"CUSTOMER\", hours: 720    | false",
                "what: \"ESCALATE\", scope: \"CUSTOMER\", hours: 720.01 | true",
                "what: \"ESCALATE\", scope: \"QUEUE\", hours: 1         | false",
                "what: \"ESCALATE\", scope: \"QUEUE\", hours: 2         | true",
                "what: \"ESCALATE\", scope: \"DOMAIN\", hours: 1        | true"
            })
    void limit_overMoreThanIsRemembered_handsOver(String limit, boolean handedOver) {
        Timeline timeline =
                new Timeline(policy().always("call", CAPPED.formatted("{" + limit + ", most: 1, reason: \"CAP\"}"))
                        .compiled());

        Evaluation evaluation = timeline.decide("PT0H", nothing());

        assertThat(evaluation.isHandedOver()).isEqualTo(handedOver);
    }

    @Test
    void handOver_isNoGrant() {
        CompiledPolicy policy = policy().always(
                        "call",
                        "if Amount = 1 then null else "
                                + CAPPED.formatted("{what: \"ESCALATE\", scope: \"CUSTOMER\", hours: 24, most: 1,"
                                        + " reason: \"CAP\"}"))
                .rules("govern", CUSTOMER_CAP)
                .compiled();
        Timeline timeline = new Timeline(policy);
        assertThat(timeline.decide("PT0H", nothing().knowing("{\"amount\": 1}")).isHandedOver())
                .isTrue();

        assertThat(timeline.situation("PT1H", "PT1H", nothing()).background())
                .isNotNull()
                .satisfies(background -> {
                    assertThat(background.grants()).isEmpty();
                    assertThat(background.signals()).hasSize(1);
                });
        assertThat(outcome(timeline, "PT1H")).isEqualTo(Outcome.ESCALATE);
    }

    @Test
    void ceiling_inAnotherCurrency_handsOverWhereMoneyIsCounted() {
        String dollars = REFUND.replace("ceiling: Amount", "ceiling: Amount, currency: \"USD\"");
        Timeline counting = new Timeline(policy().always("refund", dollars).compiled());

        assertHandedOver(
                counting.decide("PT0H", nothing().knowing("{\"amount\": 10}")), "ANSWER_MALFORMED", "is in USD");
        assertThat(Evaluator.evaluate(
                                TestPolicy.policy().request("refund", dollars).compiled(),
                                Situations.requesting("refund", "{\"amount\": 10}"))
                        .verdict()
                        .outcome())
                .isEqualTo(Outcome.ACT);
    }

    @Test
    void steps_severalWithRoutes_takeTheRouteOfTheStrongest() {
        String watch = "{outcome: \"MONITOR\", reasons: [\"FINE\"], route: {queue: \"watchers\", level: 1, dueWithin:"
                + " \"PT1H\"}}";
        String act = "{intents: [{type: \"a\", disposition: \"NEEDS_APPROVAL\", ceiling: \"none\", reasons: []}]}";
        Timeline timeline = new Timeline(policy().always("w", watch)
                .always("a", act)
                .always("refund", ASK)
                .compiled());

        assertThat(timeline.decide("PT0H", nothing().knowing("{\"amount\": 10}"))
                        .verdict()
                        .route())
                .isNotNull()
                .extracting(Route::queue)
                .isEqualTo("approvers");
    }

    private static Outcome outcome(Timeline timeline, String at) {
        return timeline.decide(at, nothing()).verdict().outcome();
    }
}
