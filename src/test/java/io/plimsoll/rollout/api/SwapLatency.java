package io.plimsoll.rollout.api;

import static io.plimsoll.rollout.api.Policies.activeRetail;
import static io.plimsoll.rollout.api.Policies.end;
import static io.plimsoll.rollout.api.Policies.number;
import static io.plimsoll.rollout.api.Policies.smallRefund;
import static io.plimsoll.rollout.api.Policies.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.EmbeddedDatabase;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes until another version answers, on the replica that was told and on another one, while clients ask both.
 * Measured on the packaged service, by hand: {@code ./mvnw package -DskipTests}, then {@code ./mvnw test
 * -Dtest=SwapLatency [-Dswaps=10]}. Figures stand in {@code docs/operating.md}.
 */
class SwapLatency {
    private static final int ROUNDS = Integer.getInteger("swaps", 10);
    private static final int CLIENTS = 64;
    private static final int CLIENTS_OF_THE_OTHER = 16;
    private static final Duration SETTLED = Duration.ofSeconds(4);
    private static final Duration FROZEN = Duration.ofSeconds(3);
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Map<String, List<Act>> acts = new LinkedHashMap<>();
    private final List<Process> replicas = new ArrayList<>();
    private final String database = EmbeddedDatabase.freshUrl();

    private URI told = URI.create("");
    private URI other = URI.create("");

    /** One act; {@code until} is when it was looked at. */
    private record Act(long sent, long answered, long until, Predicate<SwapLoad.Answer> isNew) {
        List<SwapLoad.Answer> seen(SwapLoad load) {
            return load.answers().stream()
                    .filter(answer -> answer.answered() > sent && answer.answered() < until)
                    .toList();
        }

        /** Seconds from the answer to the act until the first answer of the new kind; negative before it. */
        double firstNew(SwapLoad load) {
            return seen(load).stream()
                            .filter(isNew)
                            .mapToLong(answer -> answer.answered() - answered)
                            .min()
                            .orElseThrow()
                    / 1e9;
        }

        /** Seconds from the answer to the act until the last answer of the old kind; negative before it. */
        double lastOld(SwapLoad load) {
            return seen(load).stream()
                            .filter(isNew.negate())
                            .mapToLong(answer -> answer.answered() - answered)
                            .max()
                            .orElse(sent - answered)
                    / 1e9;
        }
    }

    @BeforeEach
    void startReplicas(@TempDir Path logs) throws IOException {
        told = replica(logs.resolve("told"));
        other = replica(logs.resolve("other"));
        RestAssured.baseURI = "http://127.0.0.1";
        RestAssured.port = told.getPort();
    }

    @AfterEach
    void stopReplicas() throws InterruptedException {
        RestAssured.reset();
        for (Process each : replicas) {
            each.destroy();
            each.waitFor();
        }
    }

    @Test
    void otherVersion_answersSoon() throws Exception {
        int shipped = number(activeRetail());
        String version = smallRefund();
        Map<Integer, Integer> ceilings = Map.of(shipped, 50, number(version), 20);

        try (SwapLoad here = new SwapLoad(told, CLIENTS);
                SwapLoad there = new SwapLoad(other, CLIENTS_OF_THE_OTHER)) {
            here.further(20_000);
            for (int round = 0; round < ROUNDS; round++) {
                swap(version, number(version), shipped);
            }
            frozen(version, number(version), shipped);
            here.end();
            there.end();

            print(here, there);
            for (SwapLoad load : List.of(here, there)) {
                assertThat(load.failures()).isEmpty();
                assertThat(load.refused()).isZero();
                assertThat(load.answers()).allMatch(answer -> answer.isWhole(ceilings));
            }
        }
    }

    private void swap(String version, int number, int shipped) throws Exception {
        long rollout = act("activate", only(number), () -> start(version, "ACTIVE", null))
                .jsonPath()
                .getLong("id");
        act("roll back", only(shipped), () -> end(rollout, "rollbacks"));
        String everything = ControlCalls.kill("{\"everything\": true}");
        String control = act(
                        "set a kill switch",
                        SwapLoad.Answer::stopped,
                        () -> ControlCalls.set(ControlCalls.fresh("k"), everything))
                .path("id");
        act("lift it", only(shipped), () -> ControlCalls.lift(control));
    }

    /** A rollback while the database stands still. */
    private void frozen(String version, int number, int shipped) throws Exception {
        long rollout = act("activate", only(number), () -> start(version, "ACTIVE", null))
                .jsonPath()
                .getLong("id");
        ProcessHandle server = server();
        act("roll back, database hangs for " + FROZEN.toSeconds() + " s", only(shipped), () -> {
            signal("STOP", server);
            CompletableFuture<Response> sent = CompletableFuture.supplyAsync(() -> end(rollout, "rollbacks"));
            pause(FROZEN);
            signal("CONT", server);
            return sent.join();
        });
    }

    private static Predicate<SwapLoad.Answer> only(int version) {
        return answer -> !answer.stopped() && answer.version() == version;
    }

    private Response act(String name, Predicate<SwapLoad.Answer> isNew, Supplier<Response> call) {
        long sent = System.nanoTime();
        Response response = call.get();
        long answered = System.nanoTime();
        assertThat(response.statusCode()).as(name).isIn(200, 201);
        pause(SETTLED);
        acts.computeIfAbsent(name, first -> new ArrayList<>()).add(new Act(sent, answered, System.nanoTime(), isNew));
        return response;
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void print(SwapLoad here, SwapLoad there) {
        System.out.printf(
                "JDK %s, %d + %d clients, %d rounds, %d + %d decisions%n%n",
                Runtime.version(),
                CLIENTS,
                CLIENTS_OF_THE_OTHER,
                ROUNDS,
                here.answers().size(),
                there.answers().size());
        System.out.println(
                "| act | answered after | first new here | last old here | first new there | last old there |");
        System.out.println("|---|---|---|---|---|---|");
        acts.forEach((name, all) -> System.out.printf(
                "| %s | %s | %s | %s | %s | %s |%n",
                name,
                seconds(all.stream().map(act -> (act.answered - act.sent) / 1e9)),
                seconds(all.stream().map(act -> act.firstNew(here))),
                seconds(all.stream().map(act -> act.lastOld(here))),
                seconds(all.stream().map(act -> act.firstNew(there))),
                seconds(all.stream().map(act -> act.lastOld(there)))));
    }

    /** Median and greatest. */
    private static String seconds(Stream<Double> of) {
        List<Double> sorted = of.sorted().toList();
        return "%.3f (%.3f)".formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    private URI replica(Path log) throws IOException {
        replicas.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dplimsoll.database.embedded=true", // lets the demo users in
                        "-Dquarkus.datasource.jdbc.url=" + database,
                        "-Dquarkus.datasource.username=postgres",
                        "-Dquarkus.datasource.password=postgres",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        Matcher listening = await().atMost(Duration.ofMinutes(2))
                .until(() -> LISTENING.matcher(Files.readString(log)), Matcher::find);
        return URI.create(listening.group(1));
    }

    private ProcessHandle server() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    private static void signal(String name, ProcessHandle server) {
        String processes = Stream.concat(Stream.of(server), server.descendants())
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + processes)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
