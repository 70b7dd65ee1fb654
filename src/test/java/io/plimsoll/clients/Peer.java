package io.plimsoll.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands where the service should be, and does something else. */
final class Peer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

    /** What becomes of one call. */
    interface Conduct {
        void answer(HttpExchange call, String body) throws IOException, InterruptedException;
    }

    Peer(Conduct conduct) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", call -> {
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            try (call) {
                conduct.answer(call, body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** Never answers. */
    static Peer silent() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        return new Peer((call, body) -> never.await(1, TimeUnit.MINUTES));
    }

    /** Begins an answer that would be good, and sends a byte of it now and then. */
    static Peer trickling(String good) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        return new Peer((call, body) -> {
            byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(201, bytes.length);
            OutputStream out = call.getResponseBody();
            for (byte one : bytes) {
                out.write(one);
                out.flush();
                never.await(500, TimeUnit.MILLISECONDS);
            }
        });
    }

    static Peer answering(int status, String answer) throws IOException {
        return new Peer((call, body) -> send(call, status, answer));
    }

    static void send(HttpExchange call, int status, String answer) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** What was sent, in the order of arrival. */
    Queue<String> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
