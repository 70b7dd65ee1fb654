package io.plimsoll.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A real PostgreSQL for demo and development, which keeps its data between runs, survives the death of this process and
 * is reachable from this machine only. For production there is an external one.
 */
final class LocalDatabase implements AutoCloseable {
    static final String USER = "postgres";
    static final String EXTERNAL = "Use a PostgreSQL " + Binaries.MAJOR_VERSION + " of your own:"
            + " set QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.";

    private static final Logger LOG = Logger.getLogger(LocalDatabase.class);
    /** Long enough to recover from a crash: at most a gigabyte of write-ahead log. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final EmbeddedPostgres server;

    private LocalDatabase(DataFolder folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts it, whatever state the last run left the folder in.
     *
     * @throws StartFailure when that is impossible, with the reason in words
     */
    static LocalDatabase start(Path path) {
        Binaries binaries = Binaries.forMachine(System.getProperty("os.name"), System.getProperty("os.arch"));
        DataFolder folder = DataFolder.claim(path);
        try {
            folder.requireVersion(Binaries.MAJOR_VERSION);
            stopOrphan(folder);
            folder.removeUnfinished();
            LocalDatabase database = new LocalDatabase(folder, launch(folder, binaries));
            LOG.warnf(
                    "Embedded PostgreSQL trusts everybody on this machine: for demo and development only. folder=%s"
                            + " port=%d",
                    folder, database.server.getPort());
            return database;
        } catch (IOException e) {
            folder.close();
            throw new StartFailure("Cannot use the data folder " + folder + ": " + e.getMessage() + ". " + EXTERNAL);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static void stopOrphan(DataFolder folder) throws IOException {
        var orphan = Postmaster.in(folder);
        if (orphan.isPresent()) {
            LOG.infof(
                    "Stopping the PostgreSQL of a run that was killed: process=%d",
                    orphan.get().process().pid());
            orphan.get().stop();
        }
    }

    private static EmbeddedPostgres launch(DataFolder folder, Binaries binaries) throws IOException {
        boolean first = folder.isNew();
        if (first) {
            System.out.println("Setting up PostgreSQL in " + folder + " (first start only)");
            folder.beginFirstStart();
        }
        EmbeddedPostgres server = await(start(folder, binaries), folder);
        // The library opens this folder to every user of the machine.
        Files.setPosixFilePermissions(folder.binaries(), PosixFilePermissions.fromString("rwx------"));
        if (first) {
            folder.endFirstStart();
        }
        return server;
    }

    private static FutureTask<EmbeddedPostgres> start(DataFolder folder, Binaries binaries) throws IOException {
        // The library looks for abandoned databases here and deletes them: MUST NOT be a folder that holds ours.
        System.setProperty("ot.epg.working-dir", folder.binaries().toString());
        Files.deleteIfExists(folder.log());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(binaries)
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setDataDirectory(folder.postgres())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(Redirect.appendTo(folder.log().toFile()))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                // Not the errors that statements get: the service reports them, and they quote customers.
                .setServerConfig("log_min_messages", "log")
                .setServerConfig("log_checkpoints", "off");
        FutureTask<EmbeddedPostgres> starting = new FutureTask<>(builder::start);
        Thread thread = new Thread(starting, "database-start");
        thread.setDaemon(true);
        thread.start();
        return starting;
    }

    /** The library waits until its patience ends even if the server has already given up. */
    private static EmbeddedPostgres await(FutureTask<EmbeddedPostgres> starting, DataFolder folder) {
        while (true) {
            try {
                return starting.get(50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (folder.serverGaveUp()) {
                    throw refused(folder);
                }
            } catch (ExecutionException e) {
                LOG.debug("PostgreSQL did not start", e);
                throw refused(folder);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused(folder);
            }
        }
    }

    private static StartFailure refused(DataFolder folder) {
        return new StartFailure("PostgreSQL does not start in " + folder + ": "
                + folder.complaint().orElse("it was not ready in time") + ". More in " + folder.log() + ". "
                + EXTERNAL);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
            var slow = Postmaster.in(folder);
            if (slow.isPresent()) {
                slow.get().stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            folder.close();
        }
    }
}
