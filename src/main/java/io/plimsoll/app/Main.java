package io.plimsoll.app;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogManager;

/** Starts the database where none is configured, then the service. */
@QuarkusMain
public final class Main {
    static final String EMBEDDED = "plimsoll.database.embedded";
    static final String FEED = "plimsoll.demo.feed";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";

    Main() {} // Quarkus makes it a bean

    public static void main(String... arguments) {
        Optional<Command> command = Command.of(List.of(arguments));
        if (command.isEmpty()) {
            System.err.println("plimsoll: not understood: " + String.join(" ", arguments));
            System.err.println();
            System.err.print(Command.usage());
            System.exit(2);
            return;
        }
        switch (command.get()) {
            case HELP -> System.out.print(Command.usage());
            case VERSION -> System.out.println("plimsoll " + Command.version());
            case POLICY -> {
                // What the engine has to say of a model is among the findings.
                LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
                System.exit(PolicyCommand.run(List.of(arguments).subList(1, arguments.length), System.out, System.err));
            }
            case REPLAY -> {
                LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
                System.exit(ReplayCommand.run(List.of(arguments).subList(1, arguments.length), System.out, System.err));
            }
            case DEMO -> {
                System.setProperty(FEED, "true");
                serve();
            }
            case SERVE -> serve();
        }
    }

    private static void serve() {
        try {
            provideDatabase();
        } catch (StartFailure e) {
            System.err.println("plimsoll: " + e.text());
            System.exit(1);
            return;
        }
        Quarkus.run();
    }

    private static void provideDatabase() {
        if (Boolean.getBoolean(EMBEDDED)) {
            return; // dev mode calls main again after each change; the database of the first call still runs
        }
        boolean embedded = setting(JDBC_URL, "QUARKUS_DATASOURCE_JDBC_URL").isEmpty();
        System.setProperty(EMBEDDED, Boolean.toString(embedded));
        if (embedded) {
            LocalDatabase database = LocalDatabase.start(
                    Path.of(setting("plimsoll.data", "PLIMSOLL_DATA").orElse("data")));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database), "database-stop"));
            System.setProperty(JDBC_URL, database.jdbcUrl());
            System.setProperty("quarkus.datasource.username", LocalDatabase.USER);
            System.setProperty("quarkus.datasource.password", LocalDatabase.USER);
        }
    }

    /** Shutdown hooks run side by side: the service MUST have finished what it accepted before its database goes. */
    private static void stop(LocalDatabase database) {
        Application application = Application.currentApplication();
        if (application != null) {
            application.awaitShutdown();
        }
        database.close();
    }

    private static Optional<String> setting(String property, String variable) {
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isBlank());
    }
}
