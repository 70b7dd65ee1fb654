package io.plimsoll.platform.api;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends what no client library would. */
final class RawRequests {
    private RawRequests() {}

    /** Everything that the server answers until it closes the connection or falls silent for half a second. */
    static String answer(int port, Writing writing) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(500);
            OutputStream out = socket.getOutputStream();
            try {
                writing.write(out);
                out.flush();
            } catch (IOException e) {
                // the server may stop listening early; what matters is what it said
            }
            StringBuilder answer = new StringBuilder();
            byte[] part = new byte[4096];
            try {
                for (int n = socket.getInputStream().read(part);
                        n > 0;
                        n = socket.getInputStream().read(part)) {
                    answer.append(new String(part, 0, n, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // silence, or a reset: the answer ends here
            }
            return answer.toString();
        }
    }

    static String answer(int port, String request) throws IOException {
        return answer(port, out -> out.write(request.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a request. */
    interface Writing {
        void write(OutputStream out) throws IOException;
    }
}
