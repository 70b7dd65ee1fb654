package io.plimsoll.rollout.api;

import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.ControlScope;
import io.plimsoll.evaluation.ControlShape;
import io.plimsoll.evaluation.OverrideAnswer;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import io.plimsoll.rollout.NewControl;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body that sets a control.
 *
 * @param scope see {@link ControlShape}
 * @param answer of an override, see {@link OverrideAnswer}
 */
@Schema(
        name = "NewControl",
        additionalProperties = Schema.False.class,
        requiredProperties = {"kind", "scope", "reason"})
record ControlBody(
        Control.Kind kind,
        ScopeRepresentation scope,

        @Schema(description = "Only of an override, and then mandatory") @Nullable AnswerRepresentation answer,

        @Schema(minLength = 1, maxLength = 500, description = "Why; everybody may read it who reads the decisions")
        String reason,

        @Schema(description = "When it ends by itself; mandatory but for a kill switch") @Nullable Instant until) {
    private static final Shape REASON = new Shape.Text(1, 500, java.util.Set.of());
    private static final Shape.ObjectOf SHAPE = shape();
    private static final Shape.ObjectOf LIFT = new Shape.ObjectOf(Map.of("reason", Field.required(REASON)));

    /** @throws io.plimsoll.platform.PlimsollException MALFORMED_JSON or CONTRACT_VIOLATED */
    static NewControl read(byte[] body) {
        Map<String, @Nullable Object> tree = Body.read(body, SHAPE);
        Control.Kind kind = Control.Kind.valueOf(String.valueOf(tree.get("kind")));
        Object answer = tree.get("answer");
        List<Violation> violations = new ArrayList<>();
        ControlShape.violations(kind, tree.get("scope"))
                .forEach(each -> violations.add(new Violation("/scope" + each.pointer(), each.detail())));
        if (kind == Control.Kind.OVERRIDE && answer == null) {
            violations.add(new Violation("/answer", "is missing; say what is answered in the place of the policy"));
        } else if (kind != Control.Kind.OVERRIDE && answer != null) {
            violations.add(new Violation("/answer", "is only for an override; leave it out"));
        } else if (answer != null) {
            OverrideAnswer.shape()
                    .violations(answer)
                    .forEach(each -> violations.add(new Violation("/answer" + each.pointer(), each.detail())));
        }
        if (!violations.isEmpty()) {
            throw Body.violated(violations);
        }
        return new NewControl(
                kind,
                ControlScope.of(Tree.asObject(tree.get("scope"))),
                answer == null ? null : Tree.asObject(answer),
                String.valueOf(tree.get("reason")),
                until(tree.get("until")));
    }

    /** The reason of the body that lifts a control. */
    static String reason(byte[] body) {
        return String.valueOf(Body.read(body, LIFT).get("reason"));
    }

    private static @Nullable Instant until(@Nullable Object text) {
        return text == null
                ? null
                : OffsetDateTime.parse((String) text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Shape.ObjectOf shape() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                "kind",
                Field.required(new Shape.Text(
                        1,
                        20,
                        Arrays.stream(Control.Kind.values())
                                .map(Enum::name)
                                .collect(Collectors.toCollection(LinkedHashSet::new)))));
        fields.put("scope", Field.required(new Shape.Anything()));
        fields.put("answer", Field.filled(new Shape.Anything()));
        fields.put("reason", Field.required(REASON));
        fields.put("until", Field.filled(new Shape.Temporal(Shape.Temporal.Kind.INSTANT)));
        return new Shape.ObjectOf(fields);
    }

    /** The schema of the body that lifts a control. */
    @Schema(
            name = "Lift",
            additionalProperties = Schema.False.class,
            requiredProperties = {"reason"})
    record LiftBody(@Schema(minLength = 1, maxLength = 500) String reason) {}
}
