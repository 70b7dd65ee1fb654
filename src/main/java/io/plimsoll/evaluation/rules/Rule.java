package io.plimsoll.evaluation.rules;

import io.plimsoll.platform.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule.
 *
 * @param source where it comes from, in the author's words
 * @param rationale why it is there, in the author's words
 */
record Rule(
        String name,
        @Nullable String source,
        @Nullable String rationale,
        List<Condition> conditions,
        Conclusion conclusion,
        Position at) {
    Rule {
        conditions = List.copyOf(conditions);
    }

    /** The one fact that a rule brings about. */
    record Conclusion(String type, List<Expression> arguments, Position at) {
        Conclusion {
            arguments = List.copyOf(arguments);
        }
    }
}
