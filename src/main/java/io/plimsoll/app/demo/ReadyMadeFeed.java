package io.plimsoll.app.demo;

import io.plimsoll.app.demo.Feed.Totals;
import io.plimsoll.evaluation.DomainName;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * Messages that lie in {@code demo/<domain>.jsonl} as they are sent, a few dozen for a domain, so that each domain has
 * something to look at. {@code docs/feed.md} says what of them is real.
 */
final class ReadyMadeFeed {
    static final List<DomainName> DOMAINS = List.of(new DomainName("apparel"), new DomainName("spare-parts"));

    private static final Logger LOG = Logger.getLogger(ReadyMadeFeed.class);

    private ReadyMadeFeed() {}

    static void run(FeedClient client, ExecutorService threads) throws InterruptedException {
        for (DomainName domain : DOMAINS) {
            Totals totals = new Feed<Message>(client, domain, "messages of " + domain)
                    .run(messages(domain), message -> message, answered -> {}, threads);
            LOG.infof(
                    "feed: %s done in %.1f s. %d of %d decided, %d of them before; %d failed.",
                    domain, totals.seconds(), totals.decided(), totals.sent(), totals.replayed(), totals.failed());
        }
    }

    static List<Message> messages(DomainName domain) {
        return Resources.lines(domain + ".jsonl").stream().map(Message::new).toList();
    }
}
