package io.plimsoll;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real PostgreSQL of a test's own. The test stops and starts it by its fields {@code Runnable stopDatabase} and {@code
 * Runnable startDatabase}; what runs meanwhile is broken off. With {@code freezeDatabase} and {@code thawDatabase} it stands
 * still in between, and nothing is broken off.
 */
public final class RestartableDatabase implements QuarkusTestResourceLifecycleManager {
    /** For tests that name nothing else. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RestartableDatabase.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    private final int port = freePort();
    private final Path folder = temporary();
    private EmbeddedPostgres server = server();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://localhost:" + port + "/postgres",
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres",
                "plimsoll.database.embedded",
                "true");
    }

    /** Gives the test, which may have loaded this class anew, what it needs in fields of these names. */
    @Override
    public void inject(TestInjector injector) {
        Runnable stop = this::stopServer;
        Runnable start = () -> server = server();
        injector.injectIntoFields(stop, field -> field.getName().equals("stopDatabase"));
        Runnable freeze = () -> signal("STOP");
        Runnable thaw = () -> signal("CONT");
        injector.injectIntoFields(start, field -> field.getName().equals("startDatabase"));
        injector.injectIntoFields(freeze, field -> field.getName().equals("freezeDatabase"));
        injector.injectIntoFields(thaw, field -> field.getName().equals("thawDatabase"));
    }

    @Override
    public void stop() {
        stopServer();
    }

    private void stopServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To the server and all its processes, the server first: it starts no other meanwhile. */
    private void signal(String name) {
        try {
            long server = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle postmaster = ProcessHandle.of(server).orElseThrow();
            String processes = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .map(process -> Long.toString(process.pid()))
                    .collect(Collectors.joining(" "));
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + processes)
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EmbeddedPostgres server() {
        try {
            return EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setPort(port)
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("plimsoll-database");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
