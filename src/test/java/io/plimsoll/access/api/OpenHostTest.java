package io.plimsoll.access.api;

import static io.plimsoll.access.api.SignInTest.as;
import static io.plimsoll.access.api.SignInTest.me;
import static io.plimsoll.access.api.SignInTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A service that others can reach, with an administrator from the configuration. */
@QuarkusTest
@TestProfile(OpenHostTest.OpenHost.class)
class OpenHostTest {
    @Inject
    DataSource database;

    /** The profile. */
    public static final class OpenHost implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.host", "0.0.0.0", "plimsoll.access.admin-password", "admin-of-the-house");
        }
    }

    @Test
    void configuredAdministrator_signsIn() {
        me(admin()).statusCode(200).body("roles", contains("admin"));
        given().get("/v1/service").then().body("demo", equalTo(false), "demoUsers", nullValue());
    }

    @Test
    void demoUser_isRefusedEvenIfItIsInTheTable() throws SQLException {
        refused(me(as("auditor")));

        execute(
                "INSERT INTO local_user (name, password_hash, roles, demo) VALUES ('demo', ?, '{auditor}', true)",
                BcryptUtil.bcryptHash("0".repeat(64), 4));

        refused(me(as("demo")));
        admin().get("/v1/users").then().body("items.name", contains("admin", "demo"));
    }

    @Test
    void disabledElsewhere_actsHereWithinSeconds() throws SQLException {
        String key = admin().contentType(ContentType.JSON)
                .body("{\"client\": \"crm\", \"roles\": [\"client\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("apiKey");
        me(given().header("X-API-Key", key)).statusCode(200);

        assertThat(execute("UPDATE api_key SET revoked_at = now() WHERE client = ?", "crm"))
                .isEqualTo(1);

        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        given().header("X-API-Key", key).get("/v1/callers/me").statusCode() == 401);
    }

    private static RequestSpecification admin() {
        return given().auth().preemptive().basic("admin", "admin-of-the-house");
    }

    private int execute(String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            return statement.executeUpdate();
        }
    }
}
