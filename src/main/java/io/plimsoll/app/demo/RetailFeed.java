package io.plimsoll.app.demo;

import io.plimsoll.app.demo.Feed.Totals;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.scenario.Entry;
import io.plimsoll.scenario.Expectation;
import io.plimsoll.scenario.ScenarioReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The retail requests that are shipped as scenarios, and how many are decided as the reference system does. */
final class RetailFeed {
    private static final Logger LOG = Logger.getLogger(RetailFeed.class);
    private static final DomainName DOMAIN = new DomainName("retail");
    /** Written to pin the policy; not requests that anybody made. */
    private static final String PINS = "scenarios/retail-policy.jsonl";

    private RetailFeed() {}

    static void run(FeedClient client, ExecutorService threads, URI service) throws InterruptedException {
        AtomicInteger agreed = new AtomicInteger();
        Totals totals = new Feed<Entry>(client, DOMAIN, "requests")
                .run(
                        requests(),
                        request -> new Message(request.body()),
                        answered -> {
                            Map<String, @Nullable Object> verdict =
                                    answered.answer().verdict();
                            if (Expectation.differences(answered.sent().expect(), verdict, Map::of)
                                    .isEmpty()) {
                                agreed.incrementAndGet();
                            }
                        },
                        threads);
        LOG.infof(
                "feed: done in %.1f s. %d of %d requests decided, %d of them before; %d agree with the reference, %d failed."
                        + " Look at %s/",
                totals.seconds(),
                totals.decided(),
                totals.sent(),
                totals.replayed(),
                agreed.get(),
                totals.failed(),
                service);
    }

    /** A line of JSON Lines is a scenario with one entry. */
    private static List<Entry> requests() {
        PolicyBundle bundle = BuiltInPolicies.bundle(DOMAIN.value());
        return bundle.paths().stream()
                .filter(path -> path.endsWith(".jsonl") && !path.equals(PINS))
                .flatMap(path -> ScenarioReader.readLines(bundle.file(path)).stream())
                .map(scenario -> scenario.timeline().get(0))
                .toList();
    }
}
