package io.plimsoll.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) and YAML into a {@link Tree} and refuses everything that two readers could understand
 * differently: duplicate keys, broken UTF-8, unpaired surrogates, NUL, NaN, numbers beyond {@link #MAX_DIGITS} digits or
 * {@link #MAX_EXPONENT}, nesting beyond {@link #MAX_DEPTH}, anything after the end.
 */
public final class StrictJson {
    /** Significant digits of a number: what IEEE 754 decimal128, and so FEEL, can hold. */
    public static final int MAX_DIGITS = 34;
    /** Largest power of ten, of either sign, of a number's first digit. */
    public static final int MAX_EXPONENT = 30;
    /** Objects and lists inside each other. */
    public static final int MAX_DEPTH = 32;
    /** Characters of one string. */
    public static final int MAX_STRING = 100_000;

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(200)
            .maxStringLength(MAX_STRING)
            .maxNameLength(500)
            .build();
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictJson() {}

    /**
     * @return the value, which may be null
     * @throws PlimsollException {@link ProblemCode#MALFORMED_JSON} with the place and what to do
     */
    public static @Nullable Object read(byte[] utf8) {
        return read(JSON, decode(utf8));
    }

    /** The same for one YAML document; anchors are not resolved, so that a document cannot multiply itself. */
    public static @Nullable Object readYaml(byte[] utf8) {
        return read(YAML, decode(utf8));
    }

    private static @Nullable Object read(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                throw malformed(Pointer.ROOT, "the body is empty; send one JSON value", parser.currentLocation());
            }
            Object value = value(parser, Pointer.ROOT);
            if (parser.nextToken() != null) {
                throw malformed(
                        Pointer.ROOT,
                        "something follows the end of the value; send exactly one",
                        parser.currentTokenLocation());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw malformed(Pointer.ROOT, advice(e), e.getLocation());
        } catch (IOException | NumberFormatException | ArithmeticException e) {
            throw malformed(Pointer.ROOT, "a value cannot be read; check its numbers", null);
        }
    }

    private static @Nullable Object value(JsonParser parser, Pointer at) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, at);
            case START_ARRAY -> list(parser, at);
            case VALUE_STRING -> text(parser, parser.getText(), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, at);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw malformed(at, "a value is missing here", parser.currentTokenLocation());
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, Pointer at) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text(parser, parser.currentName(), at);
            parser.nextToken();
            fields.put(name, value(parser, at.field(name)));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static List<@Nullable Object> list(JsonParser parser, Pointer at) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, at.index(items.size())));
        }
        return Collections.unmodifiableList(items);
    }

    private static BigDecimal number(JsonParser parser, Pointer at) throws IOException {
        BigDecimal number = parser.getDecimalValue().stripTrailingZeros();
        long exponent = (long) number.precision() - number.scale() - 1;
        if (number.signum() != 0 && (number.precision() > MAX_DIGITS || Math.abs(exponent) > MAX_EXPONENT)) {
            throw malformed(
                    at,
                    "the number needs more than " + MAX_DIGITS + " digits or an exponent beyond ±" + MAX_EXPONENT
                            + "; send it rounded",
                    parser.currentTokenLocation());
        }
        return number;
    }

    private static String text(JsonParser parser, String text, Pointer at) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw malformed(at, "a string contains NUL (\\u0000); remove it", parser.currentTokenLocation());
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw malformed(
                        at, "a string contains half of a surrogate pair; send both", parser.currentTokenLocation());
            }
        }
        return text;
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(Pointer.ROOT, "the body is not valid UTF-8; encode it as UTF-8", null);
        }
    }

    /** Jackson's message names its own settings and the body's text; the first words of it are enough to tell. */
    private static String advice(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Duplicate field")) {
            return "an object names the same field twice; name each field once";
        }
        if (message.contains("nesting depth")) {
            return "objects and lists are nested more than " + MAX_DEPTH + " deep; flatten the body";
        }
        if (message.contains("String value length")) {
            return "a string is longer than " + MAX_STRING + " characters; shorten it";
        }
        if (message.contains("Number value length")) {
            return "a number has too many digits; send it rounded";
        }
        if (message.contains("NaN") || message.contains("Infinity") || message.contains("INF")) {
            return "NaN and infinity are not JSON numbers; send a number or null";
        }
        return "the syntax is broken here; send JSON as in RFC 8259";
    }

    private static PlimsollException malformed(Pointer at, String detail, @Nullable JsonLocation location) {
        String where = location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        return new PlimsollException(
                ProblemCode.MALFORMED_JSON,
                "Nothing was stored. Mend the body and send it again.",
                List.of(new Violation(at.value(), detail + where)));
    }
}
