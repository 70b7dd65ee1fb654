package io.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** The order in which signals arrive changes nothing that is derived from the order of events. */
class EventOrderPropertyTest {
    private static final CompiledPolicy POLICY = TestPolicy.policy()
            .manifest("history: {within: P10D, signals: 12, loads: [{of: ESCALATE, by: TOPIC, within: PT2H}], trends: ["
                    + "{name: Refunds, intentions: [REFUND_REQUEST], by: TOPIC, baseline: PT6H}]}\n"
                    + "features: {Count: {type: number}, Asked Again: {type: boolean}, In Hour: {type: number},"
                    + " Before: {type: number}, Mood: {type: number}}")
            .rules("perceive", """
                    rule "Count" when accumulate( $s : Signal( ageHours <= 96 ); $n : count( $s ); $n >= 1 )
                    then insert(new Feature("Count", $n)); end
                    rule "Asked again" when
                      $first : Signal( intention == "REFUND_REQUEST" )
                      $again : Signal( intention == "REFUND_REQUEST", id != $first.id, occurredAt > $first.occurredAt )
                      not( Signal( intention == "THANKS", occurredAt >= $again.occurredAt ) )
                    then insert(new Sign("Asked Again")); end
                    rule "In hour" when Trend( $n : current ) then insert(new Feature("In Hour", $n)); end
                    rule "Before" when Trend( $n : before ) then insert(new Feature("Before", $n)); end
                    rule "Mood" when accumulate( $s : Signal( sameCase == true ); $m : average( $s.sentiment ) )
                    then insert(new Feature("Mood", $m)); end
                    """)
            .always("watch", "{outcome: if Amount = 1 then \"ESCALATE\" else \"MONITOR\", reasons: [\"FINE\"]}")
            .compiled();
    private static final Duration LATENESS = Duration.ofHours(1000);

