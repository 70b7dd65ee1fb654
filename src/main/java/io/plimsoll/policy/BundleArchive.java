package io.plimsoll.policy;

import io.plimsoll.evaluation.PolicyBundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A bundle as one zip file. Only what {@link #write} wrote is read: archives of strangers need bounds that are not here. */
public final class BundleArchive {
    private BundleArchive() {}

    public static byte[] write(PolicyBundle bundle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
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

    public static PolicyBundle read(byte[] archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a stored bundle cannot be read", e);
        }
        return new PolicyBundle(files);
    }
}
