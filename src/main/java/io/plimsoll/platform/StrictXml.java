package io.plimsoll.platform;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one XML document in UTF-8. Refused is what could read other files, call other machines or multiply itself: document
 * types and entities, more than {@link #MAX_BYTES}, {@link #MAX_ELEMENTS} or {@link #MAX_DEPTH}. Comments and processing
 * instructions are skipped.
 */
public final class StrictXml {
    public static final int MAX_BYTES = 4 * 1024 * 1024;
    public static final int MAX_ELEMENTS = 200_000;
    /** Elements inside each other. */
    public static final int MAX_DEPTH = 60;

    private static final XMLInputFactory XML = factory();

    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    private StrictXml() {}

    /** An element whose end has not come yet. */
    private record Open(
            String namespace,
            String name,
            Map<String, String> attributes,
            StringBuilder text,
            List<XmlElement> children,
            int line) {
        XmlElement closed() {
            return new XmlElement(namespace, name, attributes, text.toString(), children, line);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Takes time and memory in proportion to the document's size.
     *
     * @return the root
     * @throws PlimsollException {@link ProblemCode#CONTRACT_VIOLATED} with the line and what to do
     */
    public static XmlElement read(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw refused("it has more than " + MAX_BYTES + " bytes; split it");
        }
        String text = decoded(utf8);
        // The reader would skip or expand them before it says that they are there.
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw refused("it declares a document type or entities; remove the <!DOCTYPE …>");
        }
        try {
            return new StrictXml().root(XML.createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            String line =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ";
            throw refused(line + "this is not well-formed XML; save it again with the editor that wrote it");
        }
    }

    private static String decoded(byte[] utf8) {
        try {
            String text = StrictJson.decode(utf8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (PlimsollException e) {
            throw refused("it is not text in UTF-8; save it as UTF-8");
        }
    }

    private XmlElement root(XMLStreamReader xml) throws XMLStreamException {
        String encoding = xml.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8") && !encoding.equalsIgnoreCase("US-ASCII")) {
            throw refused("it declares another encoding than UTF-8; save it as UTF-8");
        }
        XmlElement last = null;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml);
                case XMLStreamConstants.END_ELEMENT -> last = end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text().append(xml.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused("line " + line(xml) + ": it uses an entity; write the characters themselves");
                default -> {
                    // Comments and processing instructions say nothing to us.
                }
            }
        }
        if (last == null) {
            throw new IllegalStateException("well-formed XML has a root");
        }
        return last;
    }

    private void start(XMLStreamReader xml) {
        if (++elements > MAX_ELEMENTS) {
            throw refused("it has more than " + MAX_ELEMENTS + " elements; split it");
        }
        if (open.size() == MAX_DEPTH) {
            throw refused(
                    "line " + line(xml) + ": elements are nested more than " + MAX_DEPTH + " deep; make it flatter");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = xml.getAttributeNamespace(i);
            String name = xml.getAttributeLocalName(i);
            attributes.put(
                    namespace == null || namespace.isEmpty() ? name : "{" + namespace + "}" + name,
                    xml.getAttributeValue(i));
        }
        String namespace = xml.getNamespaceURI();
        open.push(new Open(
                namespace == null ? "" : namespace,
                xml.getLocalName(),
                attributes,
                new StringBuilder(),
                new ArrayList<>(),
                line(xml)));
    }

    private XmlElement end() {
        XmlElement element = open.pop().closed();
        if (!open.isEmpty()) {
            open.peek().children().add(element);
        }
        return element;
    }

    private static int line(XMLStreamReader xml) {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    private static PlimsollException refused(String detail) {
        return new PlimsollException(
                ProblemCode.CONTRACT_VIOLATED, "This file cannot be read as XML.", List.of(new Violation("", detail)));
    }
}
