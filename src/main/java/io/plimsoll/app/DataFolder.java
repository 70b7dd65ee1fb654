package io.plimsoll.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder in which the embedded PostgreSQL lives: its files, its unpacked binaries, its log. Belongs to one process at
 * a time, for as long as this object is open; the lock goes with the process, however that ends.
 */
final class DataFolder implements AutoCloseable {
    /** Unpacked binaries take 50 MB, a fresh database 40 MB, the write-ahead log up to as much again and more. */
    private static final long NEEDED_AT_FIRST = 256L << 20;

    private static final long NEEDED_LATER = 64L << 20;
    /** pg_ctl hands paths to a shell in double quotes. */
    private static final Pattern UNQUOTABLE = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

    private static final String ELSEWHERE = " Choose another data folder with PLIMSOLL_DATA.";

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** @throws StartFailure when the folder cannot be used or is in use */
    static DataFolder claim(Path path) {
        if (UNQUOTABLE.matcher(path.toString()).find()) {
            throw new StartFailure("The data folder " + path + " has a character in its name that PostgreSQL's tools"
                    + " do not bear: quote, dollar, backtick or backslash." + ELSEWHERE);
        }
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path.toAbsolutePath(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path root = path.toRealPath();
            DataFolder folder = new DataFolder(root, lock(root));
            try {
                folder.requireUsable();
                return folder;
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "Cannot use the data folder " + path.toAbsolutePath() + ": " + reason(e) + "." + ELSEWHERE);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: refused all the same
        }
        channel.close();
        throw new StartFailure(
                "The data folder " + root + " is in use by another Plimsoll. Stop that one first, or give this one a"
                        + " folder (PLIMSOLL_DATA) and a port (QUARKUS_HTTP_PORT) of its own.");
    }

    private void requireUsable() throws IOException {
        Path probe = Files.createTempFile(root, "probe", null);
        try {
            Object user = Files.getOwner(probe);
            if (Files.exists(postgres()) && !Files.getOwner(postgres()).equals(user)) {
                throw new StartFailure("The database in " + root + " belongs to the user " + Files.getOwner(postgres())
                        + ", but Plimsoll runs as " + user + ". Start it as that user." + ELSEWHERE);
            }
        } finally {
            Files.delete(probe);
        }
        long needed = Files.exists(postgres()) ? NEEDED_LATER : NEEDED_AT_FIRST;
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < needed) {
            throw new StartFailure("The disk of the data folder " + root + " is full: " + (free >> 20) + " MB free, "
                    + (needed >> 20) + " MB needed. Make room." + ELSEWHERE);
        }
    }

    /** @throws StartFailure when the files were written by another major version than {@code expected} */
    void requireVersion(String expected) throws IOException {
        Path file = postgres().resolve("PG_VERSION");
        String found = Files.exists(file) ? Files.readString(file).strip() : expected;
        if (!found.equals(expected)) {
            throw new StartFailure("The data folder " + root + " was written by PostgreSQL " + found
                    + ", but this is PostgreSQL " + expected
                    + ". Carry the content over with pg_dump, or move the folder away to begin anew." + ELSEWHERE);
        }
    }

    /**
     * Removes what an interrupted first start or an interrupted unpacking left. A database that started once MUST NOT be
     * touched: only the marker of {@link #beginFirstStart} condemns one.
     */
    void removeUnfinished() throws IOException {
        if (Files.exists(firstStart())) {
            delete(postgres());
            delete(binaries());
        } else if (unpackingWasInterrupted()) {
            delete(binaries());
        }
    }

    private boolean unpackingWasInterrupted() throws IOException {
        if (!Files.exists(binaries())) {
            return false;
        }
        try (Stream<Path> versions = Files.list(binaries())) {
            return versions.anyMatch(version -> Files.exists(version.resolve("epg-lock")));
        }
    }

    boolean isNew() {
        return !Files.exists(postgres());
    }

    void beginFirstStart() throws IOException {
        Files.writeString(firstStart(), "The first start has not finished; the next start begins anew.\n");
    }

    void endFirstStart() throws IOException {
        Files.deleteIfExists(firstStart());
    }

    boolean serverGaveUp() {
        return logged("could not start server").findAny().isPresent();
    }

    /** The lines in which PostgreSQL says why it gave up; not those in which it asks for patience while it recovers. */
    Optional<String> complaint() {
        return logged("FATAL: |PANIC: |error: |postgres: ")
                .filter(line -> !line.contains("the database system is"))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|error|postgres): +", ""))
                .findFirst();
    }

    private Stream<String> logged(String expression) {
        try {
            Pattern wanted = Pattern.compile(expression);
            return Files.exists(log())
                    ? Files.readAllLines(log()).stream()
                            .filter(line -> wanted.matcher(line).find())
                    : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    private Path firstStart() {
        return root.resolve("first-start");
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> content = Files.walk(path)) {
            for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file, not a folder";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return Optional.ofNullable(reason).orElse(e.getClass().getSimpleName());
    }

    @Override
    public String toString() {
        return root.toString();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
