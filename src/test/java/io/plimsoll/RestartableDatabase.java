package io.plimsoll;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A real PostgreSQL of a test's own. The test stops and starts it by its fields {@code Runnable stopDatabase} and {@code
 * Runnable startDatabase}; what runs meanwhile is broken off.
 */
public final class RestartableDatabase implements QuarkusTestResourceLifecycleManager {
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
        injector.injectIntoFields(start, field -> field.getName().equals("startDatabase"));
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
