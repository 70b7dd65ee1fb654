package io.plimsoll.app;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.scenario.Entry;
import io.plimsoll.scenario.Expectation;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Feeds the retail requests that are shipped with the service through its public API, as any client would. It keeps no
 * state: started again it sends everything again, and what was decided before is answered from the record.
 */
@ApplicationScoped
class DemoFeed {
    private static final Logger LOG = Logger.getLogger(DemoFeed.class);
    private static final String DOMAIN = "retail";
    /** Written to pin the policy; not requests that anybody made. */
    private static final String PINS = "scenarios/retail-policy.jsonl";

    private static final int CLIENTS = 4;
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("feed:feed-demo".getBytes(StandardCharsets.UTF_8));

    private final boolean wanted;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS, task -> {
        Thread thread = new Thread(task, "plimsoll-feed");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger decided = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();
    private final AtomicInteger agreed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    DemoFeed(@ConfigProperty(name = "plimsoll.demo.feed", defaultValue = "false") boolean wanted) {
        this.wanted = wanted;
    }

    void start(@ObservesAsync HttpServerStart event) {
        if (wanted) {
            // Known only now where the port was left to the system.
            int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
            feed(URI.create("http://localhost:" + port));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void feed(URI service) {
        PolicyBundle bundle = BuiltInPolicies.bundle(DOMAIN);
        Queue<Scenario> waiting = new ConcurrentLinkedQueue<>();
        for (String path : bundle.paths()) {
            if (path.endsWith(".jsonl") && !path.equals(PINS)) {
                waiting.addAll(ScenarioReader.readLines(bundle.file(path)));
            }
        }
        int total = waiting.size();
        long start = System.nanoTime();
        List<? extends Future<?>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> threads.submit(() -> drain(waiting, service)))
                .toList();
        try {
            while (!clients.stream().allMatch(Future::isDone)) {
                TimeUnit.SECONDS.sleep(1);
                LOG.infof("feed: %d of %d requests (%d were decided before)", decided.get(), total, replayed.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        LOG.infof(
                "feed: done in %.1f s. %d of %d requests decided, %d of them before; %d agree with the reference, %d failed."
                        + " Look at %s/",
                (System.nanoTime() - start) / 1e9,
                decided.get(),
                total,
                replayed.get(),
                agreed.get(),
                failed.get(),
                service);
    }

    private void drain(Queue<Scenario> waiting, URI service) {
        for (Scenario scenario = waiting.poll(); scenario != null; scenario = waiting.poll()) {
            try {
                send(scenario, waiting, service);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void send(Scenario scenario, Queue<Scenario> waiting, URI service) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/domains/" + DOMAIN + "/decisions"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", AUTHORIZATION)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        CanonicalJson.bytes(entry(scenario).body())))
                .build();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() == 201) {
                    count(scenario, response);
                    return;
                }
                if (response.statusCode() == 401) {
                    LOG.error("feed: there are no demo users here; the demo needs the embedded database on loopback");
                    waiting.clear();
                    return;
                }
                if (response.statusCode() != 503) {
                    failed.incrementAndGet();
                    LOG.errorf("feed: %s was answered with %d", scenario.id(), response.statusCode());
                    return;
                }
            } catch (IOException e) {
                LOG.debugf("feed: the service does not answer yet: %s", e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        failed.incrementAndGet();
        LOG.errorf("feed: %s was not answered", scenario.id());
    }

    private void count(Scenario scenario, HttpResponse<byte[]> response) {
        decided.incrementAndGet();
        if (response.headers().firstValue("Idempotent-Replayed").isPresent()) {
            replayed.incrementAndGet();
        }
        Object verdict = Tree.asObject(StrictJson.read(response.body())).get("verdict");
        if (Expectation.differences(entry(scenario).expect(), Tree.asObject(verdict), Map::of)
                .isEmpty()) {
            agreed.incrementAndGet();
        }
    }

    /** A line of JSON Lines is a scenario with one entry. */
    private static Entry entry(Scenario scenario) {
        return scenario.timeline().get(0);
    }
}
