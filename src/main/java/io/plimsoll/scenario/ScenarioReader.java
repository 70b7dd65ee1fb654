package io.plimsoll.scenario;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.Document;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.StrictYaml;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads scenarios: a YAML file with timelines, for people, or JSON Lines, one signal per line, for what a program has
 * written. Unknown fields are refused.
 */
public final class ScenarioReader {
    private ScenarioReader() {}

    /**
     * The scenarios of a file of a bundle.
     *
     * @param path ends in {@code .yaml} or {@code .jsonl}
     * @throws PlimsollException with the line, and in YAML the column, of everything that is wrong
     */
    public static List<Scenario> read(DomainName domain, String path, byte[] content) {
        if (path.endsWith(".yaml")) {
            return readYaml(domain, content);
        }
        if (path.endsWith(".jsonl")) {
            return readLines(content);
        }
        throw new PlimsollException(
                ProblemCode.CONTRACT_VIOLATED, "A file with scenarios has a name that ends in .yaml or .jsonl.");
    }

    /**
     * The scenarios of a YAML file.
     *
     * @param domain the domain for which it MUST be written
     * @throws PlimsollException with line and column of everything that is wrong
     */
    public static List<Scenario> readYaml(DomainName domain, byte[] yaml) {
        Document document = StrictYaml.read(yaml);
        List<Violation> violations = ScenarioShape.FILE.violations(document.tree());
        refuse(document, violations);
        TimelineReader reader = new TimelineReader(document);
        List<Scenario> scenarios = reader.read(domain);
        refuse(document, reader.violations());
        return scenarios;
    }

    private static void refuse(Document document, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.CONTRACT_VIOLATED,
                    "These scenarios cannot be read. Mend the places and try again.",
                    document.placed(violations));
        }
    }

    /**
     * One scenario per line, empty lines skipped.
     *
     * @throws PlimsollException with the number of the line that cannot be read
     */
    public static List<Scenario> readLines(byte[] jsonLines) {
        List<Scenario> scenarios = new ArrayList<>();
        String[] lines = new String(jsonLines, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                scenarios.add(readLine(lines[i].getBytes(StandardCharsets.UTF_8), i + 1));
            }
        }
        return scenarios;
    }

    private static Scenario readLine(byte[] line, int number) {
        Document document = Document.onLine(number, parse(line, number));
        List<Violation> violations = ScenarioShape.LINE.violations(document.tree());
        if (!violations.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.CONTRACT_VIOLATED, "Line " + number + " is not a scenario.", violations);
        }
        Map<String, @Nullable Object> fields = Tree.asObject(document.tree());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (String name : List.of("signal", "request", "facts")) {
            if (fields.containsKey(name)) {
                body.put(name, fields.get(name));
            }
        }
        Object expect = fields.get("expect");
        boolean open = ScenarioShape.OPEN.equals(expect);
        Entry entry = new Entry.Moment(
                null, body, null, open ? Map.of() : Tree.asObject(expect), open, new Place(document, "", ""));
        return new Scenario(
                (String) Objects.requireNonNull(fields.get("id")),
                (String) Objects.requireNonNull(fields.get("note")),
                Scenario.DEFAULT_SOURCE,
                List.of(entry));
    }

    private static @Nullable Object parse(byte[] line, int number) {
        try {
            return StrictJson.read(line);
        } catch (PlimsollException e) {
            throw new PlimsollException(e.code(), "Line " + number + " cannot be read.", e.violations());
        }
    }
}
