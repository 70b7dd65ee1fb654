package io.plimsoll.platform.api;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request strictly. */
public final class Body {
    private Body() {}

    /**
     * The body as an object of this shape.
     *
     * @throws PlimsollException {@link ProblemCode#MALFORMED_JSON}, or {@link ProblemCode#CONTRACT_VIOLATED} with all
     *     places that differ from the shape
     */
    public static Map<String, @Nullable Object> read(byte[] body, Shape.ObjectOf shape) {
        Object tree = StrictJson.read(body);
        List<Violation> violations = shape.violations(tree);
        if (!violations.isEmpty()) {
            throw violated(violations);
        }
        return Tree.asObject(tree);
    }

    /** The refusal of a body for reasons that its shape does not express. */
    public static PlimsollException violated(List<Violation> violations) {
        return new PlimsollException(
                ProblemCode.CONTRACT_VIOLATED,
                "Nothing was stored. Mend the places in errors and send it again.",
                violations);
    }
}
