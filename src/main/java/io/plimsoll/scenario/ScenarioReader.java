package io.plimsoll.scenario;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Anything;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Shape.MapOf;
import io.plimsoll.platform.Shape.ObjectOf;
import io.plimsoll.platform.Shape.Text;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads scenarios from JSON Lines: one scenario per line, empty lines skipped, unknown fields refused. */
public final class ScenarioReader {
    private static final Text TEXT = new Text(1, 2_000, Set.of());
    private static final Shape SHAPE = shape();

    private ScenarioReader() {}

    /** @throws PlimsollException with the number of the line that cannot be read */
    public static List<Scenario> readLines(byte[] jsonLines) {
        List<Scenario> scenarios = new ArrayList<>();
        String[] lines = new String(jsonLines, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                scenarios.add(read(lines[i].getBytes(StandardCharsets.UTF_8), i + 1));
            }
        }
        return scenarios;
    }

    private static Scenario read(byte[] line, int number) {
        Object tree = parse(line, number);
        List<Violation> violations = SHAPE.violations(tree);
        if (!violations.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.CONTRACT_VIOLATED, "Line " + number + " is not a scenario.", violations);
        }
        Map<String, @Nullable Object> fields = Tree.asObject(tree);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (String name : List.of("signal", "request", "facts")) {
            if (fields.containsKey(name)) {
                body.put(name, fields.get(name));
            }
        }
        return new Scenario(
                (String) Objects.requireNonNull(fields.get("id")),
                (String) Objects.requireNonNull(fields.get("note")),
                body,
                Tree.asObject(fields.get("expect")));
    }

    private static @Nullable Object parse(byte[] line, int number) {
        try {
            return StrictJson.read(line);
        } catch (PlimsollException e) {
            throw new PlimsollException(e.code(), "Line " + number + " cannot be read.", e.violations());
        }
    }

    private static Shape shape() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("id", Field.required(TEXT));
        fields.put("note", Field.required(TEXT));
        fields.put("signal", Field.required(new Anything()));
        fields.put("request", Field.optional(new Anything()));
        fields.put("facts", Field.optional(new Anything()));
        fields.put("expect", Field.required(new MapOf(new Anything(), 20)));
        return new ObjectOf(fields);
    }
}
