package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a collector named, a request can be followed to its commit; the trace context is kept with the decision. */
@QuarkusTest
@TestProfile(TracingTest.Collected.class)
class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Inject
    InMemorySpanExporter spans;

    /** Spans are kept in memory instead of being sent. */
    public static class Collected implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
        }
    }

    @ApplicationScoped
    static class Collector {
        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }

        @Produces
        @Singleton
        SpanProcessor processor(InMemorySpanExporter exporter) {
            return SimpleSpanProcessor.create(exporter);
        }
    }

    @Test
    void decision_isFollowedFromTheRequestToItsCommit() {
        JsonPath decision = as("client")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .contentType("application/json")
                .body(returning(freshId(), "10"))
                .post(Calls.RETAIL)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> named("plimsoll.decide").size() == 1);
        assertThat(named("plimsoll.decide").get(0).getAttributes().asMap())
                .anySatisfy((key, value) -> assertThat(value).isEqualTo(decision.getString("id")));
        for (String stage : List.of("plimsoll.evaluate", "plimsoll.record")) {
            assertThat(named(stage))
                    .singleElement()
                    .extracting(SpanData::getParentSpanId)
                    .isEqualTo(named("plimsoll.decide").get(0).getSpanId());
        }
        as("auditor").get(decision.getString("links.self")).then().body("traceparent", containsString(TRACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-xyz", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", ""})
    void traceparent_thatIsNone_disturbsNothing(String header) {
        as("client")
                .header("traceparent", header)
                .contentType("application/json")
                .body(returning(freshId(), "10"))
                .post(Calls.RETAIL)
                .then()
                .statusCode(201);
    }

    private List<SpanData> named(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .filter(span -> span.getTraceId().equals(TRACE))
                .toList();
    }
}
