package io.plimsoll.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A small policy for tests: one model with one decision per request, over the inputs Amount (number), Kind (string, one
 * of A and B for the model, any for the manifest) and Text (string).
 */
public final class TestPolicy {
    private final Map<String, String> decisions = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final StringBuilder extra = new StringBuilder();
    private final Map<String, String> rules = new LinkedHashMap<>();
    private final List<String> always = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private String moreFiles = "";
    private String moreInputs = "";
    private String reasons = "";
    private String domain = "test";

    public static TestPolicy policy() {
        return new TestPolicy();
    }

    /** An answer that is permitted and moves no money, whatever comes. */
    public static final String PERMIT =
            "{intents: [{disposition: \"PERMITTED\", ceiling: \"none\", reasons: [\"FINE\"]}]}";

    public TestPolicy named(String name) {
        domain = name;
        return this;
    }

    /** A request that is answered by a FEEL expression. */
    public TestPolicy request(String type, String feel) {
        decisions.put(type, """
                <literalExpression id="%s_expression"><text>%s</text></literalExpression>
                """.formatted(type, xml(feel)));
        return this;
    }

    /** A request that is answered by a table over one input expression, with rows of {@code test -> FEEL}. */
    public TestPolicy table(String type, String input, String allowed, String... rows) {
        StringBuilder table = new StringBuilder("""
                <decisionTable id="%s_table" hitPolicy="UNIQUE">
                  <input id="%s_input"><inputExpression id="%s_input_expression"><text>%s</text></inputExpression>%s</input>
                  <output id="%s_output"/>
                """.formatted(
                type,
                type,
                type,
                xml(input),
                allowed.isEmpty()
                        ? ""
                        : "<inputValues id=\"" + type + "_values\"><text>" + xml(allowed) + "</text></inputValues>",
                type));
        for (int i = 0; i < rows.length; i++) {
            String[] row = rows[i].split(" -> ", 2);
            table.append("""
                    <rule id="%s_row_%d"><inputEntry id="%s_in_%d"><text>%s</text></inputEntry>
                    <outputEntry id="%s_out_%d"><text>%s</text></outputEntry></rule>
                    """.formatted(type, i + 1, type, i + 1, xml(row[0]), type, i + 1, xml(row[1])));
        }
        decisions.put(type, table.append("</decisionTable>").toString());
        return this;
    }

    /** A FEEL expression that answers every submission, with or without a request. */
    public TestPolicy always(String name, String feel) {
        always.add(name);
        return request(name, feel);
    }

    /** Lines of the manifest, such as {@code history: …}. */
    public TestPolicy manifest(String lines) {
        extra.append(lines).append('\n');
        return this;
    }

    /** A file of rules for a phase, {@code perceive} or {@code govern}; again for another file of the phase. */
    public TestPolicy rules(String phase, String drl) {
        String path = "rules/" + phase + rules.size() + ".drl";
        rules.put(path, phase);
        return file(path, drl);
    }

    public TestPolicy reason(String code) {
        reasons += ", " + code + ": Because.";
        return this;
    }

    /** A reason as the manifest states it, in YAML. */
    public TestPolicy wording(String code, String yaml) {
        reasons += ", " + code + ": " + yaml;
        return this;
    }

    /** An input of the envelope, or a feature, that expressions may name. */
    public TestPolicy reading(String name, String feelType) {
        inputs.put(name, feelType);
        return this;
    }

    /** Another declared fact, as a line of the manifest. */
    public TestPolicy input(String yaml) {
        moreInputs += "  " + yaml + "\n";
        return this;
    }

    /** More entries of {@code files}. */
    public TestPolicy files(String entries) {
        moreFiles = ", " + entries;
        return this;
    }

    public TestPolicy file(String path, String content) {
        files.put(path, content);
        return this;
    }

    /** The amount is mandatory for this request. A model requires an input where its logic names it. */
    public TestPolicy requiringAmountFor(String type) {
        required.add(type);
        return this;
    }

