package io.plimsoll.evaluation;

import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Anything;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Shape.ListOf;
import io.plimsoll.platform.Shape.Numeric;
import io.plimsoll.platform.Shape.ObjectOf;
import io.plimsoll.platform.Shape.Temporal;
import io.plimsoll.platform.Shape.Text;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The form of the FEEL context with which a decide step answers.
 *
 * <pre>{@code
 * {outcome:  a name of Outcome,               severity: 1 to 5,
 *  route:    {queue, level, dueWithin},       reasons:  [code],
 *  intents: [{type:        an intent of the manifest; the request's type when left out,
 *             disposition: a name of Disposition,
 *             ceiling:     an amount, "none" or "external",     currency: the manifest's when left out,
 *             parameters:  {…},    approvers: a group,    reasons: [code]}]}
 * }</pre>
 *
 * Only an intent's disposition and reasons are mandatory.
 */
final class AnswerShape {
    /** The ceiling of an intent that moves no money to the customer. */
    static final String NONE = "none";
    /** The ceiling of an intent whose amount only another system knows. */
    static final String EXTERNAL = "external";

    static final Text NAME = new Text(1, 200, Set.of());
    static final ListOf CODES = new ListOf(NAME, 100);
    private static final Numeric SEVERITY =
            new Numeric(BigDecimal.valueOf(Verdict.LEAST_SEVERITY), BigDecimal.valueOf(Verdict.MOST_SEVERITY), true);

    private static final BigDecimal SHORTEST = new BigDecimal("0.001");
    /** Ten years. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(87_600);

    static final ObjectOf ANSWER = answer();
    /** Without limits; reasons may be left out everywhere. */
    static final ObjectOf OVERRIDE = override();

    private AnswerShape() {}

    private static ObjectOf answer() {
        Map<String, Field> fields = proposal(Field.required(CODES));
        fields.put("limits", Field.optional(new ListOf(limit(), 100)));
        return new ObjectOf(fields);
    }

    private static ObjectOf override() {
        return new ObjectOf(proposal(Field.filled(CODES)));
    }

    /** @param because the reasons of an intent */
    private static Map<String, Field> proposal(Field because) {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("outcome", Field.optional(names(Outcome.values())));
        fields.put("severity", Field.optional(SEVERITY));
        fields.put("route", Field.optional(route()));
        fields.put("reasons", Field.optional(CODES));
        fields.put("intents", Field.optional(new ListOf(intent(because), 100)));
        return fields;
    }

    static Shape route() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("queue", Field.required(NAME));
        fields.put("level", Field.required(new Numeric(BigDecimal.ONE, BigDecimal.TEN, true)));
        fields.put("dueWithin", Field.required(new Temporal(Temporal.Kind.DURATION)));
        return new ObjectOf(fields);
    }

    private static Shape intent(Field because) {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("type", Field.optional(NAME));
        fields.put("disposition", Field.required(names(Disposition.values())));
        fields.put("ceiling", Field.optional(new Anything()));
        fields.put("currency", Field.optional(new Text(3, 3, Set.of())));
        fields.put("parameters", Field.optional(new Anything()));
        fields.put("approvers", Field.optional(NAME));
        fields.put("reasons", because);
        return new ObjectOf(fields);
    }

    private static Shape limit() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("what", Field.required(NAME));
        fields.put("scope", Field.required(names(Scope.values())));
        fields.put("hours", Field.required(new Numeric(SHORTEST, LONGEST, false)));
        fields.put("most", Field.optional(new Numeric(BigDecimal.ZERO, null, true)));
        fields.put("total", Field.optional(new Numeric(BigDecimal.ZERO, null, false)));
        fields.put("reason", Field.required(NAME));
        return new ObjectOf(fields);
    }

    static Text names(Enum<?>[] constants) {
        return new Text(1, 100, Arrays.stream(constants).map(Enum::name).collect(Collectors.toSet()));
    }
}
