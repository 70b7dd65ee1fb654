package io.plimsoll.rollout.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Clients that have a cancellation decided again and again, each signal until it is, and remember who answered what and
 * when. The policy that is shipped refunds 50 USD; {@link Policies#smallRefund} 20.
 */
final class SwapLoad implements AutoCloseable {
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("client:client-demo".getBytes(StandardCharsets.UTF_8));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String prefix = "swap-" + UUID.randomUUID() + "-";
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final URI decisions;
    private final ExecutorService clients;
    private volatile boolean over;

    SwapLoad(URI service, int number) {
        this.decisions = service.resolve("/v1/domains/retail/decisions");
        this.clients = Executors.newFixedThreadPool(number);
        for (int i = 0; i < number; i++) {
            String customer = prefix + i;
            clients.submit(() -> run(customer));
        }
    }

    /**
     * A decision.
     *
     * @param sent nanoseconds of {@link System#nanoTime}
     * @param answered the same
     * @param version that decided
     * @param ceiling null when nothing was permitted
     * @param stopped whether a kill switch answered
     */
    record Answer(
            long sent, long answered, int version, @Nullable BigDecimal ceiling, boolean stopped) {
        /** Whether the verdict is what this version, wholly, or a kill switch says. */
        boolean isWhole(Map<Integer, Integer> ceilings) {
            Integer expected = ceilings.get(version);
            return stopped
                    ? ceiling == null
                    : expected != null && ceiling != null && ceiling.compareTo(BigDecimal.valueOf(expected)) == 0;
        }
    }

    private void run(String customer) {
        while (!over) {
            try {
                decide(customer);
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
    }

    private void decide(String customer) throws Exception {
        HttpRequest request = request(customer);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            long sent = System.nanoTime();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 201) {
                answers.add(answer(sent, System.nanoTime(), response.body()));
                answered.incrementAndGet();
                return;
            }
            if (response.statusCode() != 503
                    || response.headers().firstValue("Retry-After").isEmpty()) {
                failures.add(response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
                return;
            }
            refused.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(100); // sooner than it asks for
        }
        failures.add("not decided within " + PATIENCE);
    }

    private static Answer answer(long sent, long answered, byte[] body) {
        Map<String, @Nullable Object> decision = Tree.asObject(StrictJson.read(body));
        Map<String, @Nullable Object> verdict = Tree.asObject(decision.get("verdict"));
        Object ceiling = first(verdict, "intents").get("ceiling");
        return new Answer(
                sent,
                answered,
                ((BigDecimal) Objects.requireNonNull(
                                Tree.asObject(decision.get("policy")).get("version")))
                        .intValueExact(),
                ceiling == null ? null : (BigDecimal) Tree.asObject(ceiling).get("amount"),
                "KILL_SWITCH".equals(first(verdict, "reasons").get("code")));
    }

    private static Map<String, @Nullable Object> first(Map<String, @Nullable Object> verdict, String list) {
        return Tree.asObject(Tree.asList(verdict.get(list)).get(0));
    }

    private HttpRequest request(String customer) {
        String body = """
                {"signal": {"id": "%s", "customer": "%s", "occurredAt": "2026-03-02T09:15:00Z"},
                 "request": {"type": "cancel_pending_order"},
                 "facts": {"status": "pending", "reason": "no longer needed", "paid": 50, "order_total": 50,
                           "original_payment": {"id": "paypal_1", "source": "paypal"}}}
                """.formatted(UUID.randomUUID(), customer);
        return HttpRequest.newBuilder(decisions)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", AUTHORIZATION)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Waits until so many more were answered. */
    void further(int number) {
        int until = answered.get() + number;
        await().atMost(PATIENCE).until(() -> answered.get() >= until);
    }

    /** Ends the load; every signal that was sent has been decided then, or is among the failures. */
    void end() throws InterruptedException {
        over = true;
        clients.shutdown();
        assertThat(clients.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** How often a client was told to come again later. */
    int refused() {
        return refused.get();
    }

    /** What the names of all its customers begin with. */
    String prefix() {
        return prefix;
    }

    @Override
    public void close() {
        over = true;
        clients.shutdownNow();
    }
}
