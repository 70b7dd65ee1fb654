package io.plimsoll.policy;

import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.policy.BundleFiles.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A bundle as a folder of files, or as one file: what somebody has at hand on the command line. */
public final class BundleFolder {
    private static final int MAX_DEPTH = 10;
    private static final int MAX_ENTRIES = 5_000;

    private BundleFolder() {}

    /**
     * Reads a folder, a zip or a decision model. What begins with a dot is left out. Links are refused.
     *
     * @throws IOException when it is not there or cannot be read
     */
    public static BundleReading read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try {
            if (Files.isDirectory(path)) {
                return new BundleReading.Readable(folder(path).bundle());
            }
            return BundleArchive.read(content(path, BundleArchive.MAX_BYTES));
        } catch (Refusal refusal) {
            return new BundleReading.Refused(List.of(refusal.finding()));
        }
    }

    private static BundleFiles folder(Path folder) throws IOException, Refusal {
        BundleFiles files = new BundleFiles();
        List<Path> found;
        try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
            found = all.filter(path -> !isHidden(folder, path))
                    .limit(MAX_ENTRIES)
                    .sorted()
                    .toList();
        }
        if (found.size() == MAX_ENTRIES) {
            throw new Refusal(FindingCode.BUNDLE_TOO_LARGE, "", "has too many files; leave out what is no policy");
        }
        for (Path path : found) {
            String name = folder.relativize(path).toString().replace('\\', '/');
            if (Files.isSymbolicLink(path) && !path.equals(folder)) {
                throw new Refusal(FindingCode.PATH_REFUSED, name, "is a link; put the file itself in");
            }
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                files.checkPath(name);
                files.checkSize(name, Files.size(path));
                files.add(name, content(path, BundleFiles.MAX_FILE));
            }
        }
        return files;
    }

    private static boolean isHidden(Path folder, Path path) {
        for (Path part : folder.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** One byte more than allowed is enough to know. */
    private static byte[] content(Path path, int most) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(most + 1);
        }
    }
}
