package io.plimsoll.evaluation.diff;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Changes DMN at random places, and says by other means than the code under test whether it is still the same. */
final class Mutation {
    private final Document document;
    private final Random random;

    private Mutation(Document document, Random random) {
        this.document = document;
        this.random = random;
    }

    static byte[] mutated(byte[] xml, Random random, int times) {
        Mutation mutation = new Mutation(parsed(xml), random);
        for (int i = 0; i < times; i++) {
            mutation.mutate();
        }
        return mutation.written();
    }

    private void mutate() {
        List<Element> all = elements(document.getDocumentElement(), new ArrayList<>());
        Element target = all.get(random.nextInt(all.size()));
        boolean root = target == document.getDocumentElement();
        switch (random.nextInt(8)) {
            case 0 -> attribute(target, "x");
            case 1 -> target.setAttribute("extra" + random.nextInt(3), "1");
            case 2 -> removeAttribute(target);
            case 3 -> text(target);
            case 4 -> {
                if (!root) {
                    target.getParentNode().removeChild(target);
                }
            }
            case 5 -> {
                if (!root) {
                    target.getParentNode().insertBefore(target.cloneNode(true), target);
                }
            }
            case 6 -> {
                if (!root) {
                    move(target);
                }
            }
            default -> {
                Element other = all.get(random.nextInt(all.size()));
                if (!root && !isInside(other, target)) {
                    other.appendChild(target);
                }
            }
        }
    }

    private void attribute(Element target, String more) {
        if (target.getAttributes().getLength() > 0) {
            Node attribute = target.getAttributes()
                    .item(random.nextInt(target.getAttributes().getLength()));
            if (!attribute.getNodeName().startsWith("xmlns")) {
                attribute.setNodeValue(attribute.getNodeValue() + more);
            }
        }
    }

    private void removeAttribute(Element target) {
        if (target.getAttributes().getLength() > 0) {
            Node attribute = target.getAttributes()
                    .item(random.nextInt(target.getAttributes().getLength()));
            if (!attribute.getNodeName().startsWith("xmlns")) {
                target.removeAttribute(attribute.getNodeName());
            }
        }
    }

    private void text(Element target) {
        target.appendChild(
                document.createTextNode(List.of("1", " 7", "\"a  b\"", " ").get(random.nextInt(4))));
    }

    private void move(Element target) {
        List<Element> siblings = new ArrayList<>();
        Node parent = target.getParentNode();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element != target) {
                siblings.add(element);
            }
        }
        if (!siblings.isEmpty()) {
            parent.insertBefore(target, siblings.get(random.nextInt(siblings.size())));
        }
    }

    private static boolean isInside(Node node, Node ancestor) {
        for (Node each = node; each != null; each = each.getParentNode()) {
            if (each == ancestor) {
                return true;
            }
        }
        return false;
    }

    private static List<Element> elements(Element element, List<Element> into) {
        into.add(element);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                elements(inner, into);
            }
        }
        return into;
    }

    static Document parsed(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private byte[] written() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The content without layout and comments, and without white space around texts or, on demand, any at all. */
    static String canonical(byte[] xml, boolean spaces) {
        StringBuilder out = new StringBuilder();
        write(parsed(xml).getDocumentElement(), out, spaces);
        return out.toString();
    }

    private static void write(Element element, StringBuilder out, boolean spaces) {
        out.append('<').append(element.getNamespaceURI()).append('|').append(element.getLocalName());
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!attribute.getNodeName().startsWith("xmlns")) {
                attributes.put(attribute.getNodeName(), attribute.getNodeValue());
            }
        }
        out.append(attributes).append('>');
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                boolean layout = element.getLocalName().equals("definitions")
                        && element.getParentNode() instanceof Document
                        && String.valueOf(inner.getNamespaceURI()).contains("/DMNDI/");
                if (!layout) {
                    write(inner, out, spaces);
                }
            } else if (child.getNodeType() == Node.TEXT_NODE
                    && !child.getNodeValue().isBlank()) {
                out.append(spaces ? child.getNodeValue() : child.getNodeValue().replaceAll("\\s", ""));
            }
        }
        out.append("</>");
    }
}
