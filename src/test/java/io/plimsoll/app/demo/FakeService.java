package io.plimsoll.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Answers like the service, with the same verdict to everything; forgets nothing until it is closed. */
final class FakeService implements AutoCloseable {
    private static final Map<String, @Nullable Object> VERDICT = Tree.object()
            .put("outcome", "MONITOR")
            .put("intents", List.of())
            .put("suppressed", List.of())
            .build();

    static {
        // Else every answer waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, Message> first = new LinkedHashMap<>();
    private final List<Message> received = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private int busy;
    private boolean strange;

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Answers the next requests with 503. */
    synchronized void beBusyFor(int requests) {
        busy = requests;
    }

    /** Answers a signal with 400. */
    synchronized void refuse(String signal) {
        refused.add(signal);
    }

    /** Knows no demo user. */
    synchronized void beStrange() {
        strange = true;
    }

    synchronized List<Message> received() {
        return List.copyOf(received);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (strange) {
            send(exchange, 401, Map.of());
        } else if (busy-- > 0) {
            send(exchange, 503, Map.of());
        } else if (exchange.getRequestMethod().equals("GET")) {
            answerQuery(exchange);
        } else {
            decide(exchange, new Message(Tree.asObject(StrictJson.read(body))));
        }
    }

    private void decide(HttpExchange exchange, Message message) {
        received.add(message);
        String id = message.id().value();
        if (refused.contains(id)) {
            send(exchange, 400, Map.of());
            return;
        }
        if (first.putIfAbsent(id, message) != null) {
            exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
        }
        send(exchange, 201, Tree.object().put("verdict", VERDICT).build());
    }

    /** The id of a decision is that of its signal. */
    private void answerQuery(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/situation")) {
            send(
                    exchange,
                    200,
                    Objects.requireNonNull(first.get(path.split("/")[3])).body());
            return;
        }
        String query = exchange.getRequestURI().getQuery();
        List<Map<String, String>> items = first.values().stream()
                .filter(message -> query.contains("customer=" + message.customer()))
                .map(message -> message.id().value())
                .map(id -> Map.of("id", id, "signal", id))
                .toList();
        send(exchange, 200, Tree.object().put("items", items).build());
    }

    private static void send(HttpExchange exchange, int status, @Nullable Object tree) {
        byte[] bytes = CanonicalJson.bytes(tree);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
