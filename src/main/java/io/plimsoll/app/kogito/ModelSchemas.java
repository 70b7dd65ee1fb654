package io.plimsoll.app.kogito;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * What the inputs of a model look like: the JSON schema that Kogito generates beside its endpoints, {@code
 * /refs/<file>.json}, as schemas of the API's own description, so that it can be read without another file.
 */
final class ModelSchemas {
    private static final String INPUTS = "InputSet";
    private static final String LOCAL = "#/definitions/";

    private final Map<String, @Nullable Object> definitions;
    private final String model;
    private final Map<String, Schema> named = new TreeMap<>();

    private ModelSchemas(Map<String, @Nullable Object> definitions, String model) {
        this.definitions = definitions;
        this.model = model;
    }

    /**
     * The schema of the inputs, {@link #inputs}, and those that it refers to.
     *
     * @param path of the file in the jar, below {@code META-INF/resources}
     * @param model put before the name of every schema, since names repeat from model to model
     */
    static Map<String, Schema> read(String path, String model) {
        Map<String, @Nullable Object> file = Tree.asObject(StrictJson.read(bytes(path)));
        ModelSchemas schemas = new ModelSchemas(Tree.asObject(file.get("definitions")), model);
        schemas.define(INPUTS);
        return schemas.named;
    }

    /** The name of the schema of a model's inputs. */
    static String inputs(String model) {
        return model + "." + INPUTS;
    }

    private String define(String definition) {
        String name = model + "." + definition;
        if (!named.containsKey(name)) {
            named.put(name, OASFactory.createSchema());
            Schema schema = schema(Tree.asObject(definitions.get(definition)));
            named.put(name, definition.equals(INPUTS) ? schema : orNull(schema));
        }
        return name;
    }

    private Schema schema(Map<String, @Nullable Object> json) {
        if (json.get("$ref") instanceof String local) {
            return OASFactory.createSchema().ref(define(local.substring(LOCAL.length())));
        }
        Schema schema = OASFactory.createSchema();
        if (json.get("type") instanceof String type) {
            schema.addType(SchemaType.valueOf(type.toUpperCase(Locale.ROOT)));
        }
        if (json.get("format") instanceof String format) {
            schema.format(format);
        }
        if (json.get("enum") instanceof List<?> values) {
            values.stream().map(String::valueOf).sorted().forEach(schema::addEnumeration);
        }
        if (json.get("items") instanceof Map<?, ?> items) {
            schema.items(schema(Tree.asObject(items)));
        }
        if (json.get("required") instanceof List<?> names) {
            schema.required(names.stream().map(String::valueOf).toList());
        }
        if (json.get("properties") instanceof Map<?, ?> properties) {
            Map<String, @Nullable Object> described =
                    json.get("x-dmn-descriptions") instanceof Map<?, ?> texts ? Tree.asObject(texts) : Map.of();
            Tree.asObject(properties)
                    .forEach((name, property) -> schema.addProperty(
                            name, described(orNull(schema(Tree.asObject(property))), described.get(name))));
        }
        return schema;
    }

    /** Every value of a model may be unknown, unless its type lists the values that it may have. */
    private static Schema orNull(Schema schema) {
        if (schema.getRef() == null && schema.getType() != null && schema.getEnumeration() == null) {
            List<SchemaType> types = new ArrayList<>(schema.getType());
            types.add(SchemaType.NULL);
            schema.setType(types);
        }
        return schema;
    }

    private static Schema described(Schema schema, @Nullable Object text) {
        return text == null ? schema : schema.description(String.valueOf(text));
    }

    private static byte[] bytes(String path) {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources" + path)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
