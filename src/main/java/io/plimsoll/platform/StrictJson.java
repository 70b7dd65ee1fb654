package io.plimsoll.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into a {@link Tree} and refuses everything that two readers could understand
 * differently: duplicate keys, broken UTF-8, unpaired surrogates, NUL, NaN, numbers beyond {@link #MAX_DIGITS} digits or
 * {@link #MAX_EXPONENT}, nesting beyond {@link #MAX_DEPTH}, anything after the end.
 */
public final class StrictJson {
    /** Significant digits of a number: what IEEE 754 decimal128, and so FEEL, can hold. */
    public static final int MAX_DIGITS = 34;
    /** Largest power of ten, of either sign, of a number's first digit. */
    public static final int MAX_EXPONENT = 30;
    /** The same for what a model of anybody is asked and answers, which is computed with and never stored. */
    public static final int MAX_WIDE_EXPONENT = 300;
    /** Objects and lists inside each other. */
    public static final int MAX_DEPTH = 32;
    /** Characters of one string. */
    public static final int MAX_STRING = 100_000;

    static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_WIDE_EXPONENT + 100)
            .maxStringLength(MAX_STRING)
            .maxNameLength(500)
            .build();
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private StrictJson() {}

    /**
     * @return the value, which may be null
     * @throws PlimsollException {@link ProblemCode#MALFORMED_JSON} with the place and what to do
     */
    public static @Nullable Object read(byte[] utf8) {
        return read(utf8, MAX_EXPONENT);
    }

    /** The same with numbers up to {@link #MAX_WIDE_EXPONENT}. */
    public static @Nullable Object readWide(byte[] utf8) {
        return read(utf8, MAX_WIDE_EXPONENT);
    }

    private static @Nullable Object read(byte[] utf8, int maxExponent) {
        try (JsonParser parser = JSON.createParser(decode(utf8))) {
            if (parser.nextToken() == null) {
                throw malformed("the body is empty; send one JSON value", parser.currentLocation());
            }
            Object value = new TreeReader(parser, maxExponent, (seen, at) -> {}).value(Pointer.ROOT);
            if (parser.nextToken() != null) {
                throw malformed(
                        "something follows the end of the value; send exactly one", parser.currentTokenLocation());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw malformed(advice(e), e.getLocation());
        } catch (IOException | NumberFormatException | ArithmeticException e) {
            throw malformed("a value cannot be read; check its numbers", null);
        }
    }

    /** Whether a string is one that is not refused: without NUL and without half of a surrogate pair. */
    public static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** @throws PlimsollException when the bytes are no text */
    static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("the body is not valid UTF-8; encode it as UTF-8", null);
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

    private static PlimsollException malformed(String detail, @Nullable JsonLocation location) {
        return TreeReader.malformed(Pointer.ROOT, detail, TreeReader.position(location));
    }
}
