package io.plimsoll.evaluation.diff;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads DMN files of strangers: no document type, no entities but the five of XML, nothing from elsewhere, and within
 * bounds.
 */
final class ModelReader {
    /** Larger files are not read. */
    static final int MAX_BYTES = 4 * 1024 * 1024;
    /** Elements inside each other; further ones than an expression can need. */
    static final int MAX_DEPTH = 100;

    static final int MAX_ELEMENTS = 200_000;

    /** The versions by their namespaces, as in the specifications of the OMG. */
    private static final Map<String, String> VERSIONS = Map.of(
            "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1",
            "http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2",
            "https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3",
            "https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4",
            "https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5",
            "https://www.omg.org/spec/DMN/20240513/MODEL/", "1.6");

    private static final Set<String> ENCODINGS = Set.of("UTF-8", "US-ASCII");

    /** What is told by the version, and the parts of the drawing. */
    private static final List<String> PARTS = List.of("/FEEL/", "/FEEL/20140401", "/DMNDI/", "/DC/", "/DI/");

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<String> layout = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final Map<String, String> namespaces = new TreeMap<>();
    private final Set<String> prefixes = new HashSet<>();
    private String home = "";
    private int elements;

    private ModelReader() {}

    /** An element whose end has not come yet. */
    private record Open(
            String tag, String namespace, Map<String, String> attributes, List<Node> children, StringBuilder text) {
        /** Text between elements becomes an element of its own, so that its place counts. */
        void breakText() {
            if (!text.toString().isBlank()) {
                children.add(Node.of(Node.TEXT, Map.of(), List.of(), text.toString()));
            }
            text.setLength(0);
        }
    }

    /** The file cannot be compared by its elements; the message says why, in words for an author. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /** @throws Unreadable when this is not DMN, or beyond the bounds */
    static ModelFile read(String path, byte[] content) throws Unreadable {
        if (content.length > MAX_BYTES) {
            throw new Unreadable("it has more than " + MAX_BYTES / 1024 / 1024 + " MB");
        }
        try {
            return new ModelReader().file(path, content);
        } catch (XMLStreamException | RuntimeException e) {
            throw new Unreadable("it is not well-formed XML");
        }
    }

    private ModelFile file(String path, byte[] content) throws XMLStreamException, Unreadable {
        String source = decoded(content);
        // The parser reads what a document type declares before it says that there is one.
        if (source.contains("<!DOCTYPE")) {
            throw new Unreadable("it has a document type");
        }
        XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(source));
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !ENCODINGS.contains(encoding.toUpperCase(Locale.ROOT))) {
            throw new Unreadable("it is not in UTF-8");
        }
        Node root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Unreadable("it has a document type or entities of its own");
                case XMLStreamConstants.COMMENT -> comments.add(reader.getText().strip());
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    comments.add(reader.getPITarget() + " " + reader.getPIData());
                case XMLStreamConstants.START_ELEMENT -> start(reader);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text().append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> root = end();
                default -> {}
            }
        }
        String version = VERSIONS.get(home);
        if (root == null || version == null || !root.is("definitions")) {
            throw new Unreadable("it is not DMN 1.1 to 1.6");
        }
        return new ModelFile(path, version, declared(root), List.copyOf(layout), List.copyOf(comments));
    }

    /** Here and not by the parser, which writes to the standard error about bytes that are no text. */
    private static String decoded(byte[] content) throws Unreadable {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unreadable("it is not in UTF-8");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private void start(XMLStreamReader reader) throws Unreadable {
        if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
            throw new Unreadable(
                    "it has more than " + MAX_ELEMENTS + " elements, or more than " + MAX_DEPTH + " inside each other");
        }
        Open parent = open.peek();
        if (parent != null) {
            parent.breakText();
        } else {
            home = String.valueOf(reader.getNamespaceURI());
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            if (prefix != null && uri != null && !isOfDmn(uri)) {
                namespaces.merge("xmlns:" + prefix, uri, (one, other) -> one.equals(other) ? one : one + " " + other);
            }
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String value = reader.getAttributeValue(i);
            attributes.put(
                    qualified(reader.getAttributeNamespace(i), reader.getAttributeLocalName(i)),
                    value.equals(home.replace("/MODEL/", "/FEEL/")) ? "FEEL" : value);
            seePrefix(value);
        }
        open.push(new Open(
                qualified(reader.getNamespaceURI(), reader.getLocalName()),
                String.valueOf(reader.getNamespaceURI()),
                attributes,
                new ArrayList<>(),
                new StringBuilder()));
    }

    /** @return the element that ended */
    private Node end() {
        Open ended = open.pop();
        if (!ended.children().isEmpty()) {
            ended.breakText();
        }
        seePrefix(ended.text().toString());
        Node node = Node.of(
                ended.tag(), ended.attributes(), ended.children(), ended.text().toString());
        Open parent = open.peek();
        if (open.size() == 1 && isLayout(ended.namespace())) {
            node.children().forEach(diagram -> {
                layout.add(diagram.tag() + diagram.attributes());
                diagram.children().forEach(part -> layout.add(part.fingerprint()));
            });
            return node;
        }
        if (parent != null) {
            parent.children().add(node);
        }
        return node;
    }

    /** Namespaces count where a value uses their prefix; all else that they say is in the elements already. */
    private Node declared(Node root) {
        Map<String, String> attributes = new HashMap<>(root.attributes());
        namespaces.forEach((name, uri) -> {
            if (prefixes.contains(name.substring("xmlns:".length()))) {
                attributes.put(name, uri);
            }
        });
        return Node.of(root.tag(), attributes, root.children(), root.text());
    }

    private void seePrefix(String value) {
        int colon = value.indexOf(':');
        if (colon > 0 && colon < 100) {
            prefixes.add(value.substring(0, colon).strip());
        }
    }

    /** An element of another version of DMN than the file's is a stranger, as it is for the engine. */
    private String qualified(@Nullable String namespace, String name) {
        if (namespace == null || namespace.isEmpty() || namespace.equals(home)) {
            return name;
        }
        String drawing = PARTS.stream()
                .filter(part -> isOfDmn(namespace) && namespace.endsWith(part))
                .findFirst()
                .orElse(namespace);
        return "{" + drawing + "}" + name;
    }

    private static boolean isLayout(String namespace) {
        return isOfDmn(namespace) && namespace.endsWith("/DMNDI/");
    }

    private static boolean isOfDmn(String uri) {
        return VERSIONS.containsKey(uri)
                || (uri.contains("://www.omg.org/spec/") && PARTS.stream().anyMatch(uri::endsWith));
    }
}
