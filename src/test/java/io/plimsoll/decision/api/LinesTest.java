package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.RETAIL;
import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of submissions, one a line. */
@QuarkusTest
class LinesTest {
    private static final String LINES = "application/x-ndjson";

    @Test
    void lines_goodAndBad_areAnsweredInTheirOrder() {
        String id = freshId();
        byte[] broken = {'{', '"', (byte) 0xFF, '"', ':', '1', '}', '\n'};
        String long_ = line(freshId(), "1").replace("CHAT", "C".repeat(LineCutter.MAX_LINE));
        byte[] body = concat(
                "\uFEFF" + line(id, "10") + "\r\n\n{bad\n" + line(id, "10.00") + "\n",
                broken,
                line(id, "11") + "\n" + long_ + "\n" + line(freshId(), "-1") + "\n[]\n" + line(freshId(), "12"));

        Response response = send(body);

        response.then().statusCode(200).contentType(LINES);
        List<JsonPath> answers = answers(response.asString());
        assertThat(answers)
                .extracting(answer -> answer.getInt("line") + " " + answer.getInt("status") + " "
                        + answer.getString("replayed") + " " + type(answer))
                .containsExactly(
                        "1 201 false null",
                        "3 400 null malformed-json",
                        "4 201 true null",
                        "5 400 null malformed-json",
                        "6 409 null signal-conflict",
                        "7 413 null body-too-large",
                        "8 422 null contract-violated",
                        "9 422 null contract-violated",
                        "10 201 false null");
        assertThat(answers.get(2).getString("decision.id"))
                .isEqualTo(answers.get(0).getString("decision.id"));
        assertThat(answers.get(6).getString("problem.errors[0].pointer")).isEqualTo("/facts/items/0/price");
        assertThat(answers.get(6).getString("problem.instance")).isEqualTo(RETAIL);
        as("client")
                .get(answers.get(0).getString("decision.links.self"))
                .then()
                .statusCode(200)
                .body("verdict.outcome", equalTo("ACT"));
    }

    @Test
    void nothing_isAnsweredWithNothing() {
        assertThat(send(new byte[0]).then().statusCode(200).extract().asString())
                .isEmpty();
        assertThat(send("\n \r\n".getBytes(StandardCharsets.UTF_8))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEmpty();
    }

    @Test
    void manyLines_areAllAnsweredWhileTheyAreSent() throws Exception {
        int count = 20_000;
        String run = freshId();
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (LineStream stream = LineStream.open("retail")) {
            Future<?> sent = sender.submit(() -> {
                for (int i = 1; i <= count; i++) {
                    stream.send((i % 1_000 == 500 ? "{bad" : line(run + i, "10")) + "\n");
                }
                return stream.finish();
            });

            assertThat(stream.head()).startsWith("HTTP/1.1 200");
            for (int i = 1; i <= count; i++) {
                assertThat(stream.line())
                        .startsWith("{\"line\":" + i + ",\"status\":" + (i % 1_000 == 500 ? 400 : 201));
            }
            assertThat(stream.line()).isNull();
            sent.get();
        } finally {
            sender.shutdownNow();
        }
    }

    @Test
    void readerThatStops_stopsTheDecisions() throws Exception {
        int pairs = 3_000;
        long before = Calls.total();
        String run = freshId();
        String wrong = "{"
                + IntStream.range(0, 50).mapToObj(i -> "\"f" + i + "\": 1").collect(Collectors.joining(",")) + "}\n";
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (LineStream stream = LineStream.openWithSmallBuffer()) {
            Future<?> sent = sender.submit(() -> {
                for (int i = 0; i < pairs; i++) {
                    stream.send(wrong + line(run + i, "10") + "\n");
                }
                return stream.finish();
            });

            long made = await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofMinutes(1))
                    .until(new Standstill(), standstill -> standstill.isReached())
                    .total();
            assertThat(made - before).isGreaterThan(0).isLessThan(pairs);

            stream.head();
            assertThat(stream.lines()).hasSize(2 * pairs);
            sent.get();
            assertThat(Calls.total()).isEqualTo(before + pairs);
        } finally {
            sender.shutdownNow();
        }
    }

