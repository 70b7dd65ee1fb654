package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.app.RawHttp.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that are slow, hang up or never stop: they are answered or cut off, and others are served meanwhile. */
@QuarkusTest
@TestProfile(HostileInputTest.Alone.class)
@Timeout(120)
class HostileConnectionsTest {
    private static final int MANY = 200;
    private static final int MEBIBYTE = 1024 * 1024;
    /** What buffers on the way may swallow before a closed connection is felt. */
    private static final int BUFFERED = 32 * MEBIBYTE;

    private static final String PATH = "/v1/domains/retail/decisions";
    private static final String CREDENTIALS = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("client:client-demo".getBytes(StandardCharsets.UTF_8)) + "\r\n";
    private static final String HEAD =
            "POST " + PATH + " HTTP/1.1\r\nHost: x\r\n" + CREDENTIALS + "Content-Type: application/json\r\n";

    private final List<Socket> open = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/")
    URI service;

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void bodiesThatTrickle_hinderNobodyAndAreGivenUp() throws Exception {
        List<Socket> slow = many(HEAD + "Content-Length: 1000\r\n\r\n{");

        serves();
        long begun = System.nanoTime();
        String answer = "";
        while (answer.isEmpty() && System.nanoTime() - begun < 60_000_000_000L) {
            for (Socket socket : slow) {
                trickle(socket);
            }
            answer = said(slow.get(0), 200);
        }

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:plimsoll:problem:body-too-slow");
        for (Socket socket : slow) {
            assertThat(isClosed(socket)).isTrue();
        }
        serves();
    }

    @Test
    void headsThatNeverEnd_hinderNobody() throws Exception {
        for (Socket socket : many("GET /v1/service HTTP/1.1\r\nHost: x\r\nX-A: ")) {
            trickle(socket);
        }

        serves();
    }

    @Test
    void connectionsThatAreCut_areForgotten() throws Exception {
        String id = UUID.randomUUID().toString();
        String body = body(id);
        for (Socket socket :
                many(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, body.length() - 1))) {
            // a reset, not a farewell
            socket.setSoLinger(true, 0);
            socket.close();
        }

        serves();
        // nothing of it was taken: the same identity is free for other content
        assertThat(decide(body(id).replace("\"c\"", "\"d\""), "").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: ", "X-%d: a\r\n"})
    void headersWithoutEnd_areCutOff(String header) throws Exception {
        long sent = flood(
                "GET /v1/service HTTP/1.1\r\nHost: x\r\n",
                number -> header.contains("%d")
                        ? String.format(header, number).getBytes(StandardCharsets.US_ASCII)
                        : (number == 0 ? header : "a".repeat(8_192)).getBytes(StandardCharsets.US_ASCII));

        assertThat(sent).isLessThan(BUFFERED);
        serves();
    }

    @Test
    void bodyWithoutEnd_isCutOff() throws Exception {
        byte[] chunk = ("10000\r\n" + " ".repeat(65_536) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        long sent = flood(HEAD + "Transfer-Encoding: chunked\r\n\r\n", number -> chunk);

        assertThat(sent).isPositive();
        serves();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate", "br", "gzip, identity", "x"})
    void compressedBody_isNotUnpacked(String encoding) throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write("[".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 200; i++) {
                zip.write(new byte[MEBIBYTE]);
            }
        }
        assertThat(bomb.size()).isLessThan(MEBIBYTE);

        Answer packed = RawHttp.send(
                service,
                "POST",
                PATH,
                CREDENTIALS + "Content-Type: application/json\r\nContent-Encoding: " + encoding + "\r\n",
                bomb.toByteArray());

        assertThat(packed.status()).isEqualTo(415);
        assertThat(packed.body()).contains("not compressed");
        assertThat(decide(body(UUID.randomUUID().toString()), "Content-Encoding: identity\r\n")
                        .status())
                .isEqualTo(201);
    }

    /** Others are served: in the test's own patience, and with a durable decision. */
    private void serves() {
        assertThat(decide(body(UUID.randomUUID().toString()), "").status()).isEqualTo(201);
    }

    private Answer decide(String body, String header) {
        return RawHttp.send(
                service,
                "POST",
                PATH,
                CREDENTIALS + "Content-Type: application/json\r\n" + header,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(String id) {
        return "{\"signal\": {\"id\": \"" + id + "\", \"customer\": \"c\", \"occurredAt\": \"2026-03-02T09:15:00Z\"}}";
    }

    private List<Socket> many(String beginning) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Socket socket = new Socket(service.getHost(), service.getPort());
            open.add(socket);
            sockets.add(socket);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        }
        return sockets;
    }

    private static void trickle(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException e) {
            // cut off already
        }
    }

    /** Sends until the service no longer listens. @return how many bytes went out */
    private long flood(String beginning, IntFunction<byte[]> part) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        open.add(socket);
        long sent = 0;
        try {
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            for (int number = 0; ; number++) {
                byte[] bytes = part.apply(number);
                out.write(bytes);
                sent += bytes.length;
            }
        } catch (IOException e) {
            return sent;
        }
    }

    /** What the service says within this time. */
    private static String said(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        byte[] part = new byte[4_096];
        try {
            int length = socket.getInputStream().read(part);
            return length < 0 ? "closed" : new String(part, 0, length, StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
