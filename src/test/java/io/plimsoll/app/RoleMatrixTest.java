package io.plimsoll.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.access.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every operation is called by every role, and by nobody: who gets past the door is what the golden table says. To change
 * it on purpose: {@code ./mvnw test -Dtest=RoleMatrixTest -Dgolden.write=true}, and read what changed.
 */
@QuarkusTest
class RoleMatrixTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/roles.txt");
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;

    @Test
    void operations_letInWhomTheTableNames() throws IOException {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        List<String> rows = new ArrayList<>();
        paths.forEach((path, item) -> item.keySet().stream()
                .filter(method -> !"parameters".equals(method))
                .forEach(method -> rows.add(row(method.toUpperCase(Locale.ROOT), path))));
        String actual = rows.stream().sorted().collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, actual);
        }

        assertThat(actual).isEqualTo(Files.readString(GOLDEN));
    }

    private static String row(String method, String path) {
        String operation = method + " " + path + ": ";
        if (status(given(), method, path) != UNAUTHENTICATED) {
            return operation + "anybody";
        }
        return operation
                + Arrays.stream(Role.values())
                        .map(Role::lowerName)
                        .filter(role -> status(given().auth().preemptive().basic(role, role + "-demo"), method, path)
                                != FORBIDDEN)
                        .collect(Collectors.joining(", "));
    }

    /** Nothing of this is acceptable, so that nothing happens to those who are let in. */
    private static int status(RequestSpecification as, String method, String path) {
        return as.urlEncodingEnabled(false)
                .contentType("application/json")
                .body("GET".equals(method) ? "" : "[]")
                .request(method, path.replaceAll("[{].*?[}]", "x"))
                .statusCode();
    }
}
