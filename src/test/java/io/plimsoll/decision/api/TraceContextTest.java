package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.as;
import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a collector nothing is traced, and what the caller sent is kept all the same. */
@QuarkusTest
class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(strings = {"00-" + TRACE + "-00f067aa0ba902b7-01"})
    void traceparent_ofTheCaller_isKept(String header) {
        as("auditor").get(decided(header)).then().body("traceparent", equalTo(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-xyz", "00-" + TRACE + "-0000000000000000-01", "'; drop table decision"})
    void traceparent_thatIsNone_isNotKept(String header) {
        as("auditor").get(decided(header)).then().body("traceparent", nullValue());
    }

    private static String decided(String traceparent) {
        return as("client")
                .header("traceparent", traceparent)
                .contentType("application/json")
                .body(returning(freshId(), "10"))
                .post(Calls.RETAIL)
                .then()
                .statusCode(201)
                .extract()
                .path("links.self");
    }
}
