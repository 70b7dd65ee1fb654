package io.plimsoll.evaluation.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XmlGuardTest {
    private static final String OPEN =
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"M\" namespace=\"n\">";

    static Stream<Arguments> attacks() {
        String laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "<!ENTITY a%d \"&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1))
                        .collect(Collectors.joining())
                + "]>";
        return Stream.of(
                Arguments.of(FindingCode.XML_REFUSED, laughs + OPEN + "&a39;</definitions>"),
                Arguments.of(
                        FindingCode.XML_REFUSED,
                        "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + OPEN + "&f;</definitions>"),
                Arguments.of(
                        FindingCode.XML_REFUSED,
                        "<!DOCTYPE x SYSTEM \"http://evil.example/x.dtd\">" + OPEN + "</definitions>"),
                Arguments.of(FindingCode.XML_REFUSED, "<?xml-stylesheet href=\"x\"?>" + OPEN + "</definitions>"),
                Arguments.of(
                        FindingCode.XML_REFUSED,
                        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + OPEN + "</definitions>"),
                Arguments.of(FindingCode.MODEL_UNREADABLE, OPEN + "&unknown;</definitions>"),
                Arguments.of(FindingCode.MODEL_UNREADABLE, OPEN),
                Arguments.of(FindingCode.MODEL_UNREADABLE, "<html></html>"),
                Arguments.of(FindingCode.MODEL_UNREADABLE, "no xml"),
                Arguments.of(FindingCode.MODEL_TOO_LARGE, OPEN + "<a>".repeat(100_000)),
                Arguments.of(FindingCode.MODEL_TOO_LARGE, OPEN + "<a/>".repeat(300_000) + "</definitions>"),
                Arguments.of(FindingCode.MODEL_TOO_LARGE, OPEN + " ".repeat(XmlGuard.MAX_BYTES) + "</definitions>"),
                Arguments.of(
                        FindingCode.MODEL_TOO_LARGE,
                        OPEN + "<decisionTable>" + "<rule/>".repeat(1_001) + "</decisionTable></definitions>"),
                Arguments.of(FindingCode.MODEL_TOO_LARGE, OPEN + "<a b=\"" + "x".repeat(3_000) + "\"/></definitions>"),
                Arguments.of(
                        FindingCode.EXPRESSION_TOO_LARGE,
                        OPEN + "<text>" + "(".repeat(50) + ")".repeat(50) + "</text></definitions>"),
                Arguments.of(FindingCode.LANGUAGE_REFUSED, OPEN + "<encapsulatedLogic kind=\"Java\"/></definitions>"),
                Arguments.of(FindingCode.LANGUAGE_REFUSED, OPEN + "<functionDefinition kind=\"PMML\"/></definitions>"),
                Arguments.of(
                        FindingCode.LANGUAGE_REFUSED,
                        OPEN + "<literalExpression expressionLanguage=\"http://javascript\"/></definitions>"),
                Arguments.of(
                        FindingCode.IMPORT_REFUSED,
                        OPEN
                                + "<import importType=\"http://www.dmg.org/PMML-4_2\" locationURI=\"m.pmml\"/></definitions>"),
                Arguments.of(
                        FindingCode.IMPORT_REFUSED,
                        OPEN + "<import importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\""
                                + " locationURI=\"http://evil.example/x.dmn\"/></definitions>"),
                Arguments.of(
                        FindingCode.RECURSION,
                        OPEN + "<decision id=\"a\"><informationRequirement><requiredDecision href=\"#b\"/>"
                                + "</informationRequirement></decision><businessKnowledgeModel id=\"b\">"
                                + "<knowledgeRequirement><requiredKnowledge href=\"#a\"/></knowledgeRequirement>"
                                + "</businessKnowledgeModel></definitions>"));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void model_thatAttacks_isRefusedQuickly(FindingCode code, String xml) {
        List<Finding> findings = assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> XmlGuard.check(Map.of("dmn/x.dmn", xml.getBytes(StandardCharsets.UTF_8))));

        assertThat(findings).extracting(Finding::code).contains(code);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.place()).startsWith("dmn/x.dmn"));
    }

    /** Its memory is what the file takes and little more. */
    @Test
    void model_ofTwoHundredMegabytes_isRefusedUnread() {
        assertThat(XmlGuard.check(Map.of("dmn/x.dmn", new byte[200_000_000])))
                .extracting(Finding::code)
                .containsExactly(FindingCode.MODEL_TOO_LARGE);
    }

    @Test
    void import_ofAModelOfTheBundle_isLeftAlone() {
        String xml = OPEN + "<import importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\""
                + " locationURI=\"./other.dmn\"/></definitions>";

        assertThat(XmlGuard.check(Map.of(
                        "dmn/x.dmn",
                        xml.getBytes(StandardCharsets.UTF_8),
                        "dmn/other.dmn",
                        (OPEN + "</definitions>").getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }
}
