package io.plimsoll.platform.api;

import io.plimsoll.platform.Shape;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of an act that needs nothing but a reason. */
@Schema(name = "Why", additionalProperties = Schema.False.class)
public record Why(
        @Schema(required = true, minLength = 1, maxLength = Why.MAX)
        String why) {
    private static final int MAX = 2_000;
    private static final Shape.ObjectOf SHAPE =
            new Shape.ObjectOf(Map.of("why", Shape.Field.required(new Shape.Text(1, MAX, Set.of()))));

    /** @throws io.plimsoll.platform.PlimsollException MALFORMED_JSON or CONTRACT_VIOLATED */
    public static String read(byte[] body) {
        return String.valueOf(Body.read(body, SHAPE).get("why"));
    }
}
