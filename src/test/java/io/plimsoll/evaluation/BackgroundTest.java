package io.plimsoll.evaluation;

import static io.plimsoll.evaluation.Timeline.Said.nothing;
import static io.plimsoll.evaluation.Timeline.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackgroundTest {
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .manifest("history: {within: P2D, signals: 3, loads: [{of: ESCALATE, by: QUEUE, within: PT1H}, {of:"
                    + " ESCALATE, by: TOPIC, within: PT1H}], trends: [{name: All, intentions: [REFUND_REQUEST], by:"
                    + " TOPIC, baseline: PT2H}]}\n"
                    + "clocks: {Berlin: {zone: Europe/Berlin}, Customer: {fact: zone}}\n"
                    + "features: {Heard: {type: number}}")
            .rules("perceive", """
                    rule "Heard" when accumulate( $s : Signal(); $n : count( $s ); $n >= 1 )
                    then insert(new Feature("Heard", $n)); end
                    """)
            .rules("govern", """
                    rule "Cap" when Proposal( what == "ESCALATE" ) Load( scope == "QUEUE", taken >= 5 )
                    then insert(new Suppress("ESCALATE", "FINE")); end
                    """)
            .input("zone: {name: Zone, type: time-zone}")
            .always("call", "{outcome: if Amount = 1 then \"MONITOR\" else \"ESCALATE\", reasons: [\"FINE\"]}")
            .compiled();
    private static final String REFUND = "\"topic\": \"returns\", \"scores\": {\"intention\": \"REFUND_REQUEST\"},"
            + " \"producer\": {\"kind\": \"MODEL\", \"name\": \"m\", \"version\": \"1\"}";

    @Test
    void signals_moreThanAreRemembered_areTheLatestInEventOrder() {
        Timeline timeline = new Timeline(POLICY);
        for (String at : List.of("PT4H", "PT1H", "PT3H", "PT2H")) {
            timeline.decide(at, "PT5H", nothing());
        }

        Background background = background(timeline.situation("PT5H", "PT5H", nothing()));

        assertThat(background.signals())
                .extracting(PastSignal::occurredAt)
                .containsExactly(Timeline.at("PT2H"), Timeline.at("PT3H"), Timeline.at("PT4H"));
    }

    /** The window hangs on the latest event, not on the signal that happens to be decided, and includes its far end. */
    @ParameterizedTest
    @CsvSource({"PT48H, PT48H, 1", "PT48H0.001S, PT48H, 0", "PT1H, PT49H, 0", "-PT1H, PT48H, 1"})
    void signals_ofALateArrival_areCountedFromTheLatestEvent(String now, String latest, int remembered) {
        Timeline timeline = new Timeline(POLICY);
        timeline.decide("PT0H", nothing());
        timeline.decide(latest, nothing());

        Background background = background(timeline.situation(now, "PT60H", nothing()));

        assertThat(background.signals()).hasSize(remembered + 1);
    }

    @Test
    void latestEvent_isThatOfALaterSignalThatArrivedBefore() {
        Timeline timeline = new Timeline(POLICY);
        timeline.decide("PT10H", nothing());

        Situation late = timeline.situation("PT1H", "PT11H", nothing());

        assertThat(background(late).latestEvent(late.submission().signal())).isEqualTo(Timeline.at("PT10H"));
    }

    @ParameterizedTest
    @CsvSource({"PT48H, 1", "PT48H0.001S, 0"})
    void grants_olderThanTheHistory_areForgottenByTheServicesClock(String now, int remembered) {
        Timeline timeline = new Timeline(POLICY);
        timeline.decide("-PT1000H", "PT0H", nothing());

        assertThat(background(timeline.situation("PT0H", now, nothing())).grants())
                .hasSize(remembered);
    }

    @Test
    void signals_ofTheCase_areRememberedWhoeverSpoke() {
        Timeline timeline = new Timeline(POLICY);
        timeline.decide("PT0H", said("\"case\": \"k-1\"").by("c-2"));
        timeline.decide("PT1H", said("\"case\": \"k-2\"").by("c-3"));

        Background background = background(timeline.situation("PT2H", "PT2H", said("\"case\": \"k-1\"")));

        assertThat(background.signals())
                .extracting(each -> each.customer().value())
                .containsExactly("c-2");
    }

    @Test
    void loads_ofTopics_areThoseOfTheSignalsTopic() {
        Timeline timeline = new Timeline(POLICY);
        timeline.decide("PT0H", said("\"topic\": \"a\"").by("c-2"));
        timeline.decide("PT1M", said("\"topic\": \"b\"").by("c-3"));

        assertThat(background(timeline.situation("PT1H", "PT1H", said("\"topic\": \"a\"")))
                        .loads())
                .extracting(load -> load.scope() + " " + load.key() + " " + load.taken())
                .containsExactly("QUEUE people 2", "TOPIC a 1");
        assertThat(background(timeline.situation("PT1H", "PT1H0.001S", said("\"topic\": \"a\"")))
                        .loads())
                .extracting(load -> load.scope() + " " + load.key() + " " + load.taken())
                .containsExactly("QUEUE people 1");
    }

    @ParameterizedTest
    @CsvSource({"PT59M59S, 3, 0", "PT1H, 1, 2", "PT2H59M59S, 1, 2", "PT3H, 1, 0"})
    void trend_bothSidesOfTheHour_countsTheSignalItself(String now, long current, long before) {
        Timeline timeline = new Timeline(POLICY);
        timeline.decide("PT0H", said(REFUND).by("c-2"));
        timeline.decide("PT59M", said(REFUND).by("c-3"));
        timeline.decide("PT30M", said("\"topic\": \"returns\"").by("c-4"));

        assertThat(background(timeline.situation(now, now, said(REFUND))).trends())
                .containsExactly(new Trend("All", "returns", current, before, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:59:59Z, 2026-03-29T01:59:59",
        "2026-03-29T01:00:00Z, 2026-03-29T03:00:00",
        "2026-10-25T00:30:00Z, 2026-10-25T02:30:00",
        "2026-10-25T01:30:00Z, 2026-10-25T02:30:00"
    })
    void clock_whenSummerTimeBeginsAndEnds_isLocal(Instant instant, LocalDateTime local) {
        Situation situation = new Timeline(POLICY).situation(instant, instant, nothing());

        assertThat(background(situation).clocks()).isEqualTo(Map.of("Berlin", local));
    }

    @Test
    void clock_ofAFact_isThatOfItsZone() {
        Situation situation =
                new Timeline(POLICY).situation("PT0H", "PT0H", nothing().knowing("{\"zone\": \"Asia/Kolkata\"}"));

        assertThat(background(situation).clocks()).containsEntry("Customer", LocalDateTime.parse("2026-03-02T17:30"));
    }

    @Test
    void situation_withABackground_isReadBackFromItsBytes() {
        Timeline timeline = new Timeline(POLICY);
        timeline.decide("PT0H", said(REFUND + ", \"case\": \"k-1\", \"channel\": \"CHAT\""));
        timeline.decide("PT10M", nothing().knowing("{\"amount\": 1}"));
        Situation situation = timeline.situation("PT20M", "PT30M0.123456789S", said(REFUND));

        Situation readBack = Situation.read(situation.bytes());

        assertThat(new String(situation.bytes(), StandardCharsets.UTF_8)).contains("\"format\":2");
        assertThat(readBack.bytes()).isEqualTo(situation.bytes());
        assertThat(readBack.background()).isEqualTo(situation.background());
        assertThat(timeline.evaluate(readBack).bytes())
                .isEqualTo(timeline.evaluate(situation).bytes());
    }

    /** The bytes of domains that remember nothing are those that were stored before there was a background. */
    @Test
    void situation_withoutABackground_keepsItsFormat() {
        Situation situation = Situations.requesting("a", "{\"amount\": 1.50}");

        assertThat(new String(situation.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"domain\":\"test\",\"facts\":{\"amount\":1.5},\"format\":1,"
                        + "\"instant\":\"2026-03-02T12:00:00Z\",\"request\":{\"arguments\":{},\"type\":\"a\"},"
                        + "\"signal\":{\"case\":null,\"channel\":null,\"customer\":\"c-1\",\"id\":\"s-1\","
                        + "\"occurredAt\":\"2026-03-02T11:59:00Z\",\"producer\":null,\"scores\":null,\"text\":null,"
                        + "\"topic\":null}}");
        assertThat(Situation.read(situation.bytes())).isEqualTo(situation);
    }

    @Test
    void evaluation_onManyThreadsHoweverFactsWereFound_givesEqualBytes() throws Exception {
        Timeline timeline = new Timeline(POLICY);
        for (int i = 0; i < 8; i++) {
            timeline.decide("PT" + i + "M", said(REFUND));
        }
        Situation situation = timeline.situation("PT9M", "PT9M", said(REFUND));
        Background found = background(situation);
        byte[] expected = timeline.evaluate(situation).bytes();
        List<Callable<byte[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Random random = new Random(i);
            tasks.add(() -> {
                Background.Found shuffled = new Background.Found(
                        shuffled(found.signals(), random),
                        shuffled(found.grants(), random),
                        shuffled(found.loads(), random),
                        List.of(new Trend("All", "returns", 8, 0, 2)));
                Background background = Background.of(
                        POLICY.manifest(), found.source(), situation.instant(), situation.submission(), shuffled);
                Situation again =
                        new Situation(situation.domain(), situation.instant(), situation.submission(), background);
                assertThat(again.bytes()).isEqualTo(situation.bytes());
                return timeline.evaluate(again).bytes();
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<byte[]> each : threads.invokeAll(tasks)) {
                assertThat(each.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        shuffled.addAll(list.stream().filter(PastSignal.class::isInstance).toList());
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Background background(Situation situation) {
        return Objects.requireNonNull(situation.background());
    }
}
