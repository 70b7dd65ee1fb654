package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios replayed on the command line. */
class ReplayCommandTest {
    private static final String BAGS = "scenarios/airline/bags.yaml";
    private static final String FIRST = "src/main/bundles/airline-1";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return ReplayCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void scenarios_thatComeOutAsExpected_endWithZero(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.xml");

        assertThat(run(BAGS, "--policy", "airline", "--report", "junit=" + report))
                .isZero();

        assertThat(said()).contains(" scenarios run, 0 failed");
        assertThat(report).content().contains("<testsuite name=\"scenarios\"", "failures=\"0\"");
    }

    @Test
    void scenarios_ofAnotherText_sayWhereTheyDiffer() {
        assertThat(run(BAGS, "--policy", FIRST)).isEqualTo(1);

        assertThat(said()).contains("bags.yaml allowance", "customerPays", "line ");
    }

    @Test
    void baseline_saysWhatThePolicyChanges(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("dossier.html");
        Path json = folder.resolve("dossier.json");

        int end = run(
                BAGS,
                "--policy",
                "airline",
                "--baseline",
                FIRST,
                "--mode",
                "simulate",
                "--report",
                "html=" + page,
                "--report",
                "json=" + json);

        assertThat(end).isZero();
        assertThat(said()).contains("# Dossier: airline in place of ", "free\\_9");
        assertThat(Files.readString(page)).contains("<!DOCTYPE html>", "airline-add-bags_free_9");
        assertThat(Files.readString(json)).contains("\"mode\":\"SIMULATE\"", "\"scenarios\":{\"failed\":[]");
    }

    @Test
    void whatIsNotUnderstood_endsWithTwo_andAdvice() {
        assertThat(run(BAGS)).isEqualTo(2);
        assertThat(run("--policy", "airline")).isEqualTo(2);
        assertThat(run(BAGS, "--policy", "airline", "--mode", "compare")).isEqualTo(2);
        assertThat(run(BAGS, "--policy", "airline", "--report", "html=x.html")).isEqualTo(2);
        assertThat(run(BAGS, "--policy", "airline", "--baseline")).isEqualTo(2);
        assertThat(run("no-such-folder", "--policy", "airline")).isEqualTo(2);
        assertThat(complained()).contains("Usage: plimsoll replay", "name a --baseline", "no-such-folder");
    }

    @Test
    void file_thatIsNoScenario_isToldWithItsPlaces(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.yaml"), "plimsoll: 1\ndomain: airline\nscenarios:\n  - id: a\n    notes: b\n");

        assertThat(run(file.toString(), "--policy", "airline")).isEqualTo(1);

        assertThat(complained()).contains("a.yaml", "line ");
    }

    @Test
    void filesOfOtherDomains_areLeftOut_andCounted(@TempDir Path folder) throws IOException {
        Files.copy(Path.of(BAGS), folder.resolve("bags.yaml"));
        Files.writeString(folder.resolve("other.yaml"), "plimsoll: 1\ndomain: retail\nscenarios: []\n");

        assertThat(run(folder.toString(), "--policy", "airline")).isZero();

        assertThat(said()).contains("; 1 files are of other domains");
    }

    @Test
    void bundle_thatCannotBeUsed_isNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), "domain: airline\n");

        assertThat(run(BAGS, "--policy", folder.toString())).isEqualTo(1);

        assertThat(complained()).contains(folder.toString(), "cannot be used");
    }
}
