package io.plimsoll.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends bytes that no decent client would send. One connection per request. */
final class RawHttp {
    private RawHttp() {}

    /** An answer; status 0 if the connection ended without one. */
    record Answer(int status, String head, String body) {
        String header(String name) {
            String lower = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(lower))
                    .findFirst()
                    .map(line -> line.substring(lower.length()).strip())
                    .orElse("");
        }
    }

    static Answer send(URI to, String method, String target, String headers, byte[] body) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(to.getHost(), to.getPort())) {
            socket.setSoTimeout(120_000);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            String head = method + " " + target + " HTTP/1.1\r\nHost: " + to.getAuthority()
                    + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n" + headers + "\r\n";
            request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            socket.getInputStream().transferTo(answer);
        } catch (IOException e) {
            if (answer.size() == 0) {
                return new Answer(0, "", String.valueOf(e.getMessage()));
            }
        }
        return parse(answer.toByteArray());
    }

    private static Answer parse(byte[] bytes) {
        // one character for each byte, so that places in the text are places in the bytes
        String answer = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = answer.indexOf("\r\n\r\n");
        if (!answer.startsWith("HTTP/1.") || end < 0) {
            return new Answer(0, "", answer);
        }
        Answer head = new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), "");
        String body = answer.substring(end + 4);
        String whole = head.header("Transfer-Encoding").equals("chunked") ? joined(body) : body;
        return new Answer(
                head.status(),
                head.head(),
                new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        for (int line = chunks.indexOf("\r\n"); line > at; line = chunks.indexOf("\r\n", at)) {
            int size = Integer.parseInt(chunks.substring(at, line), 16);
            int begin = line + 2;
            body.append(chunks, begin, Math.min(begin + size, chunks.length()));
            at = Math.min(begin + size + 2, chunks.length());
        }
        return body.toString();
    }
}
