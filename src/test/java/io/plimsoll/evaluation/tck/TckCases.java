package io.plimsoll.evaluation.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A file of test cases in the format of the DMN Technology Compatibility Kit ({@code testCases.xsd}).
 *
 * @param file where it lies; the models lie beside it
 * @param model the file name of the model that is asked
 */
record TckCases(Path file, String model, List<Case> cases) {
    /**
     * A case.
     *
     * @param service the decision service that is asked; null when decisions are
     */
    record Case(String id, @Nullable String service, Map<String, @Nullable Object> inputs, List<Result> results) {}

    /**
     * What must come out.
     *
     * @param error whether the model must fail, which leaves null
     */
    record Result(String decision, boolean error, TckValue expected) {}

    static TckCases read(Path file) throws IOException {
        Element root = parse(file);
        List<Case> cases = new ArrayList<>();
        for (Element test : children(root, "testCase")) {
            Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
            children(test, "inputNode")
                    .forEach(input -> inputs.put(
                            input.getAttribute("name"), TckValue.of(input).tree()));
            List<Result> results = new ArrayList<>();
            for (Element result : children(test, "resultNode")) {
                Element expected =
                        children(result, "expected").stream().findFirst().orElse(null);
                results.add(new Result(
                        result.getAttribute("name"),
                        result.getAttribute("errorResult").equals("true"),
                        expected == null ? TckValue.NULL : TckValue.of(expected)));
            }
            boolean service = test.getAttribute("type").equals("decisionService");
            cases.add(new Case(
                    test.getAttribute("id"), service ? test.getAttribute("invocableName") : null, inputs, results));
        }
        return new TckCases(
                file, children(root, "modelName").get(0).getTextContent().strip(), cases);
    }

    private static Element parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(Files.newInputStream(file))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file.toString(), e);
        }
    }

    static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }
}
