package io.plimsoll.platform.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RouterProblemsTest {
    private static final int LIMIT = 1024 * 1024;
    private static final String HEAD = "POST /v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString("admin:admin-demo".getBytes(StandardCharsets.UTF_8))
            + "\r\nContent-Type: application/json\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%41", "a%zz:80", "x%41%", ":80", "[zz]:1", ""})
    void hostThatIsNone_isAnsweredAllTheSame(String host) throws IOException {
        String answer = raw("GET /v1/service HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (200|400) .*");
    }

    @Test
    void bodyDeclaredTooLarge_isRefusedBeforeItIsSent() throws IOException {
        String answer = raw(HEAD + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n");

        expect(answer, 413, "body-too-large");
        assertThat(answer).containsIgnoringCase("connection: close");
    }

    @Test
    void bodySentTooLarge_isRefusedWhileItIsSent() throws IOException {
        String answer = RawRequests.answer(RestAssured.port, out -> {
            out.write((HEAD + "Content-Length: " + (4 * LIMIT) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(new byte[4 * LIMIT]);
        });

        expect(answer, 413, "body-too-large");
    }

    @Test
    void chunkedBodyTooLarge_isRefused() throws IOException {
        expect(chunked(LIMIT + 1), 413, "body-too-large");
    }

    @Test
    void chunkedBodyWithinTheLimit_isRead() throws IOException {
        expect(chunked(LIMIT), 400, "malformed-json");
    }

    @Test
    void bodyWithinTheLimit_isRead() throws IOException {
        String answer = RawRequests.answer(RestAssured.port, out -> {
            out.write((HEAD + "Content-Length: " + LIMIT + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.write("[".repeat(LIMIT).getBytes(StandardCharsets.UTF_8));
        });

        expect(answer, 400, "malformed-json");
    }

    @Test
    void expectation_isAnsweredBeforeTheBodyIsSent() throws IOException {
        assertThat(raw(HEAD + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"))
                .startsWith("HTTP/1.1 100");
        expect(
                raw(HEAD + "Expect: 100-continue\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n"),
                413,
                "body-too-large");
    }

    @Test
    void addressTooLong_isRefused() throws IOException {
        expect(raw("GET /v1/users?cursor=" + "a".repeat(8_192) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "uri-too-long");
    }

    @Test
    void headersTooLarge_areRefused() throws IOException {
        expect(
                raw("GET /v1/users HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(16_384) + "\r\n\r\n"),
                431,
                "headers-too-large");
    }

    /** Out of our reach: these are answered before there is a router. */
    @Test
    void whatTheServerRefuses_isAnsweredWithoutABody() throws IOException {
        String end = " HTTP/1.1\r\nHost: x\r\n\r\n";

        assertThat(raw("GET /" + "a".repeat(140_000) + end)).contains(" 414 ").endsWith("\r\n\r\n");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(140_000) + "\r\n\r\n"))
                .contains(" 431 ")
                .endsWith("\r\n\r\n");
        assertThat(raw("nonsense\r\n\r\n")).contains(" 400 ").endsWith("\r\n\r\n");
        assertThat(raw("GET /v1/%zz" + end)).contains(" 400 ").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "9223372036854775807", "-1", "+5", "x", "1, 2", "0x10"})
    void oddLength_isTheCallersMistake(String length) throws IOException {
        assertThat(raw(HEAD + "Content-Length: " + length + "\r\n\r\n{}")).containsPattern("^HTTP/1.1 4\\d\\d ");
    }

    @Test
    void emptyBody_isMalformed() throws IOException {
        expect(raw(HEAD + "Content-Length: 0\r\n\r\n"), 400, "malformed-json");
        expect(raw(HEAD + "\r\n"), 400, "malformed-json");
        expect(chunked(0), 400, "malformed-json");
    }

    @Test
    void pipelinedRequests_areAllAnswered() throws IOException {
        String two = HEAD + "Content-Length: 2\r\n\r\n{}";

        assertThat(raw(two + two).split("contract-violated", -1)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/nothing,404,not-found",
        "/v1/nothing/%00,404,not-found",
        "/v1/../v1/nothing,404,not-found",
        "/nothing,404,not-found",
        "/q/nothing,404,not-found",
        "nothing,404,not-found"
    })
    void oddAddress_isAProblem(String address, int status, String code) throws IOException {
        expect(raw("GET " + address + " HTTP/1.1\r\nHost: x\r\n\r\n"), status, code);
    }

    @Test
    void hostMissing_isAProblem() throws IOException {
        expect(raw("GET /v1/users HTTP/1.1\r\n\r\n"), 400, "invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PUT", "PATCH"})
    void methodNotOffered_namesThoseThatAre(String method) {
        given().request(method, "/v1/users")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"))
                .body("type", equalTo("urn:plimsoll:problem:method-not-allowed"));
    }

    @Test
    void methodNotOffered_countsTheWholeAddress() {
        given().get("/v1/users/ada/disablements").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    void otherMediaType_isAProblem() {
        given().auth()
                .preemptive()
                .basic("admin", "admin-demo")
                .contentType("text/plain")
                .body("x")
                .post("/v1/users")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("application/json"));
    }

    @Test
    void answerNotWanted_isAProblem() {
        given().auth()
                .preemptive()
                .basic("admin", "admin-demo")
                .accept("text/csv")
                .get("/v1/users")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void head_hasNoBody() {
        given().head("/v1/nothing").then().statusCode(404).body(equalTo(""));
    }

    private String chunked(int length) throws IOException {
        return RawRequests.answer(RestAssured.port, out -> {
            out.write((HEAD + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            for (int left = length; left > 0; left -= 8_192) {
                chunk(out, "[".repeat(Math.min(left, 8_192)));
            }
            chunk(out, "");
        });
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String raw(String request) throws IOException {
        return RawRequests.answer(RestAssured.port, request);
    }

    private static void expect(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"urn:plimsoll:problem:" + code + "\"")
                .doesNotContain("Exception", "java.", "io.plimsoll", "\tat ");
    }
}
