package io.plimsoll.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes values that fulfil a schema as far as a caller can know it: those of OpenAPI 3.1 and those that domains publish.
 * Optional fields are there more often than not.
 */
final class Samples {
    private static final int DEEPEST = 8;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Supplier<JsonNode>> known = new HashMap<>();
    private final Random random;

    Samples(Random random) {
        this.random = random;
    }

    /** Values of a schema, named by its reference, are made in this way from now on. */
    void define(String reference, Supplier<JsonNode> maker) {
        known.put(reference, maker);
    }

    /** @param root of the document, where references lead to */
    JsonNode of(JsonNode schema, JsonNode root) {
        return of(schema, root, 0);
    }

    /** A body for a domain, with arguments that its request may have. */
    ObjectNode submission(JsonNode schema) {
        ObjectNode body = (ObjectNode) of(schema, schema);
        if (body.path("request") instanceof ObjectNode request) {
            request.remove("arguments");
            for (JsonNode rule : schema.path("allOf")) {
                JsonNode type = rule.at("/if/properties/request/properties/type/const");
                if (type.equals(request.path("type")) && random.nextInt(4) == 0) {
                    JsonNode arguments = rule.at("/then/properties/request/properties/arguments/anyOf/1");
                    request.set("arguments", of(arguments, schema));
                }
            }
        }
        ObjectNode signal = (ObjectNode) body.path("signal");
        if (!(signal.path("scores").isObject() && signal.path("producer").isObject())) {
            signal.remove(List.of("scores", "producer"));
        }
        return body;
    }

    private JsonNode of(JsonNode schema, JsonNode root, int depth) {
        String reference = schema.path("$ref").asText();
        if (known.containsKey(reference)) {
            return known.get(reference).get();
        } else if (!reference.isEmpty()) {
            return depth < DEEPEST ? of(root.at(reference.substring(1)), root, depth + 1) : json.nullNode();
        } else if (schema.has("const")) {
            return schema.path("const");
        } else if (!schema.path("enum").isEmpty()) {
            return any(schema.path("enum"));
        } else if (!schema.path("anyOf").isEmpty() || !schema.path("oneOf").isEmpty()) {
            return of(any(schema.path(schema.has("anyOf") ? "anyOf" : "oneOf")), root, depth + 1);
        } else if (!schema.path("examples").isEmpty() && random.nextBoolean()) {
            return any(schema.path("examples"));
        }
        return typed(schema, root, depth);
    }

    private JsonNode typed(JsonNode schema, JsonNode root, int depth) {
        String type = schema.path("type").isArray()
                ? schema.path("type").get(random.nextInt(8) == 0 ? 1 : 0).asText()
                : schema.path("type").asText();
        return switch (type) {
            case "object" -> object(schema, root, depth);
            case "array" -> array(schema, root, depth);
            case "number", "integer" -> number(schema, type.equals("integer"));
            case "boolean" -> json.getNodeFactory().booleanNode(random.nextBoolean());
            case "null" -> json.nullNode();
            default -> text(schema);
        };
    }

    private ObjectNode object(JsonNode schema, JsonNode root, int depth) {
        ObjectNode object = json.createObjectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").fields().forEachRemaining(field -> {
            boolean wanted = required.contains(field.getKey()) || random.nextInt(3) > 0;
            if (wanted && depth < DEEPEST) {
                object.set(field.getKey(), of(field.getValue(), root, depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, JsonNode root, int depth) {
        ArrayNode array = json.createArrayNode();
        int items = Math.max(schema.path("minItems").asInt(), 1 + random.nextInt(2));
        for (int i = 0; i < items && depth < DEEPEST; i++) {
            array.add(of(schema.path("items"), root, depth + 1));
        }
        return array;
    }

    private JsonNode number(JsonNode schema, boolean whole) {
        BigDecimal least = schema.has("minimum") ? schema.path("minimum").decimalValue() : BigDecimal.ZERO;
        BigDecimal most = schema.has("maximum") ? schema.path("maximum").decimalValue() : least.add(BigDecimal.TEN);
        BigDecimal number =
                switch (random.nextInt(4)) {
                    case 0 -> least;
                    case 1 -> most;
                    default ->
                        least.add(most.subtract(least)
                                .min(BigDecimal.valueOf(300))
                                .multiply(BigDecimal.valueOf(random.nextInt(1_000), 3)));
                };
        return json.getNodeFactory().numberNode(number.setScale(whole ? 0 : 3, RoundingMode.DOWN));
    }

    private JsonNode text(JsonNode schema) {
        if (schema.path("format").asText().equals("date-time")
                || schema.path("pattern").asText().contains("[Tt]")) {
            return json.getNodeFactory()
                    .textNode(Instant.now()
                            .minusSeconds(1 + random.nextInt(100_000))
                            .toString());
        } else if (!schema.path("examples").isEmpty()) {
            return schema.path("examples").get(0);
        }
        String text = random.nextInt(3) == 0 ? any(HostileWords.STRINGS) : "hostile-" + random.nextInt(1_000_000);
        int most = schema.path("maxLength").asInt(200);
        int least = schema.path("minLength").asInt();
        String fitting = text.length() > most ? text.substring(0, most) : text;
        return json.getNodeFactory().textNode(fitting.length() < least ? "x".repeat(least) : fitting);
    }

    private JsonNode any(JsonNode list) {
        return list.get(random.nextInt(list.size())).deepCopy();
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
