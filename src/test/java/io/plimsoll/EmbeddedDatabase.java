package io.plimsoll;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests. One server serves the whole test run; every start of the application gets a database of
 * its own in it, so that test profiles do not see each other's rows. The annotation below makes it part of every
 * {@code @QuarkusTest}; the tests themselves need not name it.
 */
@QuarkusTestResource(EmbeddedDatabase.class)
public final class EmbeddedDatabase implements QuarkusTestResourceLifecycleManager {
    /** System properties, because Quarkus may load this class anew for every test profile. */
    private static final String PORT = "plimsoll.test.postgres-port";

    private static final String NEXT = "plimsoll.test.next-database";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                freshUrl(),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres",
                "plimsoll.database.embedded",
                "true");
    }

    /** The server stays for the next profile and ends with the JVM. */
    @Override
    public void stop() {}

    /** The JDBC URL of a new, empty database; the user is {@code postgres}, and any password does. */
    public static synchronized String freshUrl() {
        int number = Integer.getInteger(NEXT, 0);
        System.setProperty(NEXT, Integer.toString(number + 1));
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setPortNumbers(new int[] {port()});
        server.setDatabaseName("postgres");
        server.setUser("postgres");
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE test_" + number);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database cannot be created", e);
        }
        return "jdbc:postgresql://localhost:" + port() + "/test_" + number;
    }

    private static int port() {
        Integer running = Integer.getInteger(PORT);
        if (running != null) {
            return running;
        }
        try {
            int port = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("max_connections", "200")
                    .start()
                    .getPort();
            System.setProperty(PORT, Integer.toString(port));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
