package io.plimsoll.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the packaged service as people do, any number of times over one data folder. */
final class PackagedService {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path temp;
    private final List<Process> started = new ArrayList<>();

    PackagedService(Path temp) {
        this.temp = temp;
    }

    void stopAll() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
    }

    /** Starts a command; what it prints is kept under the name. */
    Process start(String name, String command) throws IOException {
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

    /** The status of the readiness probe, as soon as the service listens. */
    int ready(String name) throws IOException, InterruptedException {
        return get(name, "/q/health/ready").statusCode();
    }

    /** A GET as the demo user who may read everything. */
    java.net.http.HttpResponse<String> get(String name, String path) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString("auditor:auditor-demo".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(name) + path))
                .header("Authorization", "Basic " + credentials)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    /** Waits until the service has printed something that matches, and gives the match. */
    Matcher awaitOutput(String name, Pattern pattern) {
        return await().atMost(PATIENCE).until(() -> pattern.matcher(output(name)), Matcher::find);
    }

    String output(String name) throws IOException {
        return Files.readString(temp.resolve(name));
    }

    private String address(String name) {
        return awaitOutput(name, LISTENING).group(1);
    }
}
