package io.plimsoll.access.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;

/** Checks what holds for every problem. */
final class Problems {
    private Problems() {}

    static ValidatableResponse expect(ValidatableResponse response, int status, String code) {
        assertThat(response.extract().body().asString())
                .doesNotContain("Exception", "java.", "io.plimsoll", "io.quarkus", "org.", "\tat ");
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:plimsoll:problem:" + code))
                .body("status", equalTo(status))
                .body("title", not(emptyString()))
                .body("detail", not(emptyString()));
    }
}
