package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents over HTTP, some of them written by a library that is not ours. */
@QuarkusTest
class SignalsTest {
    private static final String SIGNALS = "/v1/signals";

    @Test
    void event_ofTheDocumentation_isDecided() {
        structured(Examples.EVENT.replace("\"s-1\"", "\"" + freshId() + "\""))
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/decisions/"))
                .header("Idempotent-Replayed", nullValue())
                .body("verdict.outcome", equalTo("ACT"))
                .body("verdict.intents[0].ceiling.amount", equalTo(354.49f));
    }

    @Test
    void event_ofTheSdk_isTheSameInBothModes() {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("one + two " + freshId())
                .withSource(URI.create("https://shop.example/chat?room=1"))
                .withType(Events.TYPE)
                .withTime(OffsetDateTime.parse("2026-03-02T09:15:00+01:00"))
                .withExtension("plimsolldomain", "retail")
                .withExtension("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .withData("application/json", data().getBytes(StandardCharsets.UTF_8))
                .build();

        Response structured = sent(event, false);
        Response binary = sent(event, true);

        structured.then().statusCode(201).body("signal", equalTo(event.getId()));
        assertThat(binary.statusCode()).isEqualTo(201);
        assertThat(binary.asString()).isEqualTo(structured.asString());
        assertThat(binary.header("Idempotent-Replayed")).isEqualTo("true");
        as("client")
                .get(structured.header("Location"))
                .then()
                .body("source", equalTo("client https://shop.example/chat?room=1"))
                .body("situation.signal.occurredAt", equalTo("2026-03-02T08:15:00Z"));
    }

    private static Response sent(CloudEvent event, boolean binary) {
        RequestSpecification request = as("client");
        AtomicReference<byte[]> body = new AtomicReference<>();
        var writer = HttpMessageFactory.createWriter(request::header, body::set);
        if (binary) {
            writer.writeBinary(event);
        } else {
            writer.writeStructured(event, JsonFormat.CONTENT_TYPE);
        }
        return request.body(Objects.requireNonNull(body.get())).post(SIGNALS);
    }

    @Test
    void batch_ofGoodAndBadEvents_isAnsweredEventByEvent() {
        String id = freshId();
        String batch =
                "[" + event(id, "") + ", 7, " + event(id, "") + ", " + event(freshId(), ", \"data_base64\": \"e30=\"")
                        + ", " + event(freshId(), "").replace("10.5", "-1") + ", "
                        + event(freshId(), "").replace("\"retail\"", "\"nowhere\"") + "]";

        batched(batch)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("items.event", equalTo(List.of(1, 2, 3, 4, 5, 6)))
                .body("items.status", equalTo(List.of(201, 422, 201, 422, 422, 404)))
                .body("items[0].replayed", equalTo(false))
                .body("items[2].replayed", equalTo(true))
                .body("items[2].decision.signal", equalTo(id))
                .body("items[3].problem.errors[0].pointer", equalTo("/data_base64"))
                .body("items[4].problem.errors[0].pointer", equalTo("/data/facts/items/0/price"))
                .body("items[5].problem.type", equalTo("urn:plimsoll:problem:unknown-domain"));
        batched("[]").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void batch_beyondItsBounds_isRefusedWhole() {
        batched(IntStream.range(0, 1_001).mapToObj(i -> "1").collect(Collectors.joining(",", "[", "]")))
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("at most 1000"));
        batched("{}").then().statusCode(422);
        batched("[{\"id\": 1, \"id\": 2}]").then().statusCode(400);
    }

    @Test
    void data_asBase64_isReadAsStrictlyAsAnyOther() {
        String id = freshId();
        String data = Base64.getEncoder().encodeToString(data().getBytes(StandardCharsets.UTF_8));
        String twice = Base64.getEncoder().encodeToString("{\"a\": 1, \"a\": 2}".getBytes(StandardCharsets.UTF_8));

        structured(event(id, "").replace("\"data\": " + data(), "\"data_base64\": \"" + data + "\""))
                .then()
                .statusCode(201)
                .body("signal", equalTo(id));
        structured(event(id, "").replace("\"data\": " + data(), "\"data_base64\": \"" + twice + "\""))
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("same field twice"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"specversion\": \"1.0\", | '' | 422 | /specversion | is missing",
                "\"1.0\" | \"0.3\" | 422 | /specversion | must be one of 1.0",
                "io.plimsoll.signal.v1 | com.example.other | 422 | /type | must be one of io.plimsoll.signal.v1",
                "\"source\": \"/shop\", | '' | 422 | /source | is missing",
                "/shop | /my shop | 422 | /source | URI reference",
                "/shop | http:// | 422 | /source | URI reference",
                "\"plimsolldomain\": \"retail\", | '' | 422 | /plimsolldomain | is missing",
                "\"time\": \"2026 | \"time\": \"x2026 | 422 | /time | RFC 3339",
                "\"time\": \"2026-03-02T09:15:00Z\", | '' | 422 | /data/signal/occurredAt | is missing",
                "\"customer\": \"c-1\" | \"customer\": \"c-1\", \"id\": \"other\" | 422 | /data/signal/id | id of the event",
                "\"customer\": \"c-1\" | \"customer\": \"c-1\", \"x\": 1 | 422 | /data/signal/x | not declared",
                "\"specversion\" | \"Trace_Parent\": \"x\", \"specversion\" | 422 | /Trace_Parent | lower-case",
                "\"specversion\" | \"a/b~c\": \"x\", \"specversion\" | 422 | /a~1b~0c | lower-case",
                "\"specversion\" | \"extra\": [1], \"specversion\" | 422 | /extra | string",
                "\"specversion\" | \"data_base64\": \"!\", \"specversion\" | 422 | /data_base64 | beside data",
                "\"data\": {| \"data_base64\": \"!\", \"ignored\": {| 422 | /ignored | must be a string",
                "\"data\": {\"signal\" | \"data\": {\"noise\" | 422 | /data/noise | not declared",
            })
    void event_malformed_isRefusedWithAdvice(String from, String to, int status, String pointer, String detail) {
        String event = event(freshId(), "");
        assertThat(event).contains(from);

        structured(event.replace(from, to))
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString("Nothing was stored."))
                .body("errors.pointer", hasItem(pointer))
                .body("errors.find { it.pointer == '" + pointer + "' }.detail", containsString(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "[]", "null", "1"})
    void data_thatIsNoSubmission_isRefused(String data) {
        structured(event(freshId(), "").replace(data(), data))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/data"));
    }

    @Test
    void data_thatIsNotJson_isAnUnsupportedMediaType() {
        structured(event(freshId(), ", \"datacontenttype\": \"text/xml\""))
                .then()
                .statusCode(415)
                .body("detail", containsString("application/json"));
        as("client")
                .contentType("application/xml")
                .body("<a/>")
                .post(SIGNALS)
                .then()
                .statusCode(415);
        binary(freshId(), "{bad").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "nonsense", "*/*;q=x"})
    void answerThatIsNotWanted_isRefusedBeforeAnythingIsDecided(String accept) {
        String id = freshId();

        for (String type : new String[] {Events.STRUCTURED, Events.BATCHED}) {
            String event = event(id, "");
            Response answer = as("client")
                    .header("Accept", accept)
                    .contentType(type)
                    .body(type.equals(Events.BATCHED) ? "[" + event + "]" : event)
                    .post(SIGNALS);
            assertThat(answer.statusCode()).as(type + answer.asString()).isEqualTo(406);
        }

        // else it would be one that was decided before
        assertThat(structured(event(id, "")).header("Idempotent-Replayed")).isNull();
    }

