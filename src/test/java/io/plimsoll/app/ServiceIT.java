package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as it is started by people. */
class ServiceIT {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");

    private final Path temp;

    private final List<Process> started = new ArrayList<>();

    ServiceIT(@TempDir Path temp) {
        this.temp = temp;
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void terminated_stopsServiceThenDatabase() throws Exception {
        Process service = start("first", "serve");
        assertThat(ready("first")).isEqualTo(200);
        assertThat(output("first")).contains("Setting up PostgreSQL in", "for demo and development only");

        service.destroy();

        assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isIn(0, 143);
        assertThat(output("first")).contains("plimsoll stopped in").doesNotContain("ERROR", "Exception");
        assertThat(temp.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void killed_startsAgainAndRefusesSecondInstance() throws Exception {
        Process service = start("first", "serve");
        assertThat(ready("first")).isEqualTo(200);

        service.destroyForcibly().waitFor();
        start("second", "serve");
        assertThat(ready("second")).isEqualTo(200);
        Process third = start("third", "serve");

        assertThat(third.waitFor()).isEqualTo(1);
        assertThat(output("third"))
                .startsWith("plimsoll: The data folder " + temp.resolve("data").toRealPath());
        assertThat(output("third").lines()).hasSize(1);
    }

    @Test
    void help_answersWithoutStarting() throws Exception {
        Process help = start("help", "--help");

        assertThat(help.waitFor()).isZero();
        assertThat(output("help")).isEqualTo(Command.usage());
    }

    @Test
    void version_isThatOfTheBuild() throws Exception {
        Process version = start("version", "--version");

        assertThat(version.waitFor()).isZero();
        assertThat(output("version")).matches("plimsoll \\d+\\.\\d+\\.\\d+.*\\s");
    }

    @Test
    void unknownCommand_explainsItself() throws Exception {
        Process unknown = start("unknown", "sreve");

        assertThat(unknown.waitFor()).isEqualTo(2);
        assertThat(output("unknown"))
                .startsWith("plimsoll: not understood: sreve")
                .endsWith(Command.usage());
        assertThat(temp.resolve("data")).doesNotExist();
    }

    private Process start(String name, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=0",
                        "-jar",
                        System.getProperty("plimsoll.jar"),
                        command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve(name).toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("QUARKUS_"));
        builder.environment().put("PLIMSOLL_DATA", temp.resolve("data").toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private int ready(String name) throws IOException, InterruptedException {
        String address = await().atMost(Duration.ofSeconds(60)).until(() -> address(name), found -> !found.isEmpty());
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/q/health/ready")).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private String address(String name) throws IOException {
        Matcher matcher = LISTENING.matcher(output(name));
        return matcher.find() ? matcher.group(1) : "";
    }

    private String output(String name) throws IOException {
        return Files.readString(temp.resolve(name));
    }
}
