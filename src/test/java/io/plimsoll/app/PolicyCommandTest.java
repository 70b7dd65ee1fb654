package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.TestPolicy;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BundleArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class PolicyCommandTest {
    private static final PolicyBundle GOOD =
            TestPolicy.policy().request("permit", TestPolicy.PERMIT).bundle();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void check_goodBundle_passesWithWarnings(@TempDir Path folder) throws Exception {
        Path zip = Files.write(folder.resolve("good.zip"), BundleArchive.write(GOOD));

        int code = run("check", zip.toString());

        assertThat(code).isZero();
        assertThat(text())
                .contains("SCENARIOS_MISSING", "passed: 0 errors", GOOD.digest().toString());
        assertThat(run("check", zip.toString(), "--strict")).isEqualTo(1);
    }

    @Test
    void check_badFolder_writesReportsForBuildServers(@TempDir Path folder) throws Exception {
        PolicyBundle bad = TestPolicy.policy().request("permit", "now()").bundle();
        for (String path : bad.paths()) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.write(folder.resolve(path), bad.file(path));
        }
        Path junit = Files.createTempFile("gate", ".xml");
        Path json = Files.createTempFile("gate", ".json");

        int code = run("check", folder.toString(), "--report", "junit=" + junit, "--report", "json=" + json);

        assertThat(code).isEqualTo(1);
        assertThat(text()).contains("error CLOCK_READ [", "dmn/test.dmn, decision 'permit'", "refused: 1 errors");
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isPositive();
        Object tree = StrictJson.read(Files.readAllBytes(json));
        assertThat(Tree.asObject(tree))
                .containsEntry("passed", false)
                .containsEntry("bundle", bad.digest().toString());
    }

    @Test
    void check_bareModel_saysWhyItCannotDecide(@TempDir Path folder) throws IOException {
        Path model = Files.write(folder.resolve("model.dmn"), GOOD.file("dmn/test.dmn"));

        assertThat(run("check", model.toString())).isEqualTo(1);
        assertThat(text()).contains("MANIFEST_MISSING", "can be tried in the sandbox");
    }

    @Test
    void check_brokenZip_isRefused(@TempDir Path folder) throws IOException {
        Path zip = Files.write(folder.resolve("bad.zip"), "PK nothing".getBytes(StandardCharsets.UTF_8));

        assertThat(run("check", zip.toString())).isEqualTo(1);
        assertThat(text()).contains("ARCHIVE_REFUSED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "look",
                "check",
                "check a b",
                "check a --report",
                "check a --report pdf=x",
                "check a --wrong x",
                "check /nowhere/at/all"
            })
    void command_thatIsNotUnderstood_endsWithTwo(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
    }

    private int run(String... arguments) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return PolicyCommand.run(List.of(arguments), stream, stream);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
