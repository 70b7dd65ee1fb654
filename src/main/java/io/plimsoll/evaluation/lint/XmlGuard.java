package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Place;
import io.plimsoll.platform.Position;
import java.io.ByteArrayInputStream;
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
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads decision models before the engine sees them, and refuses what the engine must not see: entities, sizes without
 * bounds, other languages, imports from elsewhere, decisions that require themselves.
 */
public final class XmlGuard {
    /** Larger models are refused unread. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_DEPTH = 60;
    private static final int MAX_ELEMENTS = 200_000;
    private static final int MAX_ROWS = 1_000;
    private static final int MAX_CELLS = 20_000;
    private static final int MAX_ATTRIBUTE = 2_000;
    private static final Set<String> REQUIREMENTS =
            Set.of("requiredDecision", "requiredKnowledge", "encapsulatedDecision", "outputDecision");

    private static final XMLInputFactory XML = factory();

    private final String path;
    private final List<Finding> findings;
    private final Map<String, Set<String>> requires = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();
    private final Deque<int[]> tables = new ArrayDeque<>();
    private @Nullable String element;
    private int elements;

    private XmlGuard(String path, List<Finding> findings) {
        this.path = path;
        this.findings = findings;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** @return errors; empty when the engine may read the models. Takes time and memory in proportion to their size */
    public static List<Finding> check(Map<String, byte[]> models) {
        List<Finding> findings = new ArrayList<>();
        models.forEach((path, content) -> new XmlGuard(path, findings).check(content, models.keySet()));
        return findings;
    }

