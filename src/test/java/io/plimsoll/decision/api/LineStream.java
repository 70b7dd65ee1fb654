package io.plimsoll.decision.api;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of lines as a client sends it that reads while it sends, or does not. */
final class LineStream implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private int left = -1;

    /** @param buffer bytes that the system keeps of what nobody reads, 0 for as many as it likes */
    private LineStream(String domain, int buffer) throws IOException {
        socket = new Socket();
        if (buffer > 0) {
            socket.setReceiveBufferSize(buffer);
        }
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
        String credentials = Base64.getEncoder().encodeToString("client:client-demo".getBytes(StandardCharsets.UTF_8));
        write("""
                POST /v1/domains/%s/decisions HTTP/1.1
                Host: localhost
                Authorization: Basic %s
                Content-Type: application/x-ndjson
                Transfer-Encoding: chunked

                """.formatted(domain, credentials).replace("\n", "\r\n"));
    }

    static LineStream open(String domain) throws IOException {
        return new LineStream(domain, 0);
    }

    static LineStream openWithSmallBuffer() throws IOException {
        return new LineStream("retail", 4_096);
    }

    /** Sends bytes as they are; a line needs its own end. */
    LineStream send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        write("\r\n");
        return this;
    }

    LineStream finish() throws IOException {
        write("0\r\n\r\n");
        return this;
    }

    /** The status and the headers. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection was closed after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The next line of the answer; null after the last. The head MUST have been read. */
    @Nullable String line() throws IOException {
        while (true) {
            if (left < 0) {
                left = Integer.parseInt(rawLine(), 16);
                if (left == 0) {
                    rawLine();
                    return null;
                }
            }
            while (left > 0) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("the answer was cut off");
                }
                left--;
                if (next == '\n') {
                    String line = read.toString(StandardCharsets.UTF_8);
                    read.reset();
                    return line;
                }
                read.write(next);
            }
            rawLine();
            left = -1;
        }
    }

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /** Whether the server closes the connection before the time is over in which it is expected to say something. */
    boolean isClosedByServer() {
        try {
            while (in.read() >= 0) {
                // what was said before does not matter
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Goes away without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String rawLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer was cut off");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
