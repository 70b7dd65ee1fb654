package io.plimsoll.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document as strictly as {@link StrictJson} reads JSON. Beyond what is refused there: anchors, aliases,
 * tags and merge keys, with which a document could multiply itself; and whatever readers of YAML 1.1 and 1.2 understand
 * differently when it stands without quotes: {@code no}, {@code 007}, {@code 1_000}, {@code 1:30}. A date without quotes
 * is text.
 */
public final class StrictYaml {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(StrictJson.CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*+)(\\.\\d++)?([eE][+-]?\\d++)?");
    private static final Pattern NUMBER_ELSEWHERE = Pattern.compile(
            "[-+]?(0[0-9_]++|0o[0-7]++|[0-9][0-9_]*+(:[0-5]?[0-9])++(\\.[0-9_]*+)?|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)");
    private static final Pattern FLAG_ELSEWHERE = Pattern.compile("[yYnN]");
    private static final String MERGE = "<<";
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** The engine's messages tell the state of its scanner; their first words are enough to say what to write instead. */
    private static final List<Map.Entry<String, String>> ADVICE = List.of(
            Map.entry("Duplicate field", "this field is written twice; write each field once"),
            Map.entry("(TAB)", "a tab stands where a line is indented; use spaces"),
            Map.entry(
                    "mapping values are not allowed",
                    "no field can begin here; indent it like its neighbours, or put quotes around a text with a colon in it"),
            Map.entry(
                    "but found '<scalar>'",
                    "nothing may follow a closing quote or bracket; put quotes around the whole text"),
            Map.entry("but found '}'", "this closes or divides nothing; remove it, or put quotes around the text"),
            Map.entry("but found ']'", "this closes or divides nothing; remove it, or put quotes around the text"),
            Map.entry("but found ','", "this closes or divides nothing; remove it, or put quotes around the text"),
            Map.entry("expected <block end>", "this line does not line up with its neighbours; indent it as they are"),
            Map.entry("expected ',' or", "a comma or a closing bracket is missing before this"),
            Map.entry("could not find expected ':'", "a name of a field needs a colon and a space after it"),
            Map.entry("cannot start any token", "a text cannot begin with this character; put quotes around it"),
            Map.entry("escape", "a backslash means something else between double quotes; use single quotes"),
            Map.entry("special characters", "a control character stands in the text; remove it"),
            Map.entry("exceeds the limit", "the document is longer than 3 million characters; split it"),
            Map.entry(
                    "nesting depth",
                    "objects and lists are nested more than " + StrictJson.MAX_DEPTH + " deep; flatten them"),
            Map.entry(
                    "String value length",
                    "a text is longer than " + StrictJson.MAX_STRING + " characters; shorten it"),
            Map.entry("Expected a field name", "the name of a field must be a plain word"));

    private final int[] source;
    private final Map<String, Position> positions = new HashMap<>();

    private StrictYaml(String source) {
        this.source = source.codePoints().toArray();
    }

    /** @throws PlimsollException {@link ProblemCode#MALFORMED_JSON} with line, column and what to write instead */
    public static Document read(byte[] utf8) {
        String text = StrictJson.decode(utf8);
        return new StrictYaml(text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text).document();
    }

    private Document document() {
        try (JsonParser parser = YAML.createParser(new String(source, 0, source.length))) {
            if (parser.nextToken() == null) {
                throw TreeReader.malformed(Pointer.ROOT, "nothing is written here", null);
            }
            Object tree = new TreeReader(parser, this::see).value(Pointer.ROOT);
            if (parser.nextToken() != null) {
                throw refused(parser, Pointer.ROOT, "a second document begins here; write one file for each");
            }
            return new Document(tree, Map.copyOf(positions));
        } catch (JsonProcessingException e) {
            throw broken(e);
        } catch (IOException | NumberFormatException | ArithmeticException e) {
            throw TreeReader.malformed(Pointer.ROOT, "a value cannot be read; check its numbers", null);
        }
    }

    /** Names and values come by in the order of the text, so that a field keeps the position of its name. */
    private void see(JsonParser parser, Pointer at) throws IOException {
        Position position = TreeReader.position(parser.currentTokenLocation());
        if (position != null) {
            positions.putIfAbsent(at.value(), position);
        }
        int first = firstCharacter(parser);
        switch (first) {
            case '&', '*' ->
                throw refused(parser, at, "anchors and aliases (& and *) are refused; write the value out");
            case '!' -> throw refused(parser, at, "tags (!) are refused; write the plain value");
            case '"', '\'', '|', '>' -> {}
            default -> seePlain(parser, at);
        }
    }

    /** Where properties (anchor, tag) and styles (quotes, blocks) announce themselves. */
    private int firstCharacter(JsonParser parser) {
        int at = (int) parser.currentTokenLocation().getCharOffset();
        return at >= 0 && at < source.length ? source[at] : -1;
    }

    private static void seePlain(JsonParser parser, Pointer at) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals(MERGE)) {
                throw refused(parser, at, "merging (<<) is refused; write the fields out");
            }
            return;
        }
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            return;
        }
        String text = parser.getText();
        if (token.isBoolean() ? !text.equals("true") && !text.equals("false") : isFlagElsewhere(token, text)) {
            throw refused(
                    parser,
                    at,
                    "this is true or false for some programs and text for others;"
                            + " write true or false, or put quotes around it");
        }
        if (token.isNumeric() ? !JSON_NUMBER.matcher(text).matches() : isNumberElsewhere(token, text)) {
            throw refused(
                    parser,
                    at,
                    "programs read this number differently; write plain digits such as 7 or 0.5,"
                            + " or put quotes around it when it is text");
        }
    }

    private static boolean isFlagElsewhere(JsonToken token, String text) {
        return token == JsonToken.VALUE_STRING && FLAG_ELSEWHERE.matcher(text).matches();
    }

    private static boolean isNumberElsewhere(JsonToken token, String text) {
        return token == JsonToken.VALUE_STRING && NUMBER_ELSEWHERE.matcher(text).matches();
    }

    private static PlimsollException refused(JsonParser parser, Pointer at, String detail) {
        return TreeReader.malformed(at, detail, TreeReader.position(parser.currentTokenLocation()));
    }

    private static PlimsollException broken(JsonProcessingException e) {
        if (!(e.getCause() instanceof MarkedYAMLException cause)) {
            JsonLocation location = e instanceof JsonParseException refused && refused.getProcessor() != null
                    ? refused.getProcessor().currentTokenLocation()
                    : e.getLocation();
            return TreeReader.malformed(Pointer.ROOT, advice(e.getOriginalMessage()), TreeReader.position(location));
        }
        String problem = String.valueOf(cause.getProblem());
        // What is never closed is told where it was opened, not at the end of the file.
        boolean unclosed = problem.contains("end of stream") || problem.contains("stream end");
        Mark mark = unclosed && cause.getContextMark() != null ? cause.getContextMark() : cause.getProblemMark();
        return TreeReader.malformed(
                Pointer.ROOT,
                unclosed ? "this is opened and never closed; add the closing quote or bracket" : advice(problem),
                mark == null ? null : new Position(mark.getLine() + 1, mark.getColumn() + 1));
    }

    private static String advice(@Nullable String message) {
        String problem = String.valueOf(message);
        return ADVICE.stream()
                .filter(known -> problem.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("this is not YAML; indent with spaces, and put quotes around texts with special characters");
    }
}
