package io.plimsoll.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Guardrails for tests: one model with one decision per guard, in the domain and the currency of {@link TestPolicy}. */
final class TestGuardrails {
    private final Map<String, String> decisions = new LinkedHashMap<>();
    private final List<String> steps = new ArrayList<>();
    private final Map<String, String> reading = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private String inputs = "amount: {name: Amount, type: number, min: -1000, max: 1000}";
    private String extra = "";

    static TestGuardrails guardrails() {
        return new TestGuardrails();
    }

    /** Asked about every intent. */
    TestGuardrails intent(String name, String feel) {
        decisions.put(name, feel);
        steps.add("{guard: Guards, answer: " + name + ", each: intent}");
        return this;
    }

    /** Asked once. */
    TestGuardrails verdict(String name, String feel) {
        decisions.put(name, feel);
        steps.add("{guard: Guards, answer: " + name + "}");
        return this;
    }

    TestGuardrails rules(String drl) {
        steps.add("{guard: rules/guard.drl}");
        files.put("rules/guard.drl", drl);
        return this;
    }

    TestGuardrails step(String yaml) {
        steps.add(yaml);
        return this;
    }

    /** An input of the models. */
    TestGuardrails reading(String name, String feelType) {
        reading.put(name, feelType);
        return this;
    }

    /** Replaces the declared facts. */
    TestGuardrails inputs(String yaml) {
        inputs = yaml;
        return this;
    }

    TestGuardrails manifest(String line) {
        extra = line + "\n";
        return this;
    }

    PolicyBundle bundle() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(PolicyBundle.MANIFEST, manifest().getBytes(StandardCharsets.UTF_8));
        all.put("dmn/guards.dmn", model().getBytes(StandardCharsets.UTF_8));
        files.forEach((path, content) -> all.put(path, content.getBytes(StandardCharsets.UTF_8)));
        return new PolicyBundle(all);
    }

    CompiledPolicy compiled() {
        return PolicyCompiler.compile(bundle()).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }

    String manifest() {
        return """
                plimsoll: 1
                kind: guardrails
                domain: test
                title: Guards
                description: Guardrails for tests.
                currency: EUR
                inputs: {%s}
                %ssteps: [%s]
                handover: {severity: 3, queue: compliance, level: 3, dueWithin: PT8H}
                reasons: {TOO_MUCH: It is too much., NOT_NOW: Not now.}
                files: {dmn: [dmn/guards.dmn]%s}
                """.formatted(
                        inputs,
                        extra,
                        String.join(", ", steps),
                        files.isEmpty() ? "" : ", rules: [" + String.join(", ", files.keySet()) + "]");
    }

    private String model() {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="guards" name="Guards"
                             namespace="https://plimsoll.io/guards">
                """);
        Map<String, String> names = new LinkedHashMap<>(Map.of(
                "Amount", "number",
                "Intent Type", "string",
                "Intent Disposition", "string",
                "Intent Amount", "number",
                "Proposed Outcome", "string",
                "Proposed Severity", "number"));
        names.putAll(reading);
        names.forEach((name, type) -> xml.append(
                "<inputData id=\"%s\" name=\"%s\"><variable id=\"%s_v\" name=\"%s\" typeRef=\"%s\"/></inputData>\n"
                        .formatted(id(name), name, id(name), name, type)));
        decisions.forEach((name, feel) -> {
            xml.append("<decision id=\"%s\" name=\"%s\"><variable id=\"%s_v\" name=\"%s\"/>"
                    .formatted(name, name, name, name));
            String rest = feel.replace("Intent Amount", "");
            names.keySet().stream()
                    .filter(input -> input.equals("Amount") ? rest.contains(input) : feel.contains(input))
                    .forEach(input -> xml.append("<informationRequirement id=\"%s_%s\"><requiredInput href=\"#%s\"/>"
                                    .formatted(name, id(input), id(input))
                            + "</informationRequirement>"));
            xml.append("<literalExpression id=\"%s_e\"><text>%s</text></literalExpression></decision>\n"
                    .formatted(
                            name,
                            feel.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
        });
        return xml.append("</definitions>").toString();
    }

    private static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
