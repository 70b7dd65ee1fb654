package io.plimsoll.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.record.RecordedDecision;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recorded decisions as a scenario file: what was sent, what the service knew, and the verdict as the expectation. A policy
 * that comes to the same verdicts passes it, wherever and whenever it is run.
 */
public final class ScenarioExport {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES))
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    private static final List<String> KNOWN = List.of("background", "controls");

    private ScenarioExport() {}

    /**
     * The decisions as one scenario.
     *
     * @param name of the scenario
     * @param decisions of one domain and one source, one at least, in the order in which they were decided
     * @return YAML in the form of {@code scenarios/scenario.schema.json}
     */
    public static String yaml(String name, String note, List<RecordedDecision> decisions) {
        RecordedDecision first = decisions.get(0);
        Map<String, @Nullable Object> scenario = new LinkedHashMap<>();
        scenario.put("id", name);
        scenario.put("note", note);
        scenario.put("source", first.source().value());
        scenario.put("timeline", decisions.stream().map(ScenarioExport::entry).toList());
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("plimsoll", BigDecimal.ONE);
        file.put("domain", first.domain().value());
        file.put("scenarios", List.of(scenario));
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded decision cannot be written", e);
        }
    }

    private static Map<String, @Nullable Object> entry(RecordedDecision decision) {
        Map<String, @Nullable Object> situation = read(decision.situationJson());
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("at", Objects.requireNonNull(situation.get("instant")));
        entry.put("signal", given(Tree.asObject(situation.get("signal"))));
        if (situation.get("request") != null) {
            entry.put("request", given(Tree.asObject(situation.get("request"))));
        }
        entry.put("facts", given(Tree.asObject(situation.get("facts"))));
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        KNOWN.stream().filter(situation::containsKey).forEach(name -> known.put(name, situation.get(name)));
        if (!known.isEmpty()) {
            entry.put("known", known);
        }
        entry.put("expect", expect(read(decision.verdictJson())));
        return entry;
    }

    /** What is null is not given. */
    private static Map<String, @Nullable Object> given(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(tree);
        given.values().removeIf(Objects::isNull);
        return given;
    }

    private static Map<String, @Nullable Object> expect(Map<String, @Nullable Object> verdict) {
        Map<String, @Nullable Object> expect = new LinkedHashMap<>();
        expect.put("outcome", verdict.get("outcome"));
        expect.put("severity", verdict.get("severity"));
        expect.put("route", verdict.get("route"));
        putCodes(expect, verdict);
        List<@Nullable Object> intents = new ArrayList<>();
        Tree.asList(verdict.get("intents")).forEach(intent -> {
            Map<String, @Nullable Object> expected = new LinkedHashMap<>(Tree.asObject(intent));
            expected.remove("reasons");
            putCodes(expected, Tree.asObject(intent));
            intents.add(expected);
        });
        expect.put("intents", intents);
        expect.put(
                "suppressed",
                Tree.asList(verdict.get("suppressed")).stream()
                        .map(Tree::asObject)
                        .map(suppressed -> Map.of(
                                "what",
                                Objects.requireNonNull(suppressed.get("what")),
                                "reason",
                                code(suppressed.get("reason"))))
                        .toList());
        return expect;
    }

    private static void putCodes(Map<String, @Nullable Object> expect, Map<String, @Nullable Object> from) {
        List<Object> codes = Tree.asList(from.get("reasons")).stream()
                .map(ScenarioExport::code)
                .toList();
        if (!codes.isEmpty()) {
            expect.put("reasons", codes);
        }
    }

    private static Object code(@Nullable Object reason) {
        return Objects.requireNonNull(
                reason instanceof Map<?, ?> ? Tree.asObject(reason).get("code") : reason);
    }

    private static Map<String, @Nullable Object> read(String json) {
        return Tree.asObject(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
