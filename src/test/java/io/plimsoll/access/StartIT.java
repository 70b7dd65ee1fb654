package io.plimsoll.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged service on an external database: it starts only if somebody can sign in. */
class StartIT {
    private static final String STARTED = "Listening on";

    @Test
    void nobodyCanSignIn_refusesToStart() throws Exception {
        Outcome outcome = start(Map.of());

        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.output())
                .contains("nobody could sign in", "PLIMSOLL_ACCESS_ADMIN_PASSWORD", "QUARKUS_OIDC_TENANT_ENABLED")
                .doesNotContain("\tat ", STARTED);
    }

    @Test
    void adminPasswordTooShort_refusesToStart() throws Exception {
        Outcome outcome = start(Map.of("PLIMSOLL_ACCESS_ADMIN_PASSWORD", "eleven-char"));

        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.output()).contains("12 to 200 characters").doesNotContain("\tat ", "eleven-char");
    }

    @Test
    void adminPassword_letsTheServiceStart() throws Exception {
        Outcome outcome = start(Map.of("PLIMSOLL_ACCESS_ADMIN_PASSWORD", "twelve-chars"));

        assertThat(outcome.output()).contains(STARTED).doesNotContain("twelve-chars");
    }

    /** What the service printed until it started or ended. */
    private record Outcome(int exit, String output) {}

    private static Outcome start(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("plimsoll.jar"))
                .redirectErrorStream(true);
        builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", EmbeddedDatabase.freshUrl());
        builder.environment().put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String output = readUntilStarted(process.getInputStream());
            boolean ended = process.waitFor(output.contains(STARTED) ? 0 : 30, TimeUnit.SECONDS);
            return new Outcome(ended ? process.exitValue() : 0, output);
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static String readUntilStarted(InputStream in) throws IOException {
        StringBuilder output = new StringBuilder();
        byte[] part = new byte[4096];
        for (int n = in.read(part); n > 0; n = in.read(part)) {
            output.append(new String(part, 0, n, StandardCharsets.UTF_8));
            if (output.indexOf(STARTED) >= 0) {
                break;
            }
        }
        return output.toString();
    }
}
