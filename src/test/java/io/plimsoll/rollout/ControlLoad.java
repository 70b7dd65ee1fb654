package io.plimsoll.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that have signals decided, one after the other, until they are told to stop. */
final class ControlLoad implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService clients;
    private final URI decisions;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean over;

    ControlLoad(int port, String domain, int number) {
        this.decisions = URI.create("http://localhost:" + port + "/v1/domains/" + domain + "/decisions");
        this.clients = Executors.newFixedThreadPool(number);
        for (int i = 0; i < number; i++) {
            String customer = "load-" + i;
            clients.submit(() -> run(customer));
        }
    }

    private void run(String customer) {
        while (!over) {
            try {
                HttpResponse<String> response = http.send(request(customer), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 201) {
                    answered.incrementAndGet();
                } else {
                    failures.add(response.statusCode() + " " + response.body());
                }
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
    }

    private HttpRequest request(String customer) {
        String body = """
                {"signal": {"id": "%s", "customer": "%s", "occurredAt": "2026-03-02T09:15:00Z", "channel": "CHAT",
                            "scores": {"sentiment": -0.2, "confidence": 0.9},
                            "producer": {"kind": "MODEL", "name": "load", "version": "1"}}}
                """.formatted(UUID.randomUUID(), customer);
        return HttpRequest.newBuilder(decisions)
                .header("Content-Type", "application/json")
                .header("Authorization", basic("client"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    static String basic(String user) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + user + "-demo").getBytes(StandardCharsets.UTF_8));
    }

    int answered() {
        return answered.get();
    }

    /** Waits until so many more were answered. */
    void further(int number) {
        int until = answered.get() + number;
        org.awaitility.Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> answered.get() >= until);
    }

    /** Ends the load and returns what did not get a decision. */
    List<String> failures() throws InterruptedException {
        over = true;
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        return failures;
    }

    @Override
    public void close() {
        over = true;
        clients.shutdownNow();
    }
}
