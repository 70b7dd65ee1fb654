package io.plimsoll.sandbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Messages between the service and a child: the length in four bytes, then as many bytes. */
final class Frames {
    private final DataInputStream in;
    private final DataOutputStream out;
    private final int max;

    /** @param max greatest length of a message that is read */
    Frames(InputStream in, OutputStream out, int max) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
        this.max = max;
    }

    /** The other side sent more than it may. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("a message is too large");
        }
    }

    /**
     * Waits for a message.
     *
     * @throws EOFException when the other side is gone
     * @throws TooLarge the stream is of no use any more
     */
    byte[] read() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > max) {
            throw new TooLarge();
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return message;
    }

    void write(byte[] message) throws IOException {
        out.writeInt(message.length);
        out.write(message);
        out.flush();
    }
}
