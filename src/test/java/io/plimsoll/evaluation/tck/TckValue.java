package io.plimsoll.evaluation.tck;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.w3c.dom.Element;

/**
 * A value of a test case: as a client sends it, and how an answer is held against it.
 *
 * @param tree dates, times and durations are strings in it
 */
record TckValue(@Nullable Object tree) {
    static final TckValue NULL = new TckValue(null);
    /** The measure of the kit's own runners. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.00000001");

    static TckValue of(Element element) {
        return new TckValue(read(element));
    }

    private static @Nullable Object read(Element element) {
        List<Element> lists = TckCases.children(element, "list");
        if (!lists.isEmpty()) {
            if (isNil(lists.get(0))) {
                return null;
            }
            List<@Nullable Object> items = new ArrayList<>();
            TckCases.children(lists.get(0), "item").forEach(item -> items.add(read(item)));
            return items;
        }
        List<Element> components = TckCases.children(element, "component");
        if (!components.isEmpty()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            components.forEach(field -> fields.put(field.getAttribute("name"), isNil(field) ? null : read(field)));
            return fields;
        }
        List<Element> values = TckCases.children(element, "value");
        return values.isEmpty() || isNil(values.get(0)) ? null : simple(values.get(0));
    }

    private static Object simple(Element value) {
        String type = value.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
        String text = value.getTextContent();
        return switch (type.substring(type.indexOf(':') + 1)) {
            case "boolean" -> Boolean.valueOf(text.strip());
            case "decimal", "double", "float", "integer", "int", "long" -> new BigDecimal(text.strip());
            case "date", "time", "dateTime", "duration" -> text.strip();
            default -> text;
        };
    }

    private static boolean isNil(Element element) {
        return element.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil")
                .equals("true");
    }

    boolean matches(@Nullable Object actual) {
        return matches(tree, actual);
    }

    private static boolean matches(@Nullable Object expected, @Nullable Object actual) {
        if (expected == null || actual == null) {
            return expected == actual;
        }
        if (expected instanceof BigDecimal number) {
            return actual instanceof BigDecimal other
                    && number.subtract(other).abs().compareTo(TOLERANCE) < 0;
        }
        if (expected instanceof List<?> list) {
            if (!(actual instanceof List<?> other) || list.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!matches(list.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (expected instanceof Map<?, ?> map) {
            return actual instanceof Map<?, ?> other
                    && map.keySet().equals(other.keySet())
                    && map.keySet().stream().allMatch(name -> matches(map.get(name), other.get(name)));
        }
        return expected.equals(actual)
                || expected instanceof String text && actual instanceof String other && sameTime(text, other);
    }

    /** There are several ways to write one date, time or duration. */
    private static boolean sameTime(String expected, String actual) {
        for (BuiltInType type :
                List.of(BuiltInType.DATE, BuiltInType.TIME, BuiltInType.DATE_TIME, BuiltInType.DURATION)) {
            Object time = type.fromString(expected);
            if (time != null && time.equals(type.fromString(actual))) {
                return true;
            }
        }
        return false;
    }
}
