package io.plimsoll.policy;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.PolicyBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bundle as one file: a zip, or a decision model by itself. Everything that comes from outside is read here. */
public final class BundleArchive {
    /** Larger uploads are refused unread. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final byte[] ZIP = {'P', 'K'};

    private BundleArchive() {}

    /** Each file in it is byte for byte as it came in; equal bundles give equal archives. */
    public static byte[] write(PolicyBundle bundle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (String path : bundle.paths()) {
                ZipEntry entry = new ZipEntry(path);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(bundle.file(path));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what a stranger sent, in bounded time and memory: a zip, or a bare decision model, which becomes a bundle
     * without a manifest and can be tried but never decide. Never throws because of what is in it.
     */
    public static BundleReading read(byte[] content) {
        try {
            if (content.length > MAX_BYTES) {
                throw new BundleFiles.Refusal(
                        FindingCode.BUNDLE_TOO_LARGE, "", "has more than 16 MB; leave out what is no policy");
            }
            if (content.length > 1 && content[0] == ZIP[0] && content[1] == ZIP[1]) {
                return new BundleReading.Readable(
                        new ZipDirectory(content).read().bundle());
            }
            if (looksLikeXml(content)) {
                BundleFiles files = new BundleFiles();
                files.checkPath("dmn/model.dmn");
                files.add("dmn/model.dmn", content);
                return new BundleReading.Readable(files.bundle());
            }
            throw new BundleFiles.Refusal(
                    FindingCode.ARCHIVE_REFUSED, "", "is neither a zip nor a decision model; pack the bundle as a zip");
        } catch (BundleFiles.Refusal refusal) {
            return new BundleReading.Refused(List.of(refusal.finding()));
        }
    }

    /** Reads what {@link #write} wrote. */
    public static PolicyBundle readStored(byte[] archive) {
        return read(archive).fold(BundleReading.Readable::bundle, refused -> {
            throw new IllegalStateException("a stored bundle cannot be read: "
                    + refused.findings().stream().map(Finding::words).toList());
        });
    }

    private static boolean looksLikeXml(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 64), StandardCharsets.UTF_8);
        return head.strip().startsWith("<") || head.startsWith("\uFEFF<");
    }
}
