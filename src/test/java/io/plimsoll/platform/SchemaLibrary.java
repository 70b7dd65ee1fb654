package io.plimsoll.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON Schema validator that is not ours. */
public final class SchemaLibrary {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final com.networknt.schema.JsonSchema schema;

    /** @param schema a tree */
    public SchemaLibrary(Map<String, @Nullable Object> schema) {
        this.schema = FACTORY.getSchema(node(schema));
    }

    /** Whether a schema is one. */
    public static List<String> faults(Map<String, @Nullable Object> schema) {
        return messages(FACTORY.getSchema(java.net.URI.create("https://json-schema.org/draft/2020-12/schema")), schema);
    }

    /** What the library finds wrong with a tree; empty when nothing. */
    public List<String> violations(@Nullable Object tree) {
        return messages(schema, tree);
    }

    /** The same for YAML, read by the library's own means. */
    public List<String> violationsOfYaml(String yaml) {
        return schema.validate(yaml, InputFormat.YAML).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static List<String> messages(com.networknt.schema.JsonSchema schema, @Nullable Object tree) {
        return schema.validate(node(tree)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static JsonNode node(@Nullable Object tree) {
        try {
            return JSON.readTree(CanonicalJson.text(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
