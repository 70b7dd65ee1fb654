package io.plimsoll.decision.api;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines, and keeps no more than one of them. Lines end with LF or CR LF, the last one may end without; a
 * byte order mark before the first is skipped. Not thread-safe.
 */
final class LineCutter {
    /** Bytes of one line. */
    static final int MAX_LINE = 256 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private boolean tooLong;
    private long number;

    /**
     * A line.
     *
     * @param number counted from 1
     * @param text null when there was too much of it
     */
    @SuppressWarnings("ArrayRecordComponent") // the text is handed on, never compared
    record Line(long number, byte @Nullable [] text) {}

    /** The lines that end in this part, without those that are blank. */
    List<Line> add(Buffer part) {
        List<Line> lines = new ArrayList<>();
        byte[] bytes = part.getBytes();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, start, i);
                close(lines);
                start = i + 1;
            }
        }
        keep(bytes, start, bytes.length);
        return lines;
    }

    /** The line that nothing ended. */
    List<Line> end() {
        List<Line> lines = new ArrayList<>();
        close(lines);
        return lines;
    }

    private void keep(byte[] bytes, int start, int end) {
        if (open.size() + end - start > MAX_LINE + 1) { // for a CR before the LF
            tooLong = true;
            open.reset();
        }
        if (!tooLong) {
            open.write(bytes, start, end - start);
        }
    }

    private void close(List<Line> lines) {
        number++;
        byte[] text = open.toByteArray();
        open.reset();
        int start = number == 1 && startsWithMark(text) ? BYTE_ORDER_MARK.length : 0;
        int end = text.length > start && text[text.length - 1] == '\r' ? text.length - 1 : text.length;
        if (tooLong || end - start > MAX_LINE) {
            lines.add(new Line(number, null));
        } else if (!isBlank(text, start, end)) {
            lines.add(new Line(number, Arrays.copyOfRange(text, start, end)));
        }
        tooLong = false;
    }

    private static boolean startsWithMark(byte[] text) {
        return text.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(text, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static boolean isBlank(byte[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
