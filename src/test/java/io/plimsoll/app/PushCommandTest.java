package io.plimsoll.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.BundleArchive;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts from the command line. */
@QuarkusTest
class PushCommandTest {
    private static final Map<String, String> ANALYST =
            Map.of("PLIMSOLL_USER", "analyst", "PLIMSOLL_PASSWORD", "analyst-demo");
    private static final PolicyBundle RETAIL = BuiltInPolicies.bundle("retail");
    private static final String MODEL = "dmn/cancel-pending-order.dmn";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void folder_becomesADraft(@TempDir Path folder) throws IOException {
        for (String path : RETAIL.paths()) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.write(folder.resolve(path), RETAIL.file(path));
        }

        assertThat(push(folder.toString(), "--note", "from a folder")).isZero();

        assertThat(answer().getString("state")).isEqualTo("DRAFT");
        assertThat(answer().getString("digest")).isEqualTo(RETAIL.digest().toString());
    }

    @Test
    void zip_isKeptByteForByte(@TempDir Path folder) throws IOException {
        Path zip = folder.resolve("retail.zip");
        Files.write(zip, BundleArchive.write(RETAIL));

        assertThat(push(zip.toString(), "--note", "from a zip", "--parent", "retail.policy.1"))
                .isZero();

        assertThat(given().auth()
                        .preemptive()
                        .basic("analyst", "analyst-demo")
                        .get("/v1/policy-versions/" + answer().getString("id") + "/bundle")
                        .asByteArray())
                .isEqualTo(Files.readAllBytes(zip));
        assertThat(answer().getString("parent")).isEqualTo("retail.policy.1");
    }

    @Test
    void singleFiles_changeAParent(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("dmn"));
        Files.writeString(folder.resolve(MODEL), "<definitions/>");

        assertThat(push("--in", folder.toString(), MODEL, "--parent", "retail.policy.1", "--note", "one file"))
                .isZero();

        assertThat(answer().getString("digest")).isNotEqualTo(RETAIL.digest().toString());
    }

    @Test
    void refusals_areTold(@TempDir Path folder) {
        assertThat(push("--note", "nothing named")).isEqualTo(2);
        assertThat(push(folder.toString())).isEqualTo(2);
        assertThat(push(folder.resolve("nowhere").toString(), "--note", "n")).isEqualTo(2);
        assertThat(PushCommand.run(
                        List.of(folder.toString(), "--note", "n"), ANALYST, new PrintStream(out), new PrintStream(err)))
                .isNotZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage:");
    }

    private int push(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://localhost:" + RestAssured.port));
        return PushCommand.run(
                all,
                ANALYST,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private JsonPath answer() {
        return JsonPath.from(out.toString(StandardCharsets.UTF_8));
    }
}
