package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.RETAIL;
import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller sends wrong is answered with a 4xx problem that says what to do, and nothing is stored. */
@QuarkusTest
class BadInputTest {
    private static final String GOOD = returning("bad-input", "10");

    static Stream<Arguments> bodies() {
        return Stream.of(
                of("empty", "", 400, ""),
                of("null", "null", 422, ""),
                of("a list", "[]", 422, ""),
                of("cut off", GOOD.substring(0, 80), 400, ""),
                of("two values", GOOD + GOOD, 400, ""),
                of("duplicate key", GOOD.replace("\"customer\":", "\"id\": \"x\", \"customer\":"), 400, ""),
                of("NaN", GOOD.replace("10}", "NaN}"), 400, ""),
                of("1E+999999999", GOOD.replace("10}", "1E+999999999}"), 400, "/facts/items/0/price"),
                of("1E-999999999", GOOD.replace("10}", "1E-999999999}"), 400, "/facts/items/0/price"),
                of("1E99999999999999999999", GOOD.replace("10}", "1E99999999999999999999}"), 400, ""),
                of("ten thousand digits", GOOD.replace("10}", "1".repeat(10_000) + "}"), 400, ""),
                of("NUL", GOOD.replace("bad-input", "a\\u0000b"), 400, "/signal/id"),
                of("half a surrogate pair", GOOD.replace("bad-input", "a\\ud800b"), 400, "/signal/id"),
                of("deep", "[".repeat(10_000) + "]".repeat(10_000), 400, ""),
                of("unknown field", GOOD.replace("\"facts\":", "\"extra\": 1, \"facts\":"), 422, "/extra"),
                of("unknown fact", GOOD.replace("\"status\":", "\"x/y\": 1, \"status\":"), 422, "/facts/x~1y"),
                of("wrong type", GOOD.replace("\"delivered\"", "7"), 422, "/facts/status"),
                of("number as text", GOOD.replace("10}", "\"10\"}"), 422, "/facts/items/0/price"),
                of("number out of range", GOOD.replace("10}", "-0.01}"), 422, "/facts/items/0/price"),
                of("too large a number", GOOD.replace("10}", "10000000.01}"), 422, "/facts/items/0/price"),
                of("unknown request", GOOD.replace("return_delivered", "rob_delivered"), 422, "/request/type"),
                of("no signal", "{\"facts\": {}}", 422, "/signal"),
                of("no id", GOOD.replace("\"id\": \"bad-input\", ", ""), 422, "/signal/id"),
                of("empty id", GOOD.replace("bad-input", ""), 422, "/signal/id"),
                of("long id", GOOD.replace("bad-input", "x".repeat(201)), 422, "/signal/id"),
                of("null customer", GOOD.replace("\"c-1\"", "null"), 422, "/signal/customer"),
                of("instant in the future", at(Instant.now().plusSeconds(3600)), 422, "/signal/occurredAt"),
                of("instant long ago", at(Instant.EPOCH.minusSeconds(1)), 422, "/signal/occurredAt"),
                of("no offset", GOOD.replace("09:15:00Z", "09:15:00"), 422, "/signal/occurredAt"),
                of("no such day", GOOD.replace("03-02T", "02-30T"), 422, "/signal/occurredAt"),
                of("year a billion", GOOD.replace("2026-03", "+999999999-03"), 422, "/signal/occurredAt"),
                of("unknown channel", GOOD.replace("CHAT", "SMOKE"), 422, "/signal/channel"),
                of("score out of range", scored("{\"sentiment\": -1.01}"), 422, "/signal/scores/sentiment"),
                of("score without producer", scored("{\"sentiment\": -1}"), 422, "/signal/producer"),
                of("101 items", GOOD.replace("[{", "[" + "{\"price\": 1},".repeat(100) + "{"), 422, "/facts/items"),
                of("null item", GOOD.replace("[{", "[null, {"), 422, "/facts/items/0"),
                of("unknown argument", arguments("{\"amount\": 1}"), 422, "/request/arguments/amount"),
                of("arguments of another type", arguments("[]"), 422, "/request/arguments"),
                of("argument against fact", arguments("{\"item_ids\": [\"2\"]}"), 422, "/request/arguments/item_ids"),
                of(
                        "argument against fact",
                        arguments("{\"payment_method_id\": \"x\"}"),
                        422,
                        "/request/arguments/payment_method_id"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void body_thatIsNotAcceptable_isRefusedWithAdviceAndNotStored(
            String name, byte[] body, int status, String pointer) {
        long before = Calls.total();

        Response response = post(body);

        assertProblem(response, status);
        assertThat(response.<String>path("errors[0].pointer")).isEqualTo(pointer);
        assertThat(response.<String>path("errors[0].detail")).isNotBlank();
        assertThat(Calls.total()).isEqualTo(before);
    }

    @Test
    void brokenUtf8_isRefused() {
        byte[] body = GOOD.replace("bad-input", "\u00fc").getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(post(body), 400);
    }

    @Test
    void utf16_isRefused() {
        assertProblem(post(GOOD.getBytes(StandardCharsets.UTF_16)), 400);
    }

    @Test
    void tenMegabytes_areRefused() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"signal\": \"".getBytes(StandardCharsets.UTF_8));
        body.writeBytes("x".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));

        assertProblem(post(body.toByteArray()), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "RETAIL", "retail%00", "a%2F..", "%20"})
    void unknownDomain_isNotFound(String domain) {
        Response response = as("client")
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body(GOOD)
                .post("/v1/domains/" + domain + "/decisions");

        assertProblem(response, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void otherMethod_isRefusedAndTold(String method) {
        Response response =
                as("client").contentType("application/json").body(GOOD).request(method, RETAIL);

        assertProblem(response, 405);
        assertThat(response.header("Allow")).contains("POST");
    }

    @Test
    void otherMediaType_isRefused() {
        assertProblem(as("client").contentType("text/plain").body(GOOD).post(RETAIL), 415);
    }

    @Test
    void longKey_isRefused() {
        Response response = as("client")
                .header("Idempotency-Key", "k".repeat(501))
                .contentType("application/json")
                .body(returning(freshId(), "1"))
                .post(RETAIL);

        assertProblem(response, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "limit=99999999999999999999",
                "cursor=x",
                "custmer=x",
                "cursor=%00",
                "outcome=act",
                "from=yesterday",
                "to=%2B999999999-01-01T00:00:00Z",
                "policyVersion=-1",
                "customer=%00",
                "reason=%0A",
                "cursor=KzEwMDAwMDAtMDEtMDFUMDA6MDA6MDBaIDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA"
            })
    void query_thatIsNotAcceptable_isRefused(String query) {
        assertProblem(as("auditor").urlEncodingEnabled(false).get("/v1/decisions?" + query), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "019caf4e-5d20-7a6b-8b5e-0c1d2e3f4a5b", "%00", "1-1-1-1-1"})
    void decision_thatDoesNotExist_isNotFound(String id) {
        for (String part : new String[] {"", "/situation", "/trace", "/explanation"}) {
            assertProblem(as("auditor").urlEncodingEnabled(false).get("/v1/decisions/" + id + part), 404);
        }
    }

    private static void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<String>path("type")).startsWith("urn:plimsoll:problem:");
        assertThat(response.<String>path("detail")).isNotBlank();
        assertThat(response.asString()).doesNotContain("Exception", "io.plimsoll", "\tat ", "jackson", "SQL");
    }

    private static Response post(byte[] body) {
        return as("client").contentType("application/json").body(body).post(RETAIL);
    }

    private static Arguments of(String name, String body, int status, String pointer) {
        return Arguments.of(name, body.getBytes(StandardCharsets.UTF_8), status, pointer);
    }

    private static String at(Instant instant) {
        return GOOD.replace("2026-03-02T09:15:00Z", instant.toString());
    }

    private static String scored(String scores) {
        return GOOD.replace("\"channel\"", "\"scores\": " + scores + ", \"channel\"");
    }

    private static String arguments(String arguments) {
        return GOOD.replace("_items\"}", "_items\", \"arguments\": " + arguments + "}");
    }
}
