package io.plimsoll.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RememberingTest {
    @Inject
    DecisionStore store;

    @Inject
    BackgroundStore backgrounds;

    @Inject
    SuppressionStore suppressions;

    private Remembering service;

    @BeforeEach
    void freshDomain() {
        service = new Remembering(store, backgrounds);
    }

    @Test
    void timeline_inTheDatabaseAndInMemory_isRememberedAlike() {
        Random random = new Random(20260302);
        Chronicle chronicle = new Chronicle(service.policy.manifest());
        Instant now = Remembering.NOON;
        for (int i = 0; i < 300; i++) {
            now = now.plusSeconds(random.nextInt(1_200));
            Submission submission = anything(random, i, now);

            Situation remembered = chronicle.situation("crm", now, submission);
            Remembering.Made made = service.decide(submission, now);
            chronicle.add(made.consequences());

            assertThat(text(made.situation())).isEqualTo(text(remembered));
        }
    }

    private static Submission anything(Random random, int number, Instant now) {
        Instant occurredAt = now.minusSeconds(random.nextInt(20) == 0 ? 900_000 : random.nextInt(40_000));
        String type = List.of("ask", "gift").get(random.nextInt(2));
        return Remembering.submission("""
                {"signal": {"id": "s-%d", "customer": "c-%d", %s "occurredAt": "%s", "channel": "CHAT", "topic": "t-%d",
                            "scores": {"sentiment": %s, "intention": "%s"},
                            "producer": {"kind": "MODEL", "name": "m", "version": "1"}},
                 "request": {"type": "%s"}, "facts": {"amount": %d.50, "kind": "%s"}}
                """.formatted(
                        number,
                        random.nextInt(4),
                        random.nextBoolean() ? "\"case\": \"k-" + random.nextInt(3) + "\"," : "",
                        occurredAt,
                        random.nextInt(2),
                        random.nextInt(200) / 100.0 - 1,
                        List.of("REFUND_REQUEST", "NONE").get(random.nextInt(2)),
                        type,
                        random.nextInt(9),
                        List.of("A", "B").get(random.nextInt(2))));
    }

    private static String text(Situation situation) {
        return new String(situation.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void decision_aboutACustomerWhoWasDecidedAboutMeanwhile_isStale() {
        Remembering.Made first = service.make(asking("s-1", "c-1", "A"), Remembering.NOON);
        Remembering.Made second = service.make(asking("s-2", "c-1", "B"), Remembering.NOON);
        Remembering.Made other = service.make(asking("s-3", "c-2", "C"), Remembering.NOON);

        assertThat(service.record(first)).isEqualTo(Written.DURABLE);
        assertThat(service.record(second)).isEqualTo(Written.STALE);
        assertThat(service.record(other)).isEqualTo(Written.DURABLE);
    }

    @Test
    void decisions_thatMeetInOneBatch_onlyTheFirstIsWritten() {
        NewDecision first =
                service.make(asking("s-1", "c-1", "A"), Remembering.NOON).offered();
        NewDecision second =
                service.make(asking("s-2", "c-1", "B"), Remembering.NOON).offered();

        assertThat(store.append(List.of(first, second)))
                .containsEntry(first.decision().id(), Written.DURABLE)
                .containsEntry(second.decision().id(), Written.STALE);
    }

    @Test
    void room_takenInTheSameBatch_isGone() {
        NewDecision first =
                service.make(asking("s-1", "c-1", "A"), Remembering.NOON).offered();
        NewDecision second =
                service.make(asking("s-2", "c-2", "A"), Remembering.NOON).offered();

        assertThat(store.append(List.of(first, second)))
                .containsEntry(first.decision().id(), Written.DURABLE)
                .containsEntry(second.decision().id(), Written.STALE);
    }

    @Test
    void repeatedSignal_leavesNothingBehind() {
        Remembering.Made first = service.decide(asking("s-1", "c-1", "A"), Remembering.NOON);
        Remembering.Made again = service.make(asking("s-1", "c-1", "B"), Remembering.NOON);

        assertThat(service.record(again)).isEqualTo(Written.LOST);
        Submission next = asking("s-2", "c-1", "A");
        assertThat(service.background(next, Remembering.NOON).grants())
                .containsExactlyElementsOf(first.consequences().grants());
        assertThat(service.recall(next.signal(), Remembering.NOON).read())
                .extracting(Standing::version)
                .containsExactly(1L);
    }

    @Test
    void suppressed_isListedWithItsReasonAndPaged() {
        service.decide(asking("s-0", "c-0", "A"), Remembering.NOON);
        for (int i = 1; i <= 3; i++) {
            service.decide(asking("s-" + i, "c-" + i, "A"), Remembering.NOON.plusSeconds(i));
        }
        SuppressionFilter mine = new SuppressionFilter(
                service.policy.manifest().domain().value(), null, null, null, null, "ESCALATE", "FULL", null, null);

        Page<RecordedSuppression> first = suppressions.list(mine, 2, null);
        Page<RecordedSuppression> second =
                suppressions.list(mine, 2, Cursor.decode(first.nextCursor()).orElseThrow());

        assertThat(first.items()).extracting(RecordedSuppression::signal).containsExactly("s-3", "s-2");
        assertThat(second.items()).extracting(RecordedSuppression::signal).containsExactly("s-1");
        assertThat(second.nextCursor()).isNull();
        assertThat(second.items().get(0).reason().text()).isEqualTo("Because.");
    }

    @Test
    void window_endsAfterAnHour_thenTheQueueIsOpenAgain() {
        service.decide(asking("s-1", "c-1", "A"), Remembering.NOON);
        Duration hour = Duration.ofHours(1);

        Remembering.Made within = service.decide(asking("s-2", "c-2", "A"), Remembering.NOON.plus(hour));
        Remembering.Made after = service.decide(
                asking("s-3", "c-3", "A"), Remembering.NOON.plus(hour).plusNanos(1_000));

        assertThat(within.evaluation().verdict().outcome()).isEqualTo(Outcome.MONITOR);
        assertThat(after.evaluation().verdict().outcome()).isEqualTo(Outcome.ESCALATE);
    }

    @Test
    void thousandAtOnceAgainstACapOfOne_permitExactlyOne() throws Exception {
        List<Remembering.Made> made = atOnce(IntStream.range(0, 1_000)
                .mapToObj(i -> asking("s-" + i, "c-" + i, "A"))
                .toList());

        assertThat(made)
                .extracting(each -> each.evaluation().verdict().outcome())
                .filteredOn(outcome -> outcome == Outcome.ESCALATE)
                .hasSize(1);
    }

    @Test
    void thousandAtOnceAgainstACeiling_neverExceedIt() throws Exception {
        List<Remembering.Made> made = atOnce(IntStream.range(0, 1_000)
                .mapToObj(i -> Remembering.submission("""
                        {"signal": {"id": "s-%d", "customer": "c-%d", "occurredAt": "2026-03-02T11:59:00Z"},
                         "request": {"type": "gift"}, "facts": {"amount": 30}}
                        """.formatted(i, i % 50)))
                .toList());

        assertThat(made)
                .filteredOn(each -> each.evaluation().verdict().intents().get(0).disposition() == Disposition.PERMITTED)
                .hasSize(3);
    }

    private List<Remembering.Made> atOnce(List<Submission> submissions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            List<Callable<Remembering.Made>> calls = submissions.stream()
                    .map(each -> (Callable<Remembering.Made>) () -> service.decide(each, Remembering.NOON))
                    .toList();
            List<Remembering.Made> made = new ArrayList<>();
            for (Future<Remembering.Made> each : threads.invokeAll(calls)) {
                made.add(each.get());
            }
            return made;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Submission asking(String signal, String customer, String queue) {
        return Remembering.submission("""
                {"signal": {"id": "%s", "customer": "%s", "occurredAt": "2026-03-02T11:59:00Z"},
                 "request": {"type": "ask"}, "facts": {"kind": "%s"}}
                """.formatted(signal, customer, queue));
    }
}
