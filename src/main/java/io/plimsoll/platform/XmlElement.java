package io.plimsoll.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of an XML document that {@link StrictXml} read.
 *
 * @param namespace empty when it is in none
 * @param name without prefix
 * @param attributes by name; those of a namespace by <code>{namespace}name</code>
 * @param text what stands directly in it, white space included, without the text of its children
 * @param line on which its start tag ends, counted from 1
 */
public record XmlElement(
        String namespace,
        String name,
        Map<String, String> attributes,
        String text,
        List<XmlElement> children,
        int line) {
    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The value of an attribute without namespace; null when there is none. */
    public @Nullable String attribute(String attribute) {
        return attributes.get(attribute);
    }

    /** The value of an attribute of a namespace; null when there is none. */
    public @Nullable String attribute(String of, String attribute) {
        return attributes.get("{" + of + "}" + attribute);
    }

    /** The children of a name, in their order. */
    public List<XmlElement> all(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    /** The first child of a name. */
    public Optional<XmlElement> first(String child) {
        return children.stream().filter(each -> each.name.equals(child)).findFirst();
    }
}
