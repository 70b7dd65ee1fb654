package io.plimsoll.app;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Finding.Severity;
import io.plimsoll.policy.ScenarioResults;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What the gate found, in the form of test results that build servers know: a test case per finding and per scenario. */
final class JunitReport {
    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** @param strict whether warnings are failures */
    static byte[] bytes(List<Finding> findings, ScenarioResults scenarios, boolean strict) {
        return bytes(report -> {
            report.write(findings, strict);
            report.write(scenarios);
        });
    }

    /** The scenarios alone. */
    static byte[] bytes(ScenarioResults scenarios) {
        return bytes(report -> report.write(scenarios));
    }

    /** Writes test suites. */
    private interface Suites {
        void write(JunitReport report) throws XMLStreamException;
    }

    private static byte[] bytes(Suites suites) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            suites.write(new JunitReport(xml));
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    private void write(List<Finding> findings, boolean strict) throws XMLStreamException {
        List<Finding> failures = findings.stream()
                .filter(finding ->
                        finding.severity() == Severity.ERROR || (strict && finding.severity() == Severity.WARNING))
                .toList();
        suite("findings", Math.max(1, findings.size()), failures.size());
        if (findings.isEmpty()) {
            testCase("bundle", "nothing found");
            xml.writeEndElement();
        }
        for (Finding finding : findings) {
            testCase(
                    finding.at().file() == null ? "bundle" : finding.at().file(),
                    finding.code() + " " + finding.place());
            if (failures.contains(finding)) {
                failure(finding.code().name(), finding.detail());
            } else {
                xml.writeStartElement("system-out");
                xml.writeCharacters(plain(finding.words()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void write(ScenarioResults scenarios) throws XMLStreamException {
        suite("scenarios", scenarios.run(), scenarios.failed().size());
        for (ScenarioResults.Result result : scenarios.results()) {
            testCase(result.file(), result.id());
            if (!result.differences().isEmpty()) {
                failure("SCENARIO_FAILED", String.join("\n", result.differences()));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void suite(String name, int tests, int failures) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", String.valueOf(tests));
        xml.writeAttribute("failures", String.valueOf(failures));
    }

    private void testCase(String classname, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", plain(classname));
        xml.writeAttribute("name", plain(name));
    }

    private void failure(String type, String text) throws XMLStreamException {
        xml.writeStartElement("failure");
        xml.writeAttribute("type", type);
        xml.writeAttribute("message", plain(text));
        xml.writeEndElement();
    }

    /** XML has no form for most control characters. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n]]|\\p{Cs}|[\\uFFFE\\uFFFF]", "?");
    }
}
