package io.plimsoll.access.api;

import static io.plimsoll.access.api.SignInTest.as;
import static io.plimsoll.access.api.SignInTest.me;
import static io.plimsoll.access.api.SignInTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UsersResourceTest {
    private static final String PASSWORD = "twelve-chars";

    @Test
    void newUser_isShownAndSignsIn() {
        created("ada", PASSWORD)
                .header("Location", endsWith("/v1/users/ada"))
                .body("name", equalTo("ada"), "roles", contains("analyst", "reviewer"))
                .body("demo", equalTo(false), "createdAt", notNullValue(), "disabledAt", nullValue())
                .body("password", nullValue(), "passwordHash", nullValue());

        me(basic("ada", PASSWORD)).statusCode(200).body("roles", contains("analyst", "reviewer"));
        as("admin").get("/v1/users/ada").then().statusCode(200).body("name", equalTo("ada"));
    }

    @Test
    void nameTaken_conflicts() {
        created("twice", PASSWORD);

        Problems.expect(post("/v1/users", user("twice", PASSWORD)), 409, "already-exists");
    }

    @ParameterizedTest
    @CsvSource({"11,422", "12,201", "200,201", "201,422"})
    void passwordLength_isCheckedOnBothSides(int length, int status) {
        ValidatableResponse response = post("/v1/users", user("length-" + length, "p".repeat(length)));

        response.statusCode(status);
        if (status == 422) {
            Problems.expect(response, 422, "contract-violated").body("errors.pointer", contains("/password"));
        } else {
            me(basic("length-" + length, "p".repeat(length))).statusCode(200);
            refused(me(basic("length-" + length, "p".repeat(length - 1))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Ada", "1ada", "a_b", "ad a", "-ada"})
    void oddName_isRefused(String name) {
        Problems.expect(post("/v1/users", user(name, PASSWORD)), 422, "contract-violated")
                .body("errors.pointer", contains("/name"));
    }

    @Test
    void everythingWrong_isReportedAtOnce() {
        String body = "{\"name\": 7, \"roles\": [\"king\"], \"extra\": 1}";

        Problems.expect(post("/v1/users", body), 422, "contract-violated")
                .body("errors.pointer", contains("/extra", "/name", "/password", "/roles/0"));
    }

    @Test
    void noRole_isRefused() {
        String body = "{\"name\": \"nobody\", \"password\": \"" + PASSWORD + "\", \"roles\": []}";

        Problems.expect(post("/v1/users", body), 422, "contract-violated").body("errors.pointer", contains("/roles"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]x", "{\"name\":\"a\",\"name\":\"b\"}"})
    void brokenBody_isMalformed(String body) {
        Problems.expect(post("/v1/users", body), 400, "malformed-json");
    }

    @Test
    void ownPassword_isChangedAndTheOldOneEnds() {
        created("carl", PASSWORD);
        me(basic("carl", PASSWORD)).statusCode(200);

        basic("carl", PASSWORD)
                .contentType(ContentType.JSON)
                .body("{\"password\": \"another-password\"}")
                .post("/v1/users/carl/passwords")
                .then()
                .statusCode(204);

        refused(me(basic("carl", PASSWORD)));
        me(basic("carl", "another-password")).statusCode(200);
    }

    @Test
    void somebodyElsesPassword_isForAdministratorsOnly() {
        created("dora", PASSWORD);
        String body = "{\"password\": \"another-password\"}";

        Problems.expect(
                as("analyst")
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post("/v1/users/dora/passwords")
                        .then(),
                403,
                "forbidden");
        post("/v1/users/dora/passwords", body).statusCode(204);

        me(basic("dora", "another-password")).statusCode(200);
    }

    @Test
    void demoUser_keepsItsPassword() {
        Problems.expect(post("/v1/users/analyst/passwords", "{\"password\": \"another-password\"}"), 403, "forbidden");
    }

    @Test
    void disabledUser_signsInNoMore() {
        created("emil", PASSWORD);
        me(basic("emil", PASSWORD)).statusCode(200);

        String since = post("/v1/users/emil/disablements", "")
                .statusCode(200)
                .body("disabledAt", notNullValue())
                .extract()
                .path("disabledAt");

        refused(me(basic("emil", PASSWORD)));
        post("/v1/users/emil/disablements", "").statusCode(200).body("disabledAt", equalTo(since));
    }

    @Test
    void administrator_doesNotDisableHerself() {
        Problems.expect(post("/v1/users/admin/disablements", ""), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "%00", "NO", "..%2F"})
    void unknownUser_isNotFound(String name) {
        Problems.expect(
                as("admin").urlEncodingEnabled(false).get("/v1/users/" + name).then(), 404, "not-found");
    }

    @Test
    void list_isPaged() {
        created("page-one", PASSWORD);
        List<String> names = new ArrayList<>();
        String cursor = "";

        do {
            ValidatableResponse page =
                    as("admin").get("/v1/users?limit=3&cursor=" + cursor).then().statusCode(200);
            names.addAll(page.extract().<List<String>>path("items.name"));
            cursor = page.extract().path("nextCursor");
        } while (cursor != null);

        assertThat(names).contains("page-one", "admin", "feed").isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"0,400", "1,200", "200,200", "201,400", "x,400", "-1,400", "99999999999,400"})
    void limit_isFromOneToTwoHundred(String limit, int status) {
        ValidatableResponse response =
                as("admin").get("/v1/users?limit=" + limit).then().statusCode(status);

        if (status == 400) {
            Problems.expect(response, 400, "invalid-parameter");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AAAA", "w7w"})
    void foreignCursor_isRefused(String cursor) {
        Problems.expect(as("admin").get("/v1/users?cursor=" + cursor).then(), 400, "invalid-parameter");
    }

    @Test
    void hashes_areNeverShown() {
        assertThat(as("admin").get("/v1/users?limit=200").asString()).doesNotContain("$2", "assword");
        as("admin").get("/v1/users?limit=200").then().body("items.name", hasItem("admin"));
    }

    private static ValidatableResponse created(String name, String password) {
        return post("/v1/users", user(name, password)).statusCode(201);
    }

    private static ValidatableResponse post(String path, String body) {
        return as("admin").contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static String user(String name, String password) {
        return "{\"name\": \"" + name + "\", \"password\": \"" + password
                + "\", \"roles\": [\"analyst\", \"reviewer\"]}";
    }

    private static RequestSpecification basic(String name, String password) {
        return given().auth().preemptive().basic(name, password);
    }
}
