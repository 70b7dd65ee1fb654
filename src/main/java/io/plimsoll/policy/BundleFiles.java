package io.plimsoll.policy;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Place;
import io.plimsoll.evaluation.PolicyBundle;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects the files of a bundle of which nobody knows who made it, and refuses what is out of bounds. */
final class BundleFiles {
    static final int MAX_FILES = 500;
    static final int MAX_FILE = 8 * 1024 * 1024;
    static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final int MAX_PATH = 200;
    private static final int MAX_FOLDERS = 8;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_ .()+,@-]*");
    /** Names that mean a device on some machines, whatever follows the dot. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private static final Set<String> ARCHIVES = Set.of("zip", "jar", "gz", "tgz", "bz2", "xz", "7z", "rar", "kjar");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private long bytes;

    /** The bundle is out of bounds. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        Refusal(FindingCode code, String path, String detail) {
            super(detail, null, false, false);
            this.finding = Finding.of(code, path.isEmpty() ? Place.BUNDLE : Place.file(shown(path)), detail);
        }

        Finding finding() {
            return finding;
        }
    }

    /** @param path with {@code /} between folders */
    void checkPath(String path) throws Refusal {
        if (files.size() + 1 > MAX_FILES) {
            throw new Refusal(
                    FindingCode.BUNDLE_TOO_LARGE,
                    "",
                    "has more than " + MAX_FILES + " files; leave out what is no policy");
        }
        String[] parts = path.split("/", -1);
        if (path.length() > MAX_PATH || parts.length > MAX_FOLDERS) {
            throw new Refusal(FindingCode.PATH_REFUSED, path, "has a path that is too long; use shorter names");
        }
        for (String part : parts) {
            if (!NAME.matcher(part).matches()
                    || part.endsWith(".")
                    || part.endsWith(" ")
                    || DEVICE.matcher(part).matches()) {
                throw new Refusal(
                        FindingCode.PATH_REFUSED,
                        path,
                        "has a path that leads elsewhere or does not mean the same everywhere; use names of letters,"
                                + " digits, dots, hyphens and underscores, with / between folders");
            }
        }
        int dot = path.lastIndexOf('.');
        if (dot >= 0 && ARCHIVES.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            throw new Refusal(FindingCode.PATH_REFUSED, path, "is an archive inside of a bundle; put in what is in it");
        }
        String before = names.putIfAbsent(
                Normalizer.normalize(path, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT), path);
        if (before != null) {
            throw new Refusal(
                    FindingCode.PATH_REFUSED,
                    path,
                    "is there twice (" + shown(before) + "); on some machines upper and lower case are the same");
        }
    }

    /** @param size as it is announced, before anything is read */
    void checkSize(String path, long size) throws Refusal {
        if (size > MAX_FILE) {
            throw new Refusal(
                    FindingCode.BUNDLE_TOO_LARGE, path, "has more than " + MAX_FILE / 1024 / 1024 + " MB; split it");
        }
        if (bytes + size > MAX_BYTES) {
            throw new Refusal(
                    FindingCode.BUNDLE_TOO_LARGE,
                    "",
                    "has more than " + MAX_BYTES / 1024 / 1024 + " MB; leave out what is no policy");
        }
    }

    /** A file whose path and size have been checked. */
    void add(String path, byte[] content) throws Refusal {
        checkSize(path, content.length);
        bytes += content.length;
        files.put(path, content);
    }

    PolicyBundle bundle() throws Refusal {
        if (files.isEmpty()) {
            throw new Refusal(FindingCode.ARCHIVE_REFUSED, "", "has no files");
        }
        String folder = files.keySet().iterator().next().replaceFirst("/.*", "/");
        if (!files.containsKey(PolicyBundle.MANIFEST) && files.containsKey(folder + PolicyBundle.MANIFEST)) {
            throw new Refusal(
                    FindingCode.MANIFEST_MISSING,
                    PolicyBundle.MANIFEST,
                    "lies in the folder " + folder + "; pack what is in the folder, not the folder itself");
        }
        return new PolicyBundle(files);
    }

    static String shown(String path) {
        String plain = path.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return plain.length() <= 120 ? plain : plain.substring(0, 120) + "…";
    }
}
