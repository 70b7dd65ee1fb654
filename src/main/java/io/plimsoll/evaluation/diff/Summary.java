package io.plimsoll.evaluation.diff;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An element that came or went as a text to read. */
final class Summary {
    /** What is longer is cut; the bundle has it whole. */
    private static final int MAX_LENGTH = 20_000;

    private Summary() {}

    static String of(Node node) {
        String text = text(node);
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + " …";
    }

    private static String text(Node node) {
        return switch (node.tag()) {
            case "rule" -> row(node);
            case "decisionTable" -> table(node);
            case "input" ->
                Stream.of(
                                node.attribute("label"),
                                node.child("inputExpression").map(Node::content).orElse(null))
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining(": "));
            case "output", "annotation" ->
                Stream.of(node.attribute("label"), node.attribute("name"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
            case "decision" -> table(node.child("decisionTable"), node);
            default -> plain(node);
        };
    }

    private static String table(Optional<Node> table, Node decision) {
        return table.map(Summary::table).orElseGet(() -> plain(decision));
    }

    private static String table(Node table) {
        return Stream.concat(
                        Stream.of(Objects.requireNonNullElse(table.attribute("hitPolicy"), "UNIQUE")),
                        table.children("rule").stream().map(Summary::row))
                .collect(Collectors.joining("\n"));
    }

    private static String row(Node row) {
        return cells(row, "inputEntry") + " → " + cells(row, "outputEntry");
    }

    private static String cells(Node row, String tag) {
        return row.children(tag).stream()
                .map(cell -> Objects.requireNonNullElse(cell.content(), "").strip())
                .map(text -> text.isEmpty() ? "(empty)" : text)
                .collect(Collectors.joining(" | "));
    }

    private static String plain(Node node) {
        if (node.children().isEmpty() && !node.text().isBlank()) {
            return node.text().strip();
        }
        List<Node> children = node.children();
        return children.size() == 1 && children.get(0).is("text")
                ? children.get(0).text().strip()
                : xml(node, new StringBuilder()).toString();
    }

    private static StringBuilder xml(Node node, StringBuilder out) {
        if (out.length() > MAX_LENGTH) {
            return out;
        }
        if (node.is(Node.TEXT)) {
            return out.append(node.text().strip());
        }
        out.append('<').append(node.tag());
        node.attributes()
                .forEach((name, value) ->
                        out.append(' ').append(name).append("=\"").append(value).append('"'));
        if (node.children().isEmpty() && node.text().isEmpty()) {
            return out.append("/>");
        }
        out.append('>').append(node.text().strip());
        node.children().forEach(child -> xml(child, out));
        return out.append("</").append(node.tag()).append('>');
    }
}
