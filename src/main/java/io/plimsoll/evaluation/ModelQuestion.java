package io.plimsoll.evaluation;

import io.plimsoll.platform.Shape.Anything;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Shape.MapOf;
import io.plimsoll.platform.Shape.ObjectOf;
import io.plimsoll.platform.Shape.Text;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to ask a DMN model, one that need not belong to any policy.
 *
 * @param namespace of the model; null where its name alone tells it
 * @param model its name; null where the bundle has one model only, or one that imports all the others
 * @param decision the name of a decision; null for all of them, unless a service is asked
 * @param decisionService the name of a decision service; null unless one is asked
 * @param inputs values by the names of inputs, as {@link FeelInputs} understands them; a decision may be given its value too,
 *     which is then not computed
 */
public record ModelQuestion(
        @Nullable String namespace,
        @Nullable String model,
        @Nullable String decision,
        @Nullable String decisionService,
        Map<String, @Nullable Object> inputs) {
    private static final Text NAME = new Text(1, 1_000, Set.of());
    private static final ObjectOf SHAPE = shape();

    private static ObjectOf shape() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("namespace", Field.optional(NAME));
        fields.put("model", Field.optional(NAME));
        fields.put("decision", Field.optional(NAME));
        fields.put("decisionService", Field.optional(NAME));
        fields.put("inputs", Field.optional(new MapOf(new Anything(), 1_000, true)));
        return new ObjectOf(fields);
    }

    /** What is wrong with a question as it was sent: {@code {namespace, model, decision, decisionService, inputs}}. */
    public static List<Violation> violations(@Nullable Object tree) {
        List<Violation> violations = SHAPE.violations(tree);
        if (violations.isEmpty()
                && Tree.asObject(tree).get("decision") != null
                && Tree.asObject(tree).get("decisionService") != null) {
            return List.of(new Violation("/decisionService", "stands beside a decision; ask for one of them"));
        }
        return violations;
    }

    /** @param tree without {@link #violations} */
    public static ModelQuestion of(Map<String, @Nullable Object> tree) {
        Object inputs = tree.get("inputs");
        return new ModelQuestion(
                (String) tree.get("namespace"),
                (String) tree.get("model"),
                (String) tree.get("decision"),
                (String) tree.get("decisionService"),
                inputs == null ? Map.of() : Tree.asObject(inputs));
    }

    /** The form that {@link #of} reads. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("namespace", namespace)
                .put("model", model)
                .put("decision", decision)
                .put("decisionService", decisionService)
                .put("inputs", inputs)
                .build();
    }
}