    public PolicyBundle bundle() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(PolicyBundle.MANIFEST, manifest().getBytes(StandardCharsets.UTF_8));
        all.put("dmn/test.dmn", model().getBytes(StandardCharsets.UTF_8));
        files.forEach((path, content) -> all.put(path, content.getBytes(StandardCharsets.UTF_8)));
        return new PolicyBundle(all);
    }

    public CompiledPolicy compiled() {
        return PolicyCompiler.compile(bundle()).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }

    public String manifest() {
        StringBuilder yaml = new StringBuilder("""
                plimsoll: 1
                domain: %s
                title: Test
                description: A policy for tests.
                currency: EUR
                inputs:
                  amount: {name: Amount, type: number, min: -1000, max: 1000, requiredFor: [%s]}
                  kind: {name: Kind, type: string}
                  text: {name: Text, type: string}
                %srequests:
                """.formatted(domain, String.join(", ", required), moreInputs));
        decisions.keySet().forEach(type -> yaml.append("  ").append(type).append(": {description: Test.}\n"));
        yaml.append("intents:\n");
        decisions
                .keySet()
                .forEach(type -> yaml.append("  ").append(type).append(": {description: Test., money: true}\n"));
        yaml.append(extra).append("steps:\n");
        step(yaml, "perceive");
        decisions.keySet().forEach(type -> yaml.append("  - {decide: Test, answer: ")
                .append(type)
                .append(always.contains(type) ? "}\n" : ", for: [" + type + "]}\n"));
        step(yaml, "govern");
        String paths = rules.isEmpty() ? moreFiles : ", rules: [" + String.join(", ", rules.keySet()) + "]" + moreFiles;
        return yaml.append("""
                        default: {outcome: MONITOR, severity: 1, reason: NOTHING}
                        handover: {severity: 4, queue: people, level: 2, dueWithin: PT2H}
                        reasons: {FINE: It is fine., NOTHING: Nothing is asked.%s}
                        files: {dmn: [dmn/test.dmn]%s}
                        """.formatted(reasons, paths)).toString();
    }

    private void step(StringBuilder yaml, String phase) {
        rules.forEach((path, of) -> {
            if (of.equals(phase)) {
                yaml.append("  - ").append(phase).append(": ").append(path).append('\n');
            }
        });
    }

    private String model() {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="test" name="Test"
                             namespace="https://plimsoll.io/test">
                  <itemDefinition id="kind_type" name="tKind"><typeRef>string</typeRef>
                    <allowedValues><text>"A","B"</text></allowedValues></itemDefinition>
                  <inputData id="amount" name="Amount"><variable id="amount_v" name="Amount" typeRef="number"/></inputData>
                  <inputData id="kind" name="Kind"><variable id="kind_v" name="Kind" typeRef="tKind"/></inputData>
                  <inputData id="text" name="Text"><variable id="text_v" name="Text" typeRef="string"/></inputData>
                """);
        inputs.forEach((name, type) -> xml.append(
                "<inputData id=\"%s\" name=\"%s\"><variable id=\"%s_v\" name=\"%s\" typeRef=\"%s\"/></inputData>\n"
                        .formatted(id(name), name, id(name), name, type)));
        List<String> names = new ArrayList<>(List.of("Amount", "Kind", "Text"));
        names.addAll(inputs.keySet());
        decisions.forEach((type, logic) -> {
            xml.append("<decision id=\"%s\" name=\"%s\"><variable id=\"%s_v\" name=\"%s\"/>"
                    .formatted(type, type, type, type));
            for (String input : names) {
                if (!logic.contains(input)) {
                    continue;
                }
                xml.append("<informationRequirement id=\"%s_%s\"><requiredInput href=\"#%s\"/></informationRequirement>"
                        .formatted(type, id(input), id(input)));
            }
            xml.append(logic).append("</decision>\n");
        });
        return xml.append("</definitions>").toString();
    }

    private static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