    /** @param sent how often the same signal arrives */
    record Heard(
            int id,
            String source,
            String customer,
            @Nullable String caseId,
            int hour,
            String intention,
            int sentiment,
            int sent) {
        Submission submission() {
            return Timeline.submission("""
                    {"signal": {"id": "%d", "customer": "%s", "case": %s, "occurredAt": "%s", "channel": "CHAT",
                      "topic": "%s", "scores": {"sentiment": %s, "intention": "%s"},
                      "producer": {"kind": "MODEL", "name": "m", "version": "1"}}, "facts": {}}
                    """.formatted(
                            id,
                            customer,
                            caseId == null ? "null" : "\"" + caseId + "\"",
                            Situations.NOON.plus(Duration.ofHours(hour)),
                            hour % 2 == 0 ? "returns" : "parcels",
                            BigDecimal.valueOf(sentiment, 1),
                            intention));
        }
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void arrival_inAnyOrder_givesTheSameFeaturesAndTrace(@ForAll("signals") List<Heard> signals, @ForAll long seed) {
        List<Heard> arrivals = new ArrayList<>();
        List<Heard> numbered = numbered(signals);
        numbered.forEach(each -> arrivals.addAll(Collections.nCopies(each.sent(), each)));
        List<Heard> shuffled = new ArrayList<>(arrivals);
        Collections.shuffle(shuffled, new Random(seed));
        Heard probe = new Heard(1_000, "crm", "c-1", "k-1", 50, "REFUND_REQUEST", -3, 1);

        Situation one = played(arrivals, probe);
        Situation other = played(shuffled, probe);

        assertThat(eventTime(one)).isEqualTo(eventTime(other));
        assertThat(perceived(one)).isEqualTo(perceived(other));
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void perceived_isWhatANaiveReaderOfAllSignalsCounts(@ForAll("signals") List<Heard> signals) {
        List<Heard> all = numbered(signals);
        Heard probe = new Heard(1_000, "crm", "c-1", "k-1", 50, "REFUND_REQUEST", -3, 1);

        Background background = Objects.requireNonNull(played(all, probe).background());

        List<String> expected = all.stream()
                .filter(each -> each.customer().equals("c-1") || "k-1".equals(each.caseId()))
                .sorted((a, b) -> key(a).compareTo(key(b)))
                .map(each -> each.source() + "/" + each.id() + "@" + each.hour())
                .toList();
        expected = expected.subList(Math.max(0, expected.size() - 12), expected.size());
        int latest = Math.max(50, expected.isEmpty() ? 0 : hour(expected.get(expected.size() - 1)));
        expected = expected.stream().filter(each -> hour(each) >= latest - 240).toList();
        assertThat(background.signals().stream()
                        .map(each -> each.name() + "@"
                                + Duration.between(Situations.NOON, each.occurredAt())
                                        .toHours()))
                .isEqualTo(expected);
        assertThat(background.trends())
                .containsExactly(new Trend("Refunds", "returns", 1 + refunds(all, 50, 50), refunds(all, 44, 49), 6));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void loads_areWhatANaiveReaderCounts(
            @ForAll("minutes") List<Integer> minutes, @ForAll("minutes") List<Integer> watched) {
        Chronicle chronicle = new Chronicle(POLICY.manifest());
        int id = 0;
        for (int minute : minutes) {
            decide(chronicle, id++, minute, 1);
        }
        for (int minute : watched) {
            decide(chronicle, id++, minute, 0);
        }

        Situation situation = situation(chronicle, id, 300, 0);

        long taken = minutes.stream().filter(each -> each >= 300 - 120).count();
        assertThat(Objects.requireNonNull(situation.background()).loads())
                .extracting(Load::taken)
                .containsExactlyElementsOf(taken == 0 ? List.of() : List.of(taken));
        assertThat(situation.background().grants()).hasSize((int)
                minutes.stream().filter(each -> each % 7 == 300 % 7).count());
    }

    private static void decide(Chronicle chronicle, int id, int minute, int amount) {
        Situation situation = situation(chronicle, id, minute, amount);
        chronicle.add(Consequences.of(POLICY.manifest(), "crm", situation, Evaluator.evaluate(POLICY, situation)));
    }

    private static Situation situation(Chronicle chronicle, int id, int minute, int amount) {
        Instant at = Situations.NOON.plus(Duration.ofMinutes(minute));
        return chronicle.situation("crm", at, Timeline.submission("""
                {"signal": {"id": "%d", "customer": "c-%d", "occurredAt": "%s"}, "facts": {"amount": %d}}
                """.formatted(id, minute % 7, at, amount)));
    }

    private static Situation played(List<Heard> arrivals, Heard probe) {
        Chronicle chronicle = new Chronicle(POLICY.manifest());
        Instant now = Situations.NOON.plus(LATENESS);
        for (Heard heard : arrivals) {
            now = now.plusSeconds(1);
            Situation situation = chronicle.situation(heard.source(), now, heard.submission());
            chronicle.add(Consequences.of(
                    POLICY.manifest(), heard.source(), situation, Evaluator.evaluate(POLICY, situation)));
        }
        return chronicle.situation(probe.source(), Situations.NOON.plus(LATENESS.multipliedBy(2)), probe.submission());
    }

    private static List<Object> eventTime(Situation situation) {
        Background background = Objects.requireNonNull(situation.background());
        return List.of(
                background.signals().stream()
                        .map(each -> List.of(each.identity(), each.occurredAt(), Objects.requireNonNull(each.scores())))
                        .toList(),
                background.trends(),
                background.latestEvent(situation.submission().signal()));
    }

    private static String perceived(Situation situation) {
        String trace = Evaluator.evaluate(POLICY, situation).traceJson();
        return Stream.of(trace.split("\\{(?=\"decision\")")).findFirst().orElseThrow()
                + Timeline.features(Evaluator.evaluate(POLICY, situation));
    }

    private static List<Heard> numbered(List<Heard> signals) {
        List<Heard> numbered = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            Heard each = signals.get(i);
            numbered.add(new Heard(
                    i,
                    each.source(),
                    each.customer(),
                    each.caseId(),
                    each.hour(),
                    each.intention(),
                    each.sentiment(),
                    each.sent()));
        }
        return numbered;
    }

    private static long refunds(List<Heard> all, int from, int to) {
        return all.stream()
                .filter(each -> each.intention().equals("REFUND_REQUEST")
                        && each.hour() % 2 == 0
                        && each.hour() >= from
                        && each.hour() <= to)
                .count();
    }

    private static String key(Heard heard) {
        return "%04d %s %s".formatted(heard.hour() + 1_000, heard.source(), heard.id());
    }

    private static int hour(String named) {
        return Integer.parseInt(named.substring(named.indexOf('@') + 1));
    }

    @Provide
    Arbitrary<List<Heard>> signals() {
        return Combinators.combine(
                        Arbitraries.of("crm", "bot"),
                        Arbitraries.of("c-1", "c-1", "c-2"),
                        Arbitraries.of("k-1", "k-2").injectNull(0.3),
                        Arbitraries.integers().between(-300, 60).edgeCases(edges -> edges.add(44, 49, 50, -190, -191)),
                        Arbitraries.of("REFUND_REQUEST", "REFUND_REQUEST", "THANKS", "NONE"),
                        Arbitraries.integers().between(-10, 10),
                        Arbitraries.integers().between(1, 2))
                .as((source, customer, caseId, hour, intention, sentiment, sent) ->
                        new Heard(0, source, customer, caseId, hour, intention, sentiment, sent))
                .list()
                .ofMaxSize(24);
    }

    @Provide
    Arbitrary<List<Integer>> minutes() {
        return Arbitraries.integers()
                .between(0, 300)
                .edgeCases(edges -> edges.add(179, 180, 181))
                .list()
                .ofMaxSize(20);
    }
}
