package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.StrictYaml;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two files of scenarios by the names of the scenarios. No decision of customers depends on any of it. */
final class ScenarioDiff {
    private static final int MAX_TOLD = 5;

    private ScenarioDiff() {}

    /**
     * A file of scenarios.
     *
     * @param rest all fields but the scenarios
     */
    record File(List<Map<String, @Nullable Object>> scenarios, Map<String, @Nullable Object> rest) {}

    /** @throws PlimsollException or {@link IllegalStateException} when this is no file of scenarios */
    static File read(String path, byte[] content) {
        if (path.endsWith(".jsonl")) {
            List<Map<String, @Nullable Object>> scenarios = new ArrayList<>();
            for (String line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank()) {
                    scenarios.add(Tree.asObject(StrictJson.read(line.getBytes(StandardCharsets.UTF_8))));
                }
            }
            return new File(scenarios, Map.of());
        }
        Map<String, @Nullable Object> rest =
                new LinkedHashMap<>(Tree.asObject(StrictYaml.read(content).tree()));
        List<Map<String, @Nullable Object>> scenarios = new ArrayList<>();
        Tree.asList(rest.remove("scenarios")).forEach(each -> scenarios.add(Tree.asObject(each)));
        return new File(scenarios, rest);
    }

    static void compare(ChangePlace file, File before, File after, Report report) {
        Matches<Map<String, @Nullable Object>> scenarios = new Matches<>(before.scenarios(), after.scenarios())
                .by(scenario -> scenario.get("id"))
                .by(CanonicalJson::text);
        for (Sides<Integer> indices : scenarios.indices()) {
            Sides<Map<String, @Nullable Object>> sides = scenarios.at(indices);
            if (sides.differ()) {
                Sides<Part> parts =
                        new Sides<>(part(sides.before(), indices.before()), part(sides.after(), indices.after()));
                ChangePlace place = file.withElement(parts).at(sides.paired() ? pointers(sides) : "");
                report.add(Change.of(Subject.SCENARIO, place, sides.map(CanonicalJson::text), false));
            }
        }
        if (!scenarios.moved().isEmpty()) {
            Sides<String> orders = scenarios.paired().map(all -> all.stream()
                    .map(each -> String.valueOf(each.get("id")))
                    .collect(Collectors.joining(", ")));
            report.add(Change.of(Subject.ORDER, Action.MOVED, file.at("order of scenarios"), orders, false));
        }
        if (!before.rest().equals(after.rest())) {
            Sides<String> texts = new Sides<>(CanonicalJson.text(before.rest()), CanonicalJson.text(after.rest()));
            report.add(Change.of(Subject.SCENARIO, file.at("outside"), texts, false));
        }
    }

    private static @Nullable Part part(@Nullable Map<String, @Nullable Object> scenario, @Nullable Integer index) {
        if (scenario == null) {
            return null;
        }
        Object id = scenario.get("id");
        return new Part("scenario", null, id == null ? null : String.valueOf(id), Objects.requireNonNull(index) + 1);
    }

    /** Where the scenario differs, the first places of many. */
    private static String pointers(Sides<Map<String, @Nullable Object>> sides) {
        List<FieldDiff.Field> fields = FieldDiff.between(sides.before(), sides.after());
        String told = fields.stream()
                .limit(MAX_TOLD)
                .map(field -> Objects.requireNonNull(field.pointers().first()).value())
                .collect(Collectors.joining(", "));
        return fields.size() <= MAX_TOLD ? told : told + " and " + (fields.size() - MAX_TOLD) + " more places";
    }
}