    @Test
    void connectionCut_endsTheWorkAndLeavesHalfALineAlone() throws Exception {
        for (int i = 0; i < 6; i++) {
            String id = freshId();
            try (LineStream stream = LineStream.open("retail")) {
                stream.send(line(freshId(), "1") + "\n" + line(id, "1"));
                stream.head();
                assertThat(stream.line()).contains("\"status\":201");
            }
            // Had half a line been decided, this content would be a conflict.
            Calls.decide(returning(id, "2")).then().statusCode(201);
        }

        await().untilAsserted(() -> send(line(freshId(), "1").getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(200));
    }

    @Test
    void streams_beyondTheFourth_areToldToComeBack() throws Exception {
        List<LineStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                open.add(await().ignoreExceptions().until(LinesTest::begun, Objects::nonNull));
            }

            send(line(freshId(), "1").getBytes(StandardCharsets.UTF_8))
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"))
                    .body("type", equalTo("urn:plimsoll:problem:overloaded"))
                    .body("detail", containsString("batches run already"));
            try (LineStream fifth = LineStream.open("retail")) {
                assertThat(fifth.head()).startsWith("HTTP/1.1 503");
                assertThat(fifth.isClosedByServer()).isTrue();
            }
            Calls.decide(returning(freshId(), "1")).then().statusCode(201);
        } finally {
            for (LineStream stream : open) {
                stream.finish();
                assertThat(stream.lines()).isEmpty();
                stream.close();
            }
        }
        await().untilAsserted(() -> send(line(freshId(), "1").getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(200));
    }

    private static LineStream begun() throws IOException {
        LineStream stream = LineStream.open("retail");
        stream.send(line(freshId(), "1") + "\n");
        if (!stream.head().startsWith("HTTP/1.1 200")) {
            stream.close();
            throw new IllegalStateException("another test's batch has not ended yet");
        }
        assertThat(stream.line()).contains("\"line\":1");
        return stream;
    }

    @Test
    void signalsOfOneCustomer_areDecidedInTheOrderOfTheLines() {
        String customer = freshId();
        String body = IntStream.range(0, 40)
                .mapToObj(
                        i -> """
                        {"signal": {"id": "%s-%d", "customer": "%s", "occurredAt": "%s", "channel": "CHAT"}}
                        """.formatted(customer, i, customer, Instant.now().minusSeconds(40 - i)))
                .collect(Collectors.joining());

        Response response = as("client")
                .contentType(LINES)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/domains/customer-recovery/decisions");

        List<JsonPath> answers = answers(response.asString());
        assertThat(answers).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(answers.get(i).getString("decision.signal")).isEqualTo(customer + "-" + i);
        }
        List<Object> known = as("client")
                .get(answers.get(25).getString("decision.links.situation"))
                .jsonPath()
                .getList("background.signals");
        assertThat(known).hasSize(25);
    }

    @ParameterizedTest
    @CsvSource({
        "client, nowhere, false, 404, unknown-domain",
        "client, retail, true, 400, invalid-parameter",
        "analyst, retail, false, 403, forbidden"
    })
    void batch_thatMayNotBegin_isRefusedWhole(String user, String domain, boolean key, int status, String type) {
        var call = as(user).contentType(LINES).body(line(freshId(), "1").getBytes(StandardCharsets.UTF_8));

        (key ? call.header("Idempotency-Key", "k") : call)
                .post("/v1/domains/" + domain + "/decisions")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:plimsoll:problem:" + type));
    }

    @Test
    void lengthBeyondThatOfOtherBodies_isNoReasonToRefuse() {
        String padded = " ".repeat(200_000) + line(freshId(), "1") + "\n";

        assertThat(answers(
                        send(padded.repeat(8).getBytes(StandardCharsets.UTF_8)).asString()))
                .extracting(answer -> answer.getString("replayed"))
                .containsExactly("false", "true", "true", "true", "true", "true", "true", "true");
    }

    @Test
    void mediaTypeThatIsNone_isTheCallersMistake() {
        as("client")
                .header("Content-Type", "lines")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post(RETAIL)
                .then()
                .statusCode(415);
    }

    /** Tells when nothing was decided since it was asked before. */
    private static final class Standstill implements Callable<Standstill> {
        private long before = -1;
        private long total = -2;

        @Override
        public Standstill call() {
            before = total;
            total = Calls.total();
            return this;
        }

        boolean isReached() {
            return total == before;
        }

        long total() {
            return total;
        }
    }

    private static Response send(byte[] body) {
        return as("client").contentType(LINES).body(body).post(RETAIL);
    }

    private static String line(String signal, String price) {
        return returning(signal, price).replace("\n", " ").strip();
    }

    private static List<JsonPath> answers(String body) {
        return body.lines().map(JsonPath::new).toList();
    }

    private static String type(JsonPath answer) {
        String type = answer.getString("problem.type");
        return type == null ? "null" : type.replace("urn:plimsoll:problem:", "");
    }

    private static byte[] concat(String first, byte[] second, String third) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(second);
        bytes.writeBytes(third.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
