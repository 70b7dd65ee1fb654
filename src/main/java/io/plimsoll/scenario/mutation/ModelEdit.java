package io.plimsoll.scenario.mutation;

import io.plimsoll.evaluation.SurveyedTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One change of a decision model. Everything else stays, ids included; spacing does not matter, because nobody reads the
 * result.
 */
final class ModelEdit {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private final SurveyedTable.Name table;
    private final Consumer<Element> change;

    private ModelEdit(SurveyedTable.Name table, Consumer<Element> change) {
        this.table = table;
        this.change = change;
    }

    /** Rows and columns count from 0. */
    static ModelEdit cell(SurveyedTable.Name table, int row, int column, String text) {
        return new ModelEdit(
                table, of -> setText(children(row(of, row), "inputEntry").get(column), text));
    }

    static ModelEdit conclusion(SurveyedTable.Name table, int row, int column, String text) {
        return new ModelEdit(
                table, of -> setText(children(row(of, row), "outputEntry").get(column), text));
    }

    static ModelEdit withoutRow(SurveyedTable.Name table, int row) {
        return new ModelEdit(table, of -> of.removeChild(row(of, row)));
    }

    /** The row and the one after it change places. */
    static ModelEdit swapped(SurveyedTable.Name table, int row) {
        return new ModelEdit(table, of -> of.insertBefore(row(of, row + 1), row(of, row)));
    }

    static ModelEdit priorities(SurveyedTable.Name table, String values) {
        return new ModelEdit(table, of -> {
            Element output = children(of, "output").get(0);
            if (children(output, "outputValues").isEmpty()) {
                // Then they are those of its type, which other tables may share.
                Element own = of.getOwnerDocument().createElementNS(of.getNamespaceURI(), "outputValues");
                own.appendChild(of.getOwnerDocument().createElementNS(of.getNamespaceURI(), "text"));
                output.appendChild(own);
            }
            setText(children(output, "outputValues").get(0), values);
        });
    }

    /** @param aggregation empty for none */
    static ModelEdit hitPolicy(SurveyedTable.Name table, String policy, String aggregation) {
        return new ModelEdit(table, of -> {
            of.setAttribute("hitPolicy", policy);
            of.removeAttribute("aggregation");
            if (!aggregation.isEmpty()) {
                of.setAttribute("aggregation", aggregation);
            }
        });
    }

    /** The one expression of a decision that is no table. */
    static ModelEdit expression(SurveyedTable.Name decision, String text) {
        return new ModelEdit(decision, of -> setText(of, text));
    }

    /** The changed file. */
    byte[] applied(byte[] model) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(NO_DOCTYPE, true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(model));
            change.accept(found(document));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(model.length);
            TransformerFactory writers = TransformerFactory.newDefaultInstance();
            writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            writers.newTransformer().transform(new DOMSource(document), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (SAXException | IOException | ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("a model that was compiled cannot be read again", e);
        }
    }

    private Element found(Document document) {
        for (String kind : List.of("decision", "businessKnowledgeModel")) {
            for (Element node : all(document.getElementsByTagNameNS("*", kind))) {
                if (node.getAttribute("name").equals(table.decision())) {
                    for (String expression : List.of("decisionTable", "literalExpression")) {
                        for (Element element : all(node.getElementsByTagNameNS("*", expression))) {
                            if (element.getAttribute("id").equals(table.id())) {
                                return element;
                            }
                        }
                    }
                }
            }
        }
        throw new IllegalStateException("not in the model: " + table);
    }

    private static Element row(Element table, int row) {
        return children(table, "rule").get(row);
    }

    private static void setText(Element parent, String text) {
        children(parent, "text").get(0).setTextContent(text);
    }

    private static List<Element> children(Element parent, String name) {
        return all(parent.getChildNodes()).stream()
                .filter(element -> name.equals(element.getLocalName()))
                .toList();
    }

    private static List<Element> all(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
