package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** {@code plimsoll replay} with test cases in the formats of others. */
class ReplayModelCasesTest {
    private static final String TCK = """
            <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <modelName>test.dmn</modelName>
              <testCase id="small">
                <inputNode name="Amount"><value xsi:type="decimal">10</value></inputNode>
                <resultNode name="level"><expected>
                  <component name="severity"><value xsi:type="decimal">1</value></component>
                </expected></resultNode>
              </testCase>
            </testCases>
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void replay_testCases_runBesideScenariosAndAreReported(@TempDir Path folder) throws Exception {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        write(cases, "levels-test-01.xml", TCK);
        write(cases, "levels.scesim", scesim("2"));
        write(cases, "scenarios.yaml", """
                plimsoll: 1
                domain: test
                scenarios:
                  - id: small
                    note: A small amount.
                    timeline:
                      - at: 2026-03-02T09:00:00Z
                        signal: {customer: c-1, channel: CHAT}
                        request: {type: level}
                        facts: {amount: 10}
                        expect: {severity: 1}
                """);
        write(cases, "report.xml", "<testsuites/>");
        Path junit = folder.resolve("junit.xml");
        Path json = folder.resolve("result.json");

        int code = replay(folder, cases, "--report", "junit=" + junit, "--report", "json=" + json);

        assertThat(text(err)).isEmpty();
        assertThat(text(out))
                .contains(
                        "levels.scesim 1 A large amount",
                        "level.severity is 3, expected 2",
                        "3 scenarios run, 1 failed; 1 XML files hold no test cases");
        assertThat(code).isEqualTo(1);
        Document report =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertThat(report.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(report.getElementsByTagName("failure").getLength()).isEqualTo(1);
        Object scenarios =
                Tree.asObject(StrictJson.read(Files.readAllBytes(json))).get("scenarios");
        assertThat(Tree.asList(Tree.asObject(scenarios).get("failed"))).hasSize(1);
    }

    @Test
    void replay_testCasesThatHold_endsWithZero(@TempDir Path folder) throws Exception {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        write(cases, "levels-test-01.xml", TCK);
        write(cases, "levels.scesim", scesim("3"));

        assertThat(replay(folder, cases)).isZero();
        assertThat(text(out)).contains("2 scenarios run, 0 failed");
        assertThat(replay(folder, cases.resolve("levels.scesim"))).isZero();
    }

    @Test
    void replay_hostileTestCases_areRefusedByName(@TempDir Path folder) throws Exception {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        write(cases, "bad.xml", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">" + TCK);

        assertThat(replay(folder, cases)).isEqualTo(1);
        assertThat(text(err)).contains("bad.xml: This file cannot be read as XML.", "declares a document type");
        assertThat(text(out)).isEmpty();
    }

    private int replay(Path folder, Path cases, String... more) throws IOException {
        Path policy = Files.write(
                folder.resolve("policy.zip"),
                BundleArchive.write(TestPolicy.policy()
                        .request("level", "{severity: if Amount > 100 then 3 else 1}")
                        .bundle()));
        List<String> arguments = new ArrayList<>(List.of(cases.toString(), "--policy", policy.toString()));
        arguments.addAll(List.of(more));
        return ReplayCommand.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static void write(Path folder, String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static String scesim(String severity) {
        return """
                <ScenarioSimulationModel version="1.8">
                  <simulation>
                    <scesimModelDescriptor><factMappings>%s%s</factMappings></scesimModelDescriptor>
                    <scesimData><Scenario><factMappingValues>%s%s%s</factMappingValues></Scenario></scesimData>
                  </simulation>
                  <settings><dmnFilePath>test.dmn</dmnFilePath><type>DMN</type></settings>
                </ScenarioSimulationModel>
                """.formatted(
                        column("Amount", "GIVEN", "<ExpressionElement><step>Amount</step></ExpressionElement>"),
                        column(
                                "level",
                                "EXPECT",
                                "<ExpressionElement><step>level</step></ExpressionElement>"
                                        + "<ExpressionElement><step>severity</step></ExpressionElement>"),
                        cell("Description", "OTHER", "A large amount"),
                        cell("Amount", "GIVEN", "500"),
                        cell("level", "EXPECT", severity));
    }

    private static String column(String name, String type, String steps) {
        return "<FactMapping><expressionElements>" + steps + "</expressionElements>" + identified(name, type)
                + "</FactMapping>";
    }

    private static String cell(String name, String type, String value) {
        return "<FactMappingValue>" + identified(name, type) + "<rawValue class=\"string\">" + value
                + "</rawValue></FactMappingValue>";
    }

    private static String identified(String name, String type) {
        return "<expressionIdentifier><name>" + name + "</name><type>" + type
                + "</type></expressionIdentifier><factIdentifier><name>" + name + "</name></factIdentifier>";
    }
}
