package io.plimsoll.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.app.demo.Feed.Totals;
import io.plimsoll.app.demo.FeedClient.Answer;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.CanonicalJson;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final DomainName DOMAIN = new DomainName("customer-recovery");
    private static final Instant FIRST = Instant.parse("2026-03-02T09:17:31Z");
    private static final Instant ANOTHER_DAY = FIRST.plus(Duration.ofHours(77));

    private final FakeService service;
    private final FeedClient client;
    private final ExecutorService threads = Executors.newFixedThreadPool(Feed.CLIENTS);

    FeedTest() throws IOException {
        service = new FakeService();
        client = new FeedClient(service.address());
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        service.close();
    }

    @Test
    void decide_busyService_isAskedAgain() throws Exception {
        service.beBusyFor(2);

        assertThat(client.decide(DOMAIN, message("c", 1)).map(Answer::replayed)).contains(false);
        assertThat(client.decide(DOMAIN, message("c", 1)).map(Answer::replayed)).contains(true);
    }

    @Test
    void client_withoutDemoUsers_isNotKnown() throws Exception {
        assertThat(client.isKnown()).isTrue();

        service.beStrange();

        assertThat(client.isKnown()).isFalse();
    }

    @Test
    void feed_keepsTheOrderOfEachCustomerAndCountsWhatFails() throws Exception {
        List<Message> all = IntStream.range(0, 200)
                .mapToObj(number -> message("c-" + number % 7, number))
                .toList();
        service.refuse("s-13");

        Totals totals = new Feed<Message>(client, DOMAIN, "messages").run(all, each -> each, answered -> {}, threads);

        assertThat(totals.sent()).isEqualTo(200);
        assertThat(totals.decided()).isEqualTo(199);
        assertThat(totals.replayed()).isZero();
        assertThat(totals.failed()).isEqualTo(1);
        for (int customer = 0; customer < 7; customer++) {
            String name = "c-" + customer;
            assertThat(service.received())
                    .filteredOn(message -> message.customer().value().equals(name))
                    .isEqualTo(all.stream()
                            .filter(message -> message.customer().value().equals(name))
                            .toList());
        }
    }

    @Test
    void conversations_openWithTheirFirstMessageAndEndAtTheLastFullHour() throws Exception {
        Play play = Play.endingAt(Instant.parse("2026-03-02T09:00:00Z"));

        List<String> received = feedAt(FIRST);

        assertThat(received.get(0)).isEqualTo(text(play.opening().message()));
        assertThat(received.subList(1, received.size()))
                .containsExactlyInAnyOrderElementsOf(play.heard().stream()
                        .map(heard -> text(heard.message()))
                        .toList());
    }

    @Test
    void conversations_startedAgainAnotherDay_areTheSame() throws Exception {
        List<String> first = feedAt(FIRST);

        List<String> all = feedAt(ANOTHER_DAY);

        assertThat(all.subList(first.size(), all.size()))
                .containsExactlyInAnyOrderElementsOf(first.subList(1, first.size()));
    }

    /** What the service has received so far. */
    private List<String> feedAt(Instant now) throws InterruptedException {
        new RecoveryFeed(client, threads).conversations(Clock.fixed(now, ZoneOffset.UTC));
        return service.received().stream().map(FeedTest::text).toList();
    }

    private static String text(Message message) {
        return CanonicalJson.text(message.body());
    }

    private static Message message(String customer, int number) {
        return new Message(
                Map.of("signal", Map.of("id", "s-" + number, "customer", customer, "occurredAt", FIRST.toString())));
    }
}