    @Test
    void headers_missingOrTwice_areNamed() {
        as("client")
                .contentType("application/json")
                .body(data())
                .post(SIGNALS)
                .then()
                .statusCode(422)
                .body("errors.detail", hasItem("the header ce-specversion is missing"));
        as("client")
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-type", Events.TYPE)
                .header("ce-plimsolldomain", "retail")
                .header("ce-source", "/shop")
                .header("ce-id", "1")
                .header("ce-id", "2")
                .body(data())
                .post(SIGNALS)
                .then()
                .statusCode(422)
                .body("errors.detail", hasItem("the header ce-id is sent twice"));
    }

    @Test
    void headers_percentEncoded_areDecoded() {
        String id = freshId();

        binary("%C3%BC+%2541 " + id, data()).then().statusCode(201).body("signal", equalTo("ü+%41 " + id));
    }

    @Test
    void key_isRefused() {
        as("client")
                .contentType(Events.STRUCTURED)
                .header("Idempotency-Key", "k")
                .body(event(freshId(), ""))
                .post(SIGNALS)
                .then()
                .statusCode(400)
                .body("detail", containsString("Idempotency-Key"));
    }

    @Test
    void sameSourceAndId_ofAnotherClient_isAnotherSignalAndStaysHidden() {
        String id = freshId();
        Response mine = structured(event(id, ""));
        Response other = as("feed")
                .contentType(Events.STRUCTURED)
                .body(event(id, "").replace("10.5", "99"))
                .post(SIGNALS);
        Response plain = Calls.decide(returning(id, "7"));

        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(other.header("Idempotent-Replayed")).isNull();
        assertThat(plain.statusCode()).isEqualTo(201);
        as("feed").get(mine.header("Location")).then().statusCode(404);
        as("client").get(other.header("Location")).then().statusCode(404);
        as("client").get(mine.header("Location")).then().statusCode(200);
        as("client")
                .queryParam("source", "client /shop")
                .get("/v1/decisions")
                .then()
                .body("items.id", hasItem(mine.<String>path("id")))
                .body("items.id", not(hasItem(plain.<String>path("id"))));
        as("client")
                .queryParam("limit", 200)
                .get("/v1/decisions")
                .then()
                .body("items.id", hasItem(mine.<String>path("id")))
                .body("items.id", hasItem(plain.<String>path("id")))
                .body("items.id", not(hasItem(other.<String>path("id"))));
        as("feed")
                .queryParam("source", "client /shop")
                .get("/v1/decisions")
                .then()
                .body("items", hasSize(0));
    }

    private static Response structured(String event) {
        return as("client").contentType(Events.STRUCTURED).body(event).post(SIGNALS);
    }

    private static Response batched(String events) {
        return as("client").contentType(Events.BATCHED).body(events).post(SIGNALS);
    }

    private static Response binary(String id, @Nullable String body) {
        return as("client")
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-type", Events.TYPE)
                .header("ce-plimsolldomain", "retail")
                .header("ce-source", "/shop")
                .header("ce-id", id)
                .header("ce-time", "2026-03-02T09:15:00Z")
                .body(body)
                .post(SIGNALS);
    }

    private static String event(String id, String more) {
        return """
                {"specversion": "1.0", "type": "io.plimsoll.signal.v1", "source": "/shop", "id": "%s",
                 "time": "2026-03-02T09:15:00Z", "plimsolldomain": "retail", "data": %s%s}
                """.formatted(id, data(), more);
    }

    private static String data() {
        return """
                {"signal": {"customer": "c-1", "channel": "CHAT"}, "request": {"type": "return_delivered_order_items"},\
                 "facts": {"status": "delivered", "chosen_is_original": true,\
                 "chosen_payment": {"id": "paypal_1", "source": "paypal"}, "items": [{"item_id": "1", "price": 10.5}]}}""";
    }
}
