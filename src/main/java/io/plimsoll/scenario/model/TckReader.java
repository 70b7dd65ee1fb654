package io.plimsoll.scenario.model;

import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads test cases of the DMN Technology Compatibility Kit ({@code testCases.xsd} of dmn-tck/tck). What the format does not
 * know is refused, and so is a case that expects nothing.
 */
final class TckReader {
    private static final String NAMESPACE = "http://www.omg.org/spec/DMN/20160719/testcase";
    private static final String RESULT = "resultNode";
    private static final Set<String> INVOCABLES = Set.of("decisionService", "bkm");
    private static final Set<String> VALUE = Set.of("value", "component", "list");

    /** What may stand in an element. */
    private record Content(Set<String> attributes, Set<String> children, boolean text) {}

    private static final Map<String, Content> CONTENTS = Map.ofEntries(
            Map.entry("testCases", new Content(Set.of(), Set.of("modelName", "labels", "testCase"), false)),
            Map.entry("modelName", new Content(Set.of(), Set.of(), true)),
            Map.entry("labels", new Content(Set.of(), Set.of("label"), false)),
            Map.entry("label", new Content(Set.of(), Set.of(), true)),
            Map.entry(
                    "testCase",
                    new Content(
                            Set.of("id", "type", "invocableName", "name"),
                            Set.of("description", "inputNode", RESULT),
                            false)),
            Map.entry("description", new Content(Set.of(), Set.of(), true)),
            Map.entry("inputNode", new Content(Set.of("name", "namespace"), VALUE, false)),
            Map.entry(
                    RESULT,
                    new Content(Set.of("name", "type", "cast", "errorResult"), Set.of("computed", "expected"), false)),
            Map.entry("computed", new Content(Set.of(), VALUE, false)),
            Map.entry("expected", new Content(Set.of(), VALUE, false)),
            Map.entry("component", new Content(Set.of("name"), VALUE, false)),
            Map.entry("list", new Content(Set.of(), Set.of("item"), false)),
            Map.entry("item", new Content(Set.of(), VALUE, false)),
            Map.entry("value", new Content(Set.of(), Set.of(), true)));

    private final Faults faults = new Faults();
    private final TckValues values = new TckValues(faults);

    private TckReader() {}

    /** @throws PlimsollException with the line of everything that is wrong */
    static ModelCases read(XmlElement root) {
        TckReader reader = new TckReader();
        reader.check(root);
        reader.faults.refuse();
        ModelCases cases = reader.cases(root);
        reader.faults.refuse();
        return cases;
    }

    private void check(XmlElement element) {
        Content content = CONTENTS.get(element.name());
        if (content == null || !element.namespace().equals(NAMESPACE)) {
            faults.add(element, "is not part of test cases; they are in the namespace " + NAMESPACE);
            return;
        }
        element.attributes().keySet().stream()
                .filter(name -> !name.startsWith("{") && !content.attributes().contains(name))
                .sorted()
                .forEach(name -> faults.add(element, "has no attribute " + name));
        if (!content.text() && !element.text().isBlank()) {
            faults.add(element, "holds text of its own; a value stands in <value>");
        }
        for (XmlElement child : element.children()) {
            if (CONTENTS.containsKey(child.name()) && !content.children().contains(child.name())) {
                faults.add(child, "cannot stand in <" + element.name() + ">");
            } else {
                check(child);
            }
        }
    }

    private ModelCases cases(XmlElement root) {
        String model = root.first("modelName").map(name -> name.text().strip()).orElse("");
        if (model.isEmpty()) {
            faults.add(root, "names no model; write <modelName>, the name of its file");
        }
        List<XmlElement> tests = root.all("testCase");
        if (tests.isEmpty()) {
            faults.add(root, "holds no test case");
        }
        List<ModelCase> cases = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            String id = tests.get(i).attribute("id");
            cases.add(new ModelCase(id == null ? "case " + (i + 1) : id, checks(tests.get(i))));
        }
        return new ModelCases(new ModelReference.File(model), cases);
    }

    private List<ModelCheck> checks(XmlElement test) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        for (XmlElement input : test.all("inputNode")) {
            String name = name(input);
            if (inputs.containsKey(name)) {
                faults.add(input, "gives " + name + " a second time");
            }
            inputs.put(name, values.read(input));
        }
        List<XmlElement> results = test.all(RESULT);
        if (results.isEmpty()) {
            faults.add(test, "expects nothing; add a <" + RESULT + ">");
        }
        String invocable = invocable(test);
        return results.stream()
                .map(result -> check(result, invocable, inputs, invocable != null && results.size() > 1))
                .toList();
    }

    /** The decision service or business knowledge model that is asked; null when decisions are. */
    private @Nullable String invocable(XmlElement test) {
        String type = test.attribute("type");
        if (type == null || type.equals("decision")) {
            return null;
        }
        if (!INVOCABLES.contains(type)) {
            faults.add(test, "is of the type " + type + "; only decision, decisionService and bkm can be asked");
        } else if (test.attribute("invocableName") == null) {
            faults.add(test, "does not say what is invoked; write invocableName");
        }
        return test.attribute("invocableName");
    }

    /** @param inObject whether several results of a service are told apart by their names */
    private ModelCheck check(
            XmlElement result, @Nullable String invocable, Map<String, @Nullable Object> inputs, boolean inObject) {
        String name = name(result);
        return new ModelCheck(
                result.line(),
                name,
                new ModelQuestion(null, null, invocable == null ? name : null, invocable, inputs),
                inObject ? List.of(name) : List.of(),
                new Expected.Value(result.first("expected").map(values::read).orElse(null)));
    }

    private String name(XmlElement element) {
        String name = element.attribute("name");
        if (name == null) {
            faults.add(element, "has no name");
        }
        return String.valueOf(name);
    }
}
