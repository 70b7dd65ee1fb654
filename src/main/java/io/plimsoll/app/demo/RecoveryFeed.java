package io.plimsoll.app.demo;

import io.plimsoll.app.demo.Feed.Totals;
import io.plimsoll.app.demo.FeedClient.Answer;
import io.plimsoll.app.demo.Play.Heard;
import io.plimsoll.evaluation.DomainName;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Real complaints and played conversations for the domain {@code customer-recovery}. */
final class RecoveryFeed {
    private static final Logger LOG = Logger.getLogger(RecoveryFeed.class);
    private static final DomainName DOMAIN = new DomainName("customer-recovery");

    private final FeedClient client;
    private final ExecutorService threads;

    RecoveryFeed(FeedClient client, ExecutorService threads) {
        this.client = client;
        this.threads = threads;
    }

    void complaints() throws InterruptedException {
        List<Message> complaints = Complaints.inOrder();
        Outcomes outcomes = new Outcomes();
        Totals totals = new Feed<Message>(client, DOMAIN, "complaints")
                .run(complaints, complaint -> complaint, answered -> outcomes.count(answered.answer()), threads);
        long texts = complaints.stream().filter(Complaints::hasText).count();
        LOG.infof(
                "feed: complaints done in %.1f s. %d of %d decided, %d of them before, %d failed; %d have text, which the"
                        + " baseline scored, %d are not scored. Outcomes: %s",
                totals.seconds(),
                totals.decided(),
                totals.sent(),
                totals.replayed(),
                totals.failed(),
                texts,
                complaints.size() - texts,
                outcomes);
    }

    /** @param clock the service's: the play ends at its last full hour, or where it ended the first time */
    void conversations(Clock clock) throws InterruptedException {
        Optional<Play> begun = begin(clock);
        if (begun.isEmpty()) {
            return; // the client has logged why
        }
        Play play = begun.get();
        Scoreboard scoreboard = new Scoreboard(play.stories());
        Outcomes outcomes = new Outcomes();
        Totals totals = new Feed<Heard>(client, DOMAIN, "messages")
                .run(
                        play.heard(),
                        Heard::message,
                        answered -> {
                            if (scoreboard.answered(
                                    answered.sent(), answered.answer().verdict())) {
                                outcomes.count(answered.answer());
                            }
                        },
                        threads);
        LOG.infof(
                "feed: synthetic conversations up to %s done in %.1f s. %d of %d messages decided, %d of them from the"
                        + " record, %d failed. Outcomes: %s. Against what was planted:\n%s",
                play.end(),
                totals.seconds(),
                totals.decided(),
                totals.sent(),
                totals.replayed(),
                totals.failed(),
                outcomes,
                scoreboard.table());
    }

    /**
     * A play that began keeps its time, however often the service starts again: its first message is sent before all
     * others, and the record knows when that one was said.
     */
    private Optional<Play> begin(Clock clock) throws InterruptedException {
        Play fresh = Play.endingAt(clock.instant().truncatedTo(ChronoUnit.HOURS));
        Message opening = fresh.opening().message();
        Optional<Message> before = client.recorded(DOMAIN, opening);
        return before.isPresent()
                ? Optional.of(Play.openedAt(before.get().occurredAt()))
                : client.decide(DOMAIN, opening).map(answer -> fresh);
    }

    /** Verdicts by outcome; safe for many threads. */
    private static final class Outcomes {
        private final Map<String, Integer> counts = new TreeMap<>();

        synchronized void count(Answer answer) {
            counts.merge(String.valueOf(answer.verdict().get("outcome")), 1, Integer::sum);
        }

        @Override
        public synchronized String toString() {
            return counts.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
    }
}
