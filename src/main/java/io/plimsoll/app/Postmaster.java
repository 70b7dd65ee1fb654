package io.plimsoll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** A PostgreSQL server process that works on a data folder, found through the {@code postmaster.pid} it left there. */
record Postmaster(ProcessHandle process, DataFolder folder) {
    private static final Logger LOG = Logger.getLogger(Postmaster.class);
    private static final int FAST_SECONDS = 30;
    private static final int IMMEDIATE_SECONDS = 15;

    /** @param folder MUST be claimed by the caller: nobody else starts a server in it meanwhile */
    static Optional<Postmaster> in(DataFolder folder) throws IOException {
        Path file = pidFile(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Optional<Postmaster> named = Files.readAllLines(file).stream()
                .limit(1)
                .map(String::strip)
                .filter(line -> line.matches("[1-9]\\d{0,17}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .map(process -> new Postmaster(process, folder))
                .findFirst();
        Optional<Postmaster> found = named.filter(Postmaster::worksOnFolder);
        if (named.isPresent() && found.isEmpty()) {
            // The number went to some other process since; PostgreSQL itself would refuse to start because of it.
            Files.delete(file);
        }
        return found;
    }

    private boolean worksOnFolder() {
        Path command = Path.of(process.info().command().orElse(""));
        List<String> arguments = Arrays.asList(process.info().arguments().orElse(new String[0]));
        return command.endsWith("postgres")
                && (command.startsWith(folder.binaries())
                        || arguments.contains(folder.postgres().toString()));
    }

    /** Returns when it is gone: first with a checkpoint, then without, which the next start recovers from. */
    void stop() throws IOException {
        if (!stopped("INT", FAST_SECONDS) && !stopped("QUIT", IMMEDIATE_SECONDS)) {
            throw new StartFailure("PostgreSQL (process " + process.pid() + ") still runs in " + folder
                    + " and does not stop. Stop it by hand, then start again.");
        }
        Files.deleteIfExists(pidFile(folder));
    }

    /** Java itself can send neither signal; the shell's own {@code kill} is there even where no program of that name is. */
    private boolean stopped(String signal, int seconds) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // Not ProcessHandle.onExit: where nobody collects the dead (containers), a zombie counts as alive.
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds); System.nanoTime() < end; ) {
            if (!worksOnFolder()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        LOG.warnf("PostgreSQL does not stop: process=%d signal=%s seconds=%d", process.pid(), signal, seconds);
        return false;
    }

    private static Path pidFile(DataFolder folder) {
        return folder.postgres().resolve("postmaster.pid");
    }
}
