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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamineCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** One row of two answers; the scenario expects this severity. */
    private static PolicyBundle bundle(int severity) {
        return TestPolicy.policy()
                .table(
                        "refund",
                        "Amount",
                        "",
                        "<= 200 -> " + TestPolicy.PERMIT,
                        "> 200 -> {intents: [{disposition: \"REFUSED\", reasons: [\"FINE\"]}]}")
                .files("scenarios: [scenarios/a.jsonl]")
                .file(
                        "scenarios/a.jsonl",
                        "{\"id\":\"one\",\"note\":\"n\",\"signal\":{\"id\":\"s\",\"customer\":\"c\","
                                + "\"occurredAt\":\"2026-01-01T00:00:00Z\"},\"request\":{\"type\":\"refund\"},"
                                + "\"facts\":{\"amount\":100},\"expect\":{\"severity\":" + severity + "}}")
                .bundle();
    }

    private static String zip(Path folder, PolicyBundle bundle) throws IOException {
        return Files.write(folder.resolve("policy.zip"), BundleArchive.write(bundle))
                .toString();
    }

    @Test
    void coverage_tellsFiguresAndGapsAndWritesReports(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("coverage.json");
        Path markdown = folder.resolve("coverage.md");

        int code =
                run("coverage", zip(folder, bundle(1)), "--report", "json=" + json, "--report", "markdown=" + markdown);

        assertThat(code).isZero();
        assertThat(text()).contains("Test, refund: rows 1 of 2", "  row 2 never answers", "1 scenarios, 1 decisions");
        assertThat(Tree.asObject(StrictJson.read(Files.readAllBytes(json))))
                .containsEntry("bundle", bundle(1).digest().toString())
                .containsEntry(
                        "rows",
                        Tree.asObject(StrictJson.read("{\"covered\":1,\"of\":2}".getBytes(StandardCharsets.UTF_8))));
        assertThat(Files.readString(markdown)).contains("# Coverage", "| Test, refund | 1 | 1 of 2 |");
    }

    @Test
    void coverage_scenarioThatDoesNotHold_isFound(@TempDir Path folder) throws IOException {
        assertThat(run("coverage", zip(folder, bundle(2)))).isEqualTo(1);
        assertThat(text()).contains("scenarios that do not hold: scenarios/a.jsonl, one");
    }

    @Test
    void coverage_proposesCasesForWhatIsMissing(@TempDir Path folder) throws IOException {
        Path cases = folder.resolve("cases.yaml");

        int code = run("coverage", zip(folder, bundle(1)), "--propose", cases.toString());

        assertThat(code).isZero();
        assertThat(text()).contains("cases found; none for 0", "proposed: " + cases);
        assertThat(Files.readString(cases)).contains("domain: test", "facts: {amount: 201}", "expect: open");
    }

    @Test
    void mutate_tellsTheScoreAndWhatNobodyNotices(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("mutation.json");
        String zip = zip(folder, bundle(1));

        Path cases = folder.resolve("cases.yaml");

        int code = run("mutate", zip, "--report", "json=" + json, "--at-least", "0.1", "--propose", cases.toString());

        assertThat(code).isZero();
        assertThat(text()).contains("row 1 (refund_row_1), Amount: < 200 instead of <= 200", "score 0.");
        assertThat(Tree.asObject(StrictJson.read(Files.readAllBytes(json))))
                .containsEntry("bundle", bundle(1).digest().toString());
        assertThat(Files.readString(cases)).contains("facts: {amount: 200}", "expect: open");
        assertThat(run("mutate", zip, "--at-least", "0.99")).isEqualTo(1);
        assertThat(text()).contains("refused: the score is lower than 0.99");
    }

    @Test
    void coverage_builtInGuardrails_areNamedAndRunWithTheirPolicy() {
        assertThat(run("coverage", "spare-parts/guardrails")).isZero();
        assertThat(text()).contains("Spare Parts Guardrails, Malfunction Guard: rows 6 of 6");
    }

    @Test
    void folderOfThatName_goesBeforeTheBuiltInDomain(@TempDir Path folder) {
        assertThat(BuiltInName.bundle(folder.toString())).isEmpty();
        assertThat(BuiltInName.bundle("scenarios")).isEmpty();
        assertThat(BuiltInName.bundle("retail")).isPresent();
        assertThat(BuiltInName.bundle("retail/guardrails")).isEmpty();
        assertThat(BuiltInName.bundle("care/guardrails")).isEmpty();
        assertThat(BuiltInName.counterpart("spare-parts")).contains("spare-parts/guardrails");
        assertThat(BuiltInName.counterpart("spare-parts/guardrails")).contains("spare-parts");
        assertThat(BuiltInName.counterpart("retail")).isEmpty();
    }

    @Test
    void bundleThatCannotBeEvaluated_isRefusedWithItsFindings(@TempDir Path folder) throws IOException {
        PolicyBundle bad = TestPolicy.policy().request("permit", "now()").bundle();

        assertThat(run("coverage", zip(folder, bad))).isEqualTo(1);
        assertThat(text()).contains("CLOCK_READ", "cannot be examined; run policy check on it first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coverage",
                "coverage a b",
                "coverage a --report",
                "coverage a --report junit=x",
                "coverage a --wrong x",
                "coverage a --guardrails b --policy c",
                "coverage a --limit 5",
                "coverage not-there",
                "mutate a --at-least high",
                "mutate a --at-least 1.1",
                "mutate a --limit 0",
                "mutate a --limit 1.5",
                "mutate a --seed x",
                "mutate a --limit 5 --limit 6"
            })
    void command_thatIsNotUnderstood_endsWith2(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(text()).startsWith("plimsoll: ");
    }

    private int run(String... arguments) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return PolicyCommand.run(List.of(arguments), print, print);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
