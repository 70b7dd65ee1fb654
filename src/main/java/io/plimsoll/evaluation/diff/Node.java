package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An element of a DMN file as it counts: without layout, comments and the white space between elements.
 *
 * @param tag local name; of elements outside DMN in the form {@code {namespace}name}, of text between elements
 *     {@value #TEXT}
 * @param text as written; empty when there are elements inside
 * @param fingerprint equal for elements with equal content, white space in texts apart
 * @param shape the same without ids
 */
record Node(
        String tag,
        SortedMap<String, String> attributes,
        List<Node> children,
        String text,
        String fingerprint,
        String shape) {
    static final String TEXT = "#text";

    static Node of(String tag, Map<String, String> attributes, List<Node> children, String text) {
        SortedMap<String, String> sorted = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        return new Node(
                tag,
                sorted,
                List.copyOf(children),
                text,
                digest(tag, sorted, children.stream().map(Node::fingerprint).toList(), text, true),
                digest(tag, sorted, children.stream().map(Node::shape).toList(), text, false));
    }

    /** Every part is preceded by its length, so that no two elements are written alike. */
    private static String digest(
            String tag, Map<String, String> attributes, List<String> children, String text, boolean ids) {
        StringBuilder out = new StringBuilder();
        append(out, tag);
        attributes.forEach((name, value) -> {
            if (ids || !name.equals("id")) {
                append(append(out, name), value);
            }
        });
        out.append('>');
        append(out, Spacing.plain(text));
        children.forEach(out::append);
        return Digest.of(out.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static StringBuilder append(StringBuilder out, String part) {
        return out.append(part.length()).append(':').append(part);
    }

    boolean is(String name) {
        return tag.equals(name);
    }

    @Nullable String attribute(String name) {
        return attributes.get(name);
    }

    @Nullable String id() {
        return attributes.get("id");
    }

    List<Node> children(String name) {
        return children.stream().filter(child -> child.is(name)).toList();
    }

    Optional<Node> child(String name) {
        return children.stream().filter(child -> child.is(name)).findFirst();
    }

    /** What stands in the {@code <text>} of this element; null without one. */
    @Nullable String content() {
        return child("text").map(Node::text).orElse(null);
    }

    /** What people call it: its name, or that of its variable or parameter, or what it refers to; null for nothing. */
    @Nullable String name() {
        String name = attributes.get("name");
        if (name != null) {
            return name;
        }
        if (attributes.containsKey("href")) {
            return attributes.get("href");
        }
        for (String inside : List.of("variable", "parameter")) {
            Optional<String> named = child(inside).map(child -> child.attribute("name"));
            if (named.isPresent()) {
                return named.get();
            }
        }
        return children.size() == 1 ? children.get(0).attribute("href") : null;
    }

    /** The elements inside by name, each name with its elements in their order. */
    Map<String, List<Node>> byTag() {
        Map<String, List<Node>> groups = new LinkedHashMap<>();
        children.forEach(child ->
                groups.computeIfAbsent(child.tag(), tag -> new ArrayList<>()).add(child));
        return groups;
    }
}
