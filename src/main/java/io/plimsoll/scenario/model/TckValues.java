package io.plimsoll.scenario.model;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.XmlElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;

/** Reads the values of the TCK's test cases as trees, in which dates, times and durations are strings. */
final class TckValues {
    private static final int MAX_NUMBER = 200;

    private final Faults faults;

    /** @param faults receives what cannot be read */
    TckValues(Faults faults) {
        this.faults = faults;
    }

    /** The value in an element; null when there is none. */
    @Nullable Object read(XmlElement element) {
        List<XmlElement> kinds = element.children();
        if (kinds.size() > 1 && !kinds.stream().allMatch(child -> child.name().equals("component"))) {
            faults.add(element, "holds several values; put them into a <list>");
        }
        if (kinds.isEmpty() || isNil(element)) {
            return null;
        }
        return switch (kinds.get(0).name()) {
            case "list" -> isNil(kinds.get(0)) ? null : items(kinds.get(0));
            case "component" -> fields(element);
            default -> isNil(kinds.get(0)) ? null : simple(kinds.get(0));
        };
    }

    private List<@Nullable Object> items(XmlElement list) {
        List<@Nullable Object> items = new ArrayList<>();
        list.all("item").forEach(item -> items.add(read(item)));
        return items;
    }

    private Map<String, @Nullable Object> fields(XmlElement element) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (XmlElement field : element.all("component")) {
            String name = field.attribute("name");
            if (name == null) {
                faults.add(field, "has no name");
            } else if (fields.containsKey(name)) {
                faults.add(field, "gives " + name + " a second time");
            } else {
                fields.put(name, read(field));
            }
        }
        return fields;
    }

    private @Nullable Object simple(XmlElement value) {
        String declared = value.attribute(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
        String type = declared == null ? "string" : declared.substring(declared.indexOf(':') + 1);
        String text = value.text().strip();
        return switch (type) {
            case "string" -> value.text();
            case "boolean" -> flag(value, text);
            case "decimal", "double", "float", "integer", "int", "long" -> number(value, text);
            case "date", "time", "dateTime", "duration" -> text;
            default -> {
                faults.add(value, "is of the type " + declared + ", which is not known");
                yield null;
            }
        };
    }

    private @Nullable Boolean flag(XmlElement value, String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> {
                faults.add(value, "is neither true nor false");
                yield null;
            }
        };
    }

    private @Nullable BigDecimal number(XmlElement value, String text) {
        try {
            BigDecimal number = new BigDecimal(text.length() > MAX_NUMBER ? "" : text);
            long exponent = (long) number.precision() - number.scale() - 1;
            if (number.signum() == 0 || Math.abs(exponent) <= StrictJson.MAX_WIDE_EXPONENT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        faults.add(value, "is no number up to 1E" + StrictJson.MAX_WIDE_EXPONENT);
        return null;
    }

    private static boolean isNil(XmlElement element) {
        return "true".equals(element.attribute(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil"));
    }
}
