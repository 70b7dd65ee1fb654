package io.plimsoll.app.demo;

import io.plimsoll.app.demo.FeedClient.Answer;
import io.plimsoll.evaluation.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends many messages to one domain, several at once, but those of one customer one after the other and in their order.
 *
 * @param <T> what is sent, with whatever is to be known of it when the answer comes
 */
final class Feed<T> {
    /** How many customers are served at a time, each by a thread of its own. */
    static final int CLIENTS = 4;

    private static final Logger LOG = Logger.getLogger(Feed.class);

    private final FeedClient client;
    private final DomainName domain;
    private final String name;
    private final AtomicInteger decided = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** @param name what is sent, in the plural, for the log */
    Feed(FeedClient client, DomainName domain, String name) {
        this.client = client;
        this.domain = domain;
        this.name = name;
    }

    /** Something that was answered. */
    record Answered<T>(T sent, Answer answer) {}

    /**
     * @param decided all that were answered with a decision
     * @param replayed those of them that had been decided before
     */
    record Totals(int sent, int decided, int replayed, int failed, double seconds) {}

    /**
     * Returns when everything is answered or has failed; says every second in the log how far it is.
     *
     * @param answered called by several threads
     */
    Totals run(List<T> all, Function<T, Message> message, Consumer<Answered<T>> answered, ExecutorService threads)
            throws InterruptedException {
        long start = System.nanoTime();
        List<Future<?>> clients = new ArrayList<>();
        for (List<T> lane : lanes(all, message)) {
            clients.add(threads.submit(() -> drain(lane, message, answered)));
        }
        while (!clients.stream().allMatch(Future::isDone)) {
            TimeUnit.SECONDS.sleep(1);
            LOG.infof("feed: %d of %d %s (%d were decided before)", decided.get(), all.size(), name, replayed.get());
        }
        for (Future<?> each : clients) {
            requireEnd(each);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Totals(all.size(), decided.get(), replayed.get(), failed.get(), seconds);
    }

    private static void requireEnd(Future<?> client) throws InterruptedException {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer cannot be understood", e.getCause());
        }
    }

    private List<List<T>> lanes(List<T> all, Function<T, Message> message) {
        List<List<T>> lanes =
                Stream.<List<T>>generate(ArrayList::new).limit(CLIENTS).toList();
        for (T each : all) {
            int lane = Math.floorMod(message.apply(each).customer().value().hashCode(), CLIENTS);
            lanes.get(lane).add(each);
        }
        return lanes;
    }

    private void drain(List<T> lane, Function<T, Message> message, Consumer<Answered<T>> answered) {
        try {
            for (T each : lane) {
                Optional<Answer> answer = client.decide(domain, message.apply(each));
                if (answer.isEmpty()) {
                    failed.incrementAndGet();
                    continue;
                }
                decided.incrementAndGet();
                if (answer.get().replayed()) {
                    replayed.incrementAndGet();
                }
                answered.accept(new Answered<>(each, answer.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
