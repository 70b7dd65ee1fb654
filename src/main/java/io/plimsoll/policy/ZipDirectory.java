package io.plimsoll.policy;

import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.policy.BundleFiles.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a zip by its directory and holds every entry against it, so that all readers see the same files in it: entries lie
 * one after the other, without gaps, overlaps, or anything in front of them. Zip64, encryption, links and other
 * compressions than deflate are refused. The numbers are those of PKWARE's APPNOTE 6.3.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int DESCRIPTOR_LENGTH = 12;

    private static final int ENCRYPTED = 0x2041;
    private static final int HAS_DESCRIPTOR = 0x8;
    private static final int FILE_TYPE = 0xF000;
    private static final int REGULAR = 0x8000;
    private static final int FOLDER = 0x4000;
    /** What text can be compressed to; below, a small archive becomes a large one. */
    private static final int MAX_RATIO = 200;

    private static final int SMALL = 64 * 1024;

    private final ByteBuffer zip;

    private record Entry(String name, int flags, int method, long crc, long packed, long size, long offset) {}

    ZipDirectory(byte[] content) {
        this.zip = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    BundleFiles read() throws Refusal {
        try {
            int end = end();
            int count = unsignedShort(end + 10);
            long start = unsigned(end + 16);
            if (unsignedShort(end + 4) != 0
                    || unsignedShort(end + 8) != count
                    || start + unsigned(end + 12) != end
                    || count > BundleFiles.MAX_FILES * 2) {
                throw broken("has a directory that does not fit it");
            }
            List<Entry> entries = entries((int) start, end, count);
            checkLayout(entries, start);
            BundleFiles files = new BundleFiles();
            for (Entry entry : entries) {
                if (!entry.name().endsWith("/")) {
                    files.checkPath(entry.name());
                    files.checkSize(entry.name(), entry.size());
                    files.add(entry.name(), content(entry));
                } else if (entry.size() != 0) {
                    throw broken("has a folder with a content");
                }
            }
            return files;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw broken("is cut off, or no zip at all");
        }
    }

    /** The end record stands last; a comment behind it could be a second archive. */
    private int end() throws Refusal {
        int end = zip.capacity() - END_LENGTH;
        if (end < 0 || zip.getInt(end) != END || unsignedShort(end + 20) != 0) {
            throw broken("does not end as a zip does");
        }
        return end;
    }

    private List<Entry> entries(int start, int end, int count) throws Refusal {
        List<Entry> entries = new ArrayList<>();
        int at = start;
        for (int i = 0; i < count; i++) {
            if (zip.getInt(at) != CENTRAL) {
                throw broken("has a directory that does not fit it");
            }
            int nameLength = unsignedShort(at + 28);
            Entry entry = new Entry(
                    name(at + CENTRAL_LENGTH, nameLength),
                    unsignedShort(at + 8),
                    unsignedShort(at + 10),
                    unsigned(at + 16),
                    unsigned(at + 20),
                    unsigned(at + 24),
                    unsigned(at + 42));
            checkKind(entry, unsigned(at + 38) >>> 16);
            entries.add(entry);
            at += CENTRAL_LENGTH + nameLength + unsignedShort(at + 30) + unsignedShort(at + 32);
        }
        if (at != end) {
            throw broken("has a directory that does not fit it");
        }
        return entries;
    }

    private static void checkKind(Entry entry, long mode) throws Refusal {
        if ((entry.flags() & ENCRYPTED) != 0) {
            throw new Refusal(FindingCode.ARCHIVE_REFUSED, entry.name(), "is encrypted; pack it without a password");
        }
        long type = mode & FILE_TYPE;
        if (type != 0 && type != REGULAR && type != FOLDER) {
            throw new Refusal(FindingCode.PATH_REFUSED, entry.name(), "is a link or a device; put the file itself in");
        }
        if (entry.method() != 0 && entry.method() != 8) {
            throw new Refusal(
                    FindingCode.ARCHIVE_REFUSED,
                    entry.name(),
                    "is compressed in an unusual way; pack it as a plain zip");
        }
        if (entry.size() > SMALL && entry.size() / MAX_RATIO > entry.packed()) {
            throw new Refusal(
                    FindingCode.BUNDLE_TOO_LARGE,
                    entry.name(),
                    "is packed to less than a " + MAX_RATIO + "th of its size, as no policy can be");
        }
    }

    private void checkLayout(List<Entry> entries, long directory) throws Refusal {
        long next = 0;
        for (Entry entry :
                entries.stream().sorted(Comparator.comparingLong(Entry::offset)).toList()) {
            if (entry.offset() != next) {
                throw broken("has something between its entries, or entries inside of one another");
            }
            next = end(entry);
        }
        if (next != directory) {
            throw broken("has something between its entries and its directory");
        }
    }

    private long end(Entry entry) throws Refusal {
        long end = start(entry) + entry.packed();
        if ((entry.flags() & HAS_DESCRIPTOR) == 0) {
            return end;
        }
        int at = (int) end;
        boolean signed = zip.getInt(at) == DESCRIPTOR;
        at += signed ? 4 : 0;
        if (unsigned(at) != entry.crc() || unsigned(at + 4) != entry.packed() || unsigned(at + 8) != entry.size()) {
            throw broken("says one thing of an entry in its directory and another beside it");
        }
        return (long) at + DESCRIPTOR_LENGTH;
    }

    /** Where the content begins. */
    private long start(Entry entry) throws Refusal {
        int at = (int) entry.offset();
        int nameLength = unsignedShort(at + 26);
        boolean later = (entry.flags() & HAS_DESCRIPTOR) != 0;
        boolean same = zip.getInt(at) == LOCAL
                && unsignedShort(at + 6) == entry.flags()
                && unsignedShort(at + 8) == entry.method()
                && name(at + LOCAL_LENGTH, nameLength).equals(entry.name())
                && (later && unsigned(at + 18) == 0
                        || unsigned(at + 14) == entry.crc()
                                && unsigned(at + 18) == entry.packed()
                                && unsigned(at + 22) == entry.size());
        if (!same) {
            throw broken("says one thing of an entry in its directory and another beside it");
        }
        return (long) at + LOCAL_LENGTH + nameLength + unsignedShort(at + 28);
    }

    private byte[] content(Entry entry) throws Refusal {
        int start = (int) start(entry);
        byte[] packed = Arrays.copyOfRange(zip.array(), start, Math.toIntExact(start + entry.packed()));
        byte[] content = entry.method() == 0 ? packed : inflated(entry, packed);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != entry.size() || crc.getValue() != entry.crc()) {
            throw new Refusal(FindingCode.ARCHIVE_REFUSED, entry.name(), "is damaged; pack the bundle again");
        }
        return content;
    }

    /** Never makes more than the directory announces. */
    private static byte[] inflated(Entry entry, byte[] packed) throws Refusal {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] content = new byte[(int) entry.size() + 1];
            int length = 0;
            while (!inflater.finished() && length < content.length) {
                int more = inflater.inflate(content, length, content.length - length);
                if (more == 0) {
                    break;
                }
                length += more;
            }
            if (!inflater.finished() || inflater.getRemaining() != 0) {
                throw new Refusal(
                        FindingCode.ARCHIVE_REFUSED,
                        entry.name(),
                        "is larger or smaller than the archive says; pack it again");
            }
            return Arrays.copyOf(content, length);
        } catch (DataFormatException e) {
            throw new Refusal(FindingCode.ARCHIVE_REFUSED, entry.name(), "is damaged; pack the bundle again");
        } finally {
            inflater.end();
        }
    }

    private String name(int at, int length) throws Refusal {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(zip.duplicate().position(at).limit(at + length).slice())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(
                    FindingCode.PATH_REFUSED,
                    "",
                    "has a file whose name is not UTF-8; use a program that writes UTF-8 names");
        }
    }

    private int unsignedShort(int at) {
        return Short.toUnsignedInt(zip.getShort(at));
    }

    private long unsigned(int at) {
        return Integer.toUnsignedLong(zip.getInt(at));
    }

    private static Refusal broken(String detail) {
        return new Refusal(FindingCode.ARCHIVE_REFUSED, "", detail + "; pack the bundle again with a usual program");
    }
}
