package io.plimsoll.platform;

import io.plimsoll.platform.Shape.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Shape} as a JSON Schema (draft 2020-12), for editors and for programs in other languages. The schema
 * accepts whatever the shape accepts. It accepts a little more only where its language ends: a 30th of February, a time
 * zone that does not exist.
 */
public final class JsonSchema {
    private static final String TYPE = "type";
    private static final String DESCRIPTION = "description";
    private static final Map<String, Object> NOT_NULL = Map.of("not", Map.of(TYPE, "null"));

    private final Map<Shape.Later, String> names = new LinkedHashMap<>();
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private JsonSchema() {}

    /**
     * A whole schema as a tree.
     *
     * @param id where it is published; need not be an address that answers
     */
    public static Map<String, @Nullable Object> of(Shape shape, String id, String title) {
        JsonSchema writer = new JsonSchema();
        Tree.Builder schema = Tree.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", id)
                .put("title", title);
        writer.schema(shape).forEach(schema::put);
        if (!writer.definitions.isEmpty()) {
            schema.put("$defs", writer.definitions);
        }
        return schema.build();
    }

    /** A schema as a part of another. The shape MUST NOT contain a {@link Shape.Later}. */
    public static Map<String, Object> part(Shape shape) {
        return new JsonSchema().schema(shape);
    }

    private Map<String, Object> schema(Shape shape) {
        if (shape instanceof Shape.Text text) {
            return text(text);
        }
        if (shape instanceof Shape.Numeric number) {
            return number(number);
        }
        if (shape instanceof Shape.Flag) {
            return typed("boolean");
        }
        if (shape instanceof Shape.Temporal temporal) {
            return temporal(temporal);
        }
        if (shape instanceof Shape.ListOf list) {
            return list(list);
        }
        if (shape instanceof Shape.ObjectOf object) {
            return object(object);
        }
        if (shape instanceof Shape.MapOf map) {
            Map<String, Object> schema = typed("object");
            schema.put("maxProperties", map.maxEntries());
            schema.put("additionalProperties", map.nulls() ? orNull(map.values()) : notNull(map.values()));
            return schema;
        }
        if (shape instanceof Shape.OneOf one) {
            return ordered(
                    "oneOf", one.forms().values().stream().map(this::schema).toList());
        }
        if (shape instanceof Shape.TextOr either) {
            return ordered("anyOf", List.of(schema(either.text()), schema(either.object())));
        }
        if (shape instanceof Shape.Later later) {
            return later(later);
        }
        if (shape instanceof Shape.Anything) {
            return new LinkedHashMap<>();
        }
        throw new IllegalStateException("no schema for " + shape);
    }

    private static Map<String, Object> text(Shape.Text text) {
        Map<String, Object> schema = typed("string");
        if (!text.values().isEmpty()) {
            schema.put("enum", List.copyOf(text.values()));
            return schema;
        }
        if (text.minLength() > 0) {
            schema.put("minLength", text.minLength());
        }
        schema.put("maxLength", text.maxLength());
        return schema;
    }

    private static Map<String, Object> number(Shape.Numeric number) {
        Map<String, Object> schema = typed(number.whole() ? "integer" : "number");
        BigDecimal min = number.min();
        if (min != null) {
            schema.put("minimum", min);
        }
        BigDecimal max = number.max();
        if (max != null) {
            schema.put("maximum", max);
        }
        return schema;
    }

    private static Map<String, Object> temporal(Shape.Temporal temporal) {
        Map<String, Object> schema = typed("string");
        schema.put("maxLength", Shape.Temporal.MAX_LENGTH);
        schema.put("pattern", "^" + pattern(temporal.kind()) + "$");
        schema.put("examples", List.of(temporal.kind().sample()));
        return schema;
    }

    private static String pattern(Shape.Temporal.Kind kind) {
        String date = "[+-]?\\d{4,9}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])";
        String time = "[Tt]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{0,9})?)?";
        return switch (kind) {
            case INSTANT -> date + time + "([Zz]|[+-]\\d{2}:\\d{2}(:\\d{2})?)";
            case LOCAL_DATE_TIME -> date + time;
            case DATE -> date;
            case TIME_ZONE -> "[A-Za-z0-9+_/:-]+";
            case DURATION ->
                "(?=.*\\d)[+-]?[Pp]([+-]?\\d+[Dd])?"
                        + "([Tt]([+-]?\\d+[Hh])?([+-]?\\d+[Mm])?([+-]?\\d+([.,]\\d{0,9})?[Ss])?)?";
        };
    }

    private Map<String, Object> list(Shape.ListOf list) {
        Map<String, Object> schema = typed("array");
        schema.put("items", notNull(list.items()));
        if (list.minItems() > 0) {
            schema.put("minItems", list.minItems());
        }
        schema.put("maxItems", list.maxItems());
        return schema;
    }

    private Map<String, Object> object(Shape.ObjectOf object) {
        Map<String, Object> schema = typed("object");
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        object.fields().forEach((name, field) -> {
            properties.put(name, property(field));
            if (field.required()) {
                required.add(name);
            }
        });
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> property(Field field) {
        Map<String, Object> property = new LinkedHashMap<>();
        if (field.description() != null) {
            property.put(DESCRIPTION, field.description());
        }
        property.putAll(field.mayBeNull() ? orNull(field.shape()) : notNull(field.shape()));
        return property;
    }

    private Map<String, Object> notNull(Shape shape) {
        return shape instanceof Shape.Anything ? NOT_NULL : schema(shape);
    }

    private Map<String, Object> orNull(Shape shape) {
        Map<String, Object> schema = schema(shape);
        if (shape instanceof Shape.Anything) {
            return schema;
        }
        return schema.get(TYPE) instanceof String type && !schema.containsKey("enum")
                ? ordered(TYPE, List.of(type, "null"), schema)
                : ordered("anyOf", List.of(schema, typed("null")));
    }

    private Map<String, Object> later(Shape.Later later) {
        String name = names.get(later);
        if (name == null) {
            name = "shape" + (names.size() + 1);
            names.put(later, name);
            definitions.put(name, schema(later.shape().get()));
        }
        return ordered("$ref", "#/$defs/" + name);
    }

    private static Map<String, Object> typed(String type) {
        return ordered(TYPE, type);
    }

    private static Map<String, Object> ordered(String name, Object value) {
        return ordered(name, value, Map.of());
    }

    private static Map<String, Object> ordered(String name, Object value, Map<String, Object> others) {
        Map<String, Object> schema = new LinkedHashMap<>(others);
        schema.put(name, value);
        return schema;
    }
}
