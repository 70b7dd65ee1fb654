package io.plimsoll.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Tree} of the tokens of a parser. */
final class TreeReader {
    private final JsonParser parser;
    private final int maxExponent;
    private final Inspection inspection;

    TreeReader(JsonParser parser, Inspection inspection) {
        this(parser, StrictJson.MAX_EXPONENT, inspection);
    }

    TreeReader(JsonParser parser, int maxExponent, Inspection inspection) {
        this.parser = parser;
        this.maxExponent = maxExponent;
        this.inspection = inspection;
    }

    /** Sees each name of a field and each beginning of a value before it is read, and may refuse it. */
    @FunctionalInterface
    interface Inspection {
        void see(JsonParser parser, Pointer at) throws IOException;
    }

    @Nullable Object value(Pointer at) throws IOException {
        JsonToken token = parser.currentToken();
        inspection.see(parser, at);
        return switch (token) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> list(at);
            case VALUE_STRING -> text(parser.getText(), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw malformed(at, "a value is missing here");
        };
    }

    private Map<String, @Nullable Object> object(Pointer at) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text(parser.currentName(), at);
            Pointer field = at.field(name);
            inspection.see(parser, field);
            parser.nextToken();
            fields.put(name, value(field));
        }
        return Collections.unmodifiableMap(fields);
    }

    private List<@Nullable Object> list(Pointer at) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(at.index(items.size())));
        }
        return Collections.unmodifiableList(items);
    }

    private BigDecimal number(Pointer at) throws IOException {
        BigDecimal number = parser.getDecimalValue().stripTrailingZeros();
        long exponent = (long) number.precision() - number.scale() - 1;
        if (number.signum() != 0 && (number.precision() > StrictJson.MAX_DIGITS || Math.abs(exponent) > maxExponent)) {
            throw malformed(
                    at,
                    "the number needs more than " + StrictJson.MAX_DIGITS + " digits or an exponent beyond ±"
                            + maxExponent + "; send it rounded");
        }
        return number;
    }

    private String text(String text, Pointer at) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw malformed(at, "a string contains NUL (\\u0000); remove it");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw malformed(at, "a string contains half of a surrogate pair; send both");
            }
        }
        return text;
    }

    private PlimsollException malformed(Pointer at, String detail) {
        return malformed(at, detail, position(parser.currentTokenLocation()));
    }

    /** The problem of something that cannot be read at all. */
    static PlimsollException malformed(Pointer at, String detail, @Nullable Position position) {
        return new PlimsollException(
                ProblemCode.MALFORMED_JSON,
                "Nothing was stored. Mend the body and send it again.",
                List.of(new Violation(at.value(), position == null ? detail : position + ": " + detail)));
    }

    static @Nullable Position position(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? null
                : new Position(location.getLineNr(), location.getColumnNr());
    }
}
