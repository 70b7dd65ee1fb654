package io.plimsoll.app.demo;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Talks to the public API as the demo user {@code feed}; patient while the service starts or is busy. */
final class FeedClient {
    private static final Logger LOG = Logger.getLogger(FeedClient.class);
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("feed:feed-demo".getBytes(StandardCharsets.UTF_8));

    private final URI service;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    FeedClient(URI service) {
        this.service = service;
    }

    /** @param replayed it had been decided before and comes from the record */
    record Answer(boolean replayed, Map<String, @Nullable Object> verdict) {}

    /** Whether there is a demo user here at all. */
    boolean isKnown() throws InterruptedException {
        return send(request("/v1/decisions?limit=1").GET().build())
                .filter(response -> response.statusCode() == 401)
                .isEmpty();
    }

    /** Empty, and logged, when there is no decision to be had. */
    Optional<Answer> decide(DomainName domain, Message message) throws InterruptedException {
        Optional<HttpResponse<byte[]>> response = send(request("/v1/domains/" + domain + "/decisions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(message.body())))
                .build());
        if (response.isEmpty() || response.get().statusCode() != 201) {
            LOG.errorf(
                    "feed: %s was %s",
                    message.id(),
                    response.map(answer -> "answered with " + answer.statusCode())
                            .orElse("not answered"));
            return Optional.empty();
        }
        boolean replayed =
                response.get().headers().firstValue("Idempotent-Replayed").isPresent();
        Object verdict = tree(response.get()).get("verdict");
        return Optional.of(new Answer(replayed, Tree.asObject(verdict)));
    }

    /** The signal of that customer and id as it was recorded when it was sent before. */
    Optional<Message> recorded(DomainName domain, Message message) throws InterruptedException {
        String customer = URLEncoder.encode(message.customer().value(), StandardCharsets.UTF_8);
        for (Map<String, @Nullable Object> decision :
                list("/v1/decisions?domain=" + domain + "&customer=" + customer + "&limit=200")) {
            if (message.id().value().equals(decision.get("signal"))) {
                return send(request("/v1/decisions/" + decision.get("id") + "/situation")
                                .GET()
                                .build())
                        .map(response -> new Message(tree(response)));
            }
        }
        return Optional.empty();
    }

    private List<Map<String, @Nullable Object>> list(String path) throws InterruptedException {
        return send(request(path).GET().build())
                .map(response -> Tree.asList(tree(response).get("items")).stream()
                        .map(Tree::asObject)
                        .toList())
                .orElse(List.of());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", AUTHORIZATION);
    }

    /** Tries again while nobody answers or the answer is 503; empty when it stays so. */
    private Optional<HttpResponse<byte[]>> send(HttpRequest request) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() != 503) {
                    return Optional.of(response);
                }
            } catch (IOException e) {
                LOG.debugf("feed: the service does not answer yet: %s", e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        return Optional.empty();
    }

    private static Map<String, @Nullable Object> tree(HttpResponse<byte[]> response) {
        return Tree.asObject(StrictJson.read(response.body()));
    }
}
