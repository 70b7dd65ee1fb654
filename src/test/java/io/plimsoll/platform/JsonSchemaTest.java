package io.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.platform.Shape.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
    private static final Shape SHAPE = shape();
    private static final SchemaLibrary LIBRARY = new SchemaLibrary(JsonSchema.of(SHAPE, "urn:test", "Test"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"a\"}",
                "{\"name\": \"a\", \"kind\": \"A\", \"filled\": 1, \"flag\": false}",
                "{\"name\": \"a\", \"kind\": null, \"flag\": null}",
                "{\"name\": \"a\", \"filled\": 1.0}",
                "{\"name\": \"a\", \"filled\": 3}",
                "{\"name\": \"a\", \"ratio\": 0.5}",
                "{\"name\": \"a\", \"list\": [\"x\"]}",
                "{\"name\": \"a\", \"map\": {\"x\": \"y\"}, \"nulls\": {\"x\": null, \"y\": true}}",
                "{\"name\": \"a\", \"any\": [null]}",
                "{\"name\": \"a\", \"at\": \"2026-03-02T09:15Z\"}",
                "{\"name\": \"a\", \"at\": \"2026-03-02t09:15:00.123+01:00\"}",
                "{\"name\": \"a\", \"date\": \"2026-03-02\", \"local\": \"2026-03-02T09:15\"}",
                "{\"name\": \"a\", \"within\": \"P1DT2H\"}",
                "{\"name\": \"a\", \"within\": \"PT0.5S\"}",
                "{\"name\": \"a\", \"one\": {\"this\": \"x\"}}",
                "{\"name\": \"a\", \"one\": {\"that\": 1}}",
                "{\"name\": \"a\", \"self\": {\"name\": \"b\", \"self\": {\"name\": \"c\"}}}",
            })
    void of_whatTheShapeAccepts_theSchemaAccepts(String json) {
        assertThat(SHAPE.violations(tree(json))).isEmpty();
        assertThat(LIBRARY.violations(tree(json))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"name\": null}",
                "{\"name\": \"\"}",
                "{\"name\": \"abcdefghijk\"}",
                "{\"name\": 1}",
                "{\"name\": \"a\", \"other\": 1}",
                "{\"name\": \"a\", \"kind\": \"C\"}",
                "{\"name\": \"a\", \"filled\": null}",
                "{\"name\": \"a\", \"filled\": 0}",
                "{\"name\": \"a\", \"filled\": 4}",
                "{\"name\": \"a\", \"filled\": 1.5}",
                "{\"name\": \"a\", \"ratio\": 1.01}",
                "{\"name\": \"a\", \"flag\": \"true\"}",
                "{\"name\": \"a\", \"list\": []}",
                "{\"name\": \"a\", \"list\": [\"x\", \"y\", \"z\"]}",
                "{\"name\": \"a\", \"list\": [null]}",
                "{\"name\": \"a\", \"map\": {\"x\": null}}",
                "{\"name\": \"a\", \"map\": {\"x\": \"1\", \"y\": \"2\", \"z\": \"3\"}}",
                "{\"name\": \"a\", \"nulls\": {\"x\": 1}}",
                "{\"name\": \"a\", \"any\": null}",
                "{\"name\": \"a\", \"at\": \"2026-03-02T09:15:00\"}",
                "{\"name\": \"a\", \"at\": \"2026-13-02T09:15:00Z\"}",
                "{\"name\": \"a\", \"date\": \"2026-3-2\"}",
                "{\"name\": \"a\", \"local\": \"2026-03-02T25:15\"}",
                "{\"name\": \"a\", \"within\": \"P1M\"}",
                "{\"name\": \"a\", \"within\": \"PT\"}",
                "{\"name\": \"a\", \"one\": {}}",
                "{\"name\": \"a\", \"one\": {\"this\": \"x\", \"that\": 1}}",
                "{\"name\": \"a\", \"one\": {\"this\": 1}}",
                "{\"name\": \"a\", \"self\": {\"name\": \"b\", \"self\": {}}}",
            })
    void of_whatTheShapeRefuses_theSchemaRefuses(String json) {
        assertThat(SHAPE.violations(tree(json))).isNotEmpty();
        assertThat(LIBRARY.violations(tree(json))).isNotEmpty();
    }

    @Test
    void of_shape_isASchemaWithDescriptions() {
        Map<String, @Nullable Object> schema = JsonSchema.of(SHAPE, "urn:test", "Test");

        assertThat(SchemaLibrary.faults(schema)).isEmpty();
        assertThat(CanonicalJson.text(schema)).contains("\"description\":\"What it is called.\"");
    }

    private static Shape shape() {
        Shape text = new Shape.Text(1, 10, Set.of());
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("name", Field.required(text).described("What it is called."));
        fields.put("kind", Field.optional(new Shape.Text(1, 10, Set.of("A", "B"))));
        fields.put("filled", Field.filled(new Shape.Numeric(BigDecimal.ONE, BigDecimal.valueOf(3), true)));
        fields.put("ratio", Field.optional(new Shape.Numeric(null, BigDecimal.ONE, false)));
        fields.put("flag", Field.optional(new Shape.Flag()));
        fields.put("list", Field.optional(new Shape.ListOf(text, 1, 2)));
        fields.put("map", Field.optional(new Shape.MapOf(text, 2)));
        fields.put("nulls", Field.optional(new Shape.MapOf(new Shape.Flag(), 2, true)));
        fields.put("any", Field.filled(new Shape.Anything()));
        fields.put("at", Field.optional(new Shape.Temporal(Shape.Temporal.Kind.INSTANT)));
        fields.put("date", Field.optional(new Shape.Temporal(Shape.Temporal.Kind.DATE)));
        fields.put("local", Field.optional(new Shape.Temporal(Shape.Temporal.Kind.LOCAL_DATE_TIME)));
        fields.put("within", Field.optional(new Shape.Temporal(Shape.Temporal.Kind.DURATION)));
        Map<String, Shape.ObjectOf> forms = new LinkedHashMap<>();
        forms.put("this", new Shape.ObjectOf(Map.of("this", Field.required(text))));
        forms.put("that", new Shape.ObjectOf(Map.of("that", Field.required(new Shape.Numeric(null, null, false)))));
        fields.put("one", Field.optional(new Shape.OneOf(forms)));
        fields.put("self", Field.optional(new Shape.Later(JsonSchemaTest::shape)));
        return new Shape.ObjectOf(fields);
    }

    private static @Nullable Object tree(String json) {
        return StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