    private void check(byte[] content, Set<String> paths) {
        if (content.length > MAX_BYTES) {
            error(FindingCode.MODEL_TOO_LARGE, null, "has more than 4 MB; split the model");
            return;
        }
        String text = decoded(content);
        if (text == null) {
            error(FindingCode.XML_REFUSED, null, "is not text in UTF-8; save it as UTF-8");
            return;
        }
        // The reader expands entities before it says that there is a declaration of them.
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            error(FindingCode.XML_REFUSED, null, "declares a document type or entities; remove the <!DOCTYPE …>");
            return;
        }
        try {
            read(XML.createXMLStreamReader(new ByteArrayInputStream(content), "UTF-8"), paths);
            checkCycles();
        } catch (Stop e) {
            // Said already.
        } catch (XMLStreamException e) {
            Position at = e.getLocation() == null
                    ? null
                    : new Position(
                            Math.max(1, e.getLocation().getLineNumber()),
                            Math.max(1, e.getLocation().getColumnNumber()));
            findings.add(Finding.of(
                    FindingCode.MODEL_UNREADABLE,
                    new Place(path, null, null, at),
                    "is not well-formed XML; open it in the editor that wrote it and save it again"));
        }
    }

    private static @Nullable String decoded(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            String head = text.substring(0, Math.min(200, text.length())).toLowerCase(Locale.ROOT);
            boolean declaresOther = head.contains("encoding=")
                    && !head.contains("encoding=\"utf-8\"")
                    && !head.contains("encoding='utf-8'")
                    && !head.contains("encoding=\"us-ascii\"");
            return declaresOther ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void read(XMLStreamReader xml, Set<String> paths) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(xml, paths);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(xml);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (!texts.isEmpty()) {
                    texts.peek().append(xml.getText());
                }
            } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                stop(FindingCode.XML_REFUSED, xml, "uses entities; write the characters themselves");
            } else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                stop(
                        FindingCode.XML_REFUSED,
                        xml,
                        "has a processing instruction; remove <?" + xml.getPITarget() + " …?>");
            }
        }
    }

    private void start(XMLStreamReader xml, Set<String> paths) {
        String name = xml.getLocalName();
        open.push(name);
        if (open.size() > MAX_DEPTH) {
            stop(FindingCode.MODEL_TOO_LARGE, xml, "is nested more than " + MAX_DEPTH + " deep; make it flatter");
        }
        if (++elements > MAX_ELEMENTS) {
            stop(FindingCode.MODEL_TOO_LARGE, xml, "has more than " + MAX_ELEMENTS + " elements; split the model");
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeValue(i).length() > MAX_ATTRIBUTE) {
                stop(
                        FindingCode.MODEL_TOO_LARGE,
                        xml,
                        "has an attribute of more than " + MAX_ATTRIBUTE + " characters; shorten it");
            }
        }
        if (open.size() == 1 && !name.equals("definitions")) {
            stop(FindingCode.MODEL_UNREADABLE, xml, "is no DMN: it begins with <" + name + "> and not <definitions>");
        }
        switch (name) {
            case "text" -> texts.push(new StringBuilder());
            case "decisionTable" -> tables.push(new int[2]);
            case "rule" -> count(xml, 0, MAX_ROWS, "rows");
            case "inputEntry", "outputEntry" -> count(xml, 1, MAX_CELLS, "cells");
            case "import" -> checkImport(xml, paths);
            case "functionDefinition", "encapsulatedLogic" -> checkKind(xml);
            default -> checkElement(xml, name);
        }
        checkLanguage(xml);
    }

    private void checkElement(XMLStreamReader xml, String name) {
        if (open.size() == 2 && xml.getAttributeValue(null, "id") != null) {
            element = xml.getAttributeValue(null, "id");
        }
        String href = xml.getAttributeValue(null, "href");
        if (REQUIREMENTS.contains(name) && element != null && href != null && href.startsWith("#")) {
            requires.computeIfAbsent(element, id -> new HashSet<>()).add(href.substring(1));
        }
    }

    private void count(XMLStreamReader xml, int what, int most, String noun) {
        if (!tables.isEmpty() && ++tables.peek()[what] > most) {
            stop(FindingCode.MODEL_TOO_LARGE, xml, "has a table of more than " + most + " " + noun + "; split it");
        }
    }

    /** What is imported lies in the bundle: an address elsewhere is never looked at, so nobody should rely on it. */
    private void checkImport(XMLStreamReader xml, Set<String> paths) {
        String type = xml.getAttributeValue(null, "importType");
        String location = xml.getAttributeValue(null, "locationURI");
        if (type != null
                && (!type.contains("/DMN/") || !type.toLowerCase(Locale.ROOT).contains("omg.org"))) {
            error(
                    FindingCode.IMPORT_REFUSED,
                    xml,
                    "imports something that is no DMN (" + shown(type)
                            + "); only decision models of the bundle can be imported");
        }
        if (location != null && !location.isBlank() && !isInBundle(location, paths)) {
            error(
                    FindingCode.IMPORT_REFUSED,
                    xml,
                    "imports " + shown(location)
                            + ", which is not in the bundle; put that model into dmn/ and list it in the manifest");
        }
    }

    private boolean isInBundle(String location, Set<String> paths) {
        String name = location.startsWith("./") ? location.substring(2) : location;
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return paths.contains(folder + name) || paths.contains(name);
    }

    private void checkKind(XMLStreamReader xml) {
        String kind = xml.getAttributeValue(null, "kind");
        if (kind != null && !kind.equalsIgnoreCase("FEEL")) {
            error(
                    FindingCode.LANGUAGE_REFUSED,
                    xml,
                    "has a function of the kind " + shown(kind)
                            + ", which would run other code in the service; write the function in FEEL");
        }
    }

    private void checkLanguage(XMLStreamReader xml) {
        for (String attribute : List.of("expressionLanguage", "typeLanguage")) {
            String language = xml.getAttributeValue(null, attribute);
            if (language != null
                    && !language.isBlank()
                    && !language.toUpperCase(Locale.ROOT).contains("FEEL")) {
                error(
                        FindingCode.LANGUAGE_REFUSED,
                        xml,
                        "uses the expression language " + shown(language) + "; only FEEL is understood");
            }
        }
    }

    private void end(XMLStreamReader xml) {
        String name = open.pop();
        if (name.equals("text")) {
            String refusal = FeelGuard.refusal(texts.pop().toString());
            // Annotations and descriptions are words and never run.
            if (refusal != null && !"annotationEntry".equals(open.peek()) && !"textAnnotation".equals(open.peek())) {
                error(FindingCode.EXPRESSION_TOO_LARGE, xml, refusal);
            }
        } else if (name.equals("decisionTable")) {
            tables.pop();
        }
    }

    /** The engine follows requirements without counting its steps. */
    private void checkCycles() {
        Set<String> safe = new HashSet<>();
        for (String start : requires.keySet()) {
            if (leadsToItself(start, new HashSet<>(), safe)) {
                error(
                        FindingCode.RECURSION,
                        null,
                        "the element " + shown(start)
                                + " requires itself, directly or through others; remove one of the requirements");
                return;
            }
        }
    }

    private boolean leadsToItself(String id, Set<String> path, Set<String> safe) {
        if (safe.contains(id)) {
            return false;
        }
        if (!path.add(id) || path.size() > MAX_ROWS) {
            return true;
        }
        for (String next : requires.getOrDefault(id, Set.of())) {
            if (leadsToItself(next, path, safe)) {
                return true;
            }
        }
        path.remove(id);
        safe.add(id);
        return false;
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private void stop(FindingCode code, XMLStreamReader xml, String detail) {
        error(code, xml, detail);
        throw new Stop();
    }

    private void error(FindingCode code, @Nullable XMLStreamReader xml, String detail) {
        Position at = xml == null
                ? null
                : new Position(
                        Math.max(1, xml.getLocation().getLineNumber()),
                        Math.max(1, xml.getLocation().getColumnNumber()));
        findings.add(Finding.of(code, new Place(path, null, null, at), detail));
    }

    /** Nothing behind it is worth reading. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }
}
