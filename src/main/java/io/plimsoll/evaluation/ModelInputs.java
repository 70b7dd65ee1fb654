package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.api.core.ast.DecisionNode;
import org.kie.dmn.api.core.ast.InputDataNode;

/**
 * Puts values into the context of one evaluation, each by the type that the model declares under its name. The values of
 * imported inputs lie in a context under the name of the import; as DMN 1.6 allows, one may also be given under its plain
 * name, once for all models along the imports that have such an input.
 */
final class ModelInputs {
    /** A value was given under a name that the model does not know; it plays no part. */
    static final String UNKNOWN_INPUT = "UNKNOWN_INPUT";

    private final List<DMNModel> models;
    private final DMNModel model;
    private final List<ModelMessage> messages;

    /**
     * @param models all of the bundle
     * @param messages receives which values play no part
     */
    ModelInputs(List<DMNModel> models, DMNModel model, List<ModelMessage> messages) {
        this.models = models;
        this.model = model;
        this.messages = messages;
    }

    void fill(Map<String, @Nullable Object> inputs, DMNContext context) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        nested(inputs).forEach((name, value) -> {
            DMNModel imported = type(model, name) == null ? imported(model, name) : null;
            if (imported != null && value instanceof Map<?, ?>) {
                values.put(name, given(imported, Tree.asObject(value)));
            } else {
                plain.put(name, value);
            }
        });
        plain.forEach((name, value) -> {
            DMNType type = type(model, name);
            boolean inherited = inherit(model, name, value, values, Set.of(model));
            if (type != null) {
                values.put(name, FeelInputs.of(type, value));
            } else if (!inherited) {
                warn(model, name);
                values.put(name, FeelInputs.untyped(value));
            }
        });
        values.forEach(context::set);
    }

    /** With {@code import.name} put where it belongs, into the context of the import. */
    private Map<String, @Nullable Object> nested(Map<String, @Nullable Object> inputs) {
        Map<String, @Nullable Object> nested = new LinkedHashMap<>(inputs);
        for (DMNModel each : models) {
            String alias = alias(model, each);
            if (alias != null) {
                nest(alias, inputs, nested);
            }
        }
        return nested;
    }

    private static void nest(String alias, Map<String, @Nullable Object> inputs, Map<String, @Nullable Object> nested) {
        String prefix = alias + ".";
        List<String> dotted =
                inputs.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
        Object beside = inputs.get(alias);
        if (!dotted.isEmpty() && (beside == null || beside instanceof Map<?, ?>)) {
            Map<String, @Nullable Object> values =
                    new LinkedHashMap<>(beside == null ? Map.of() : Tree.asObject(beside));
            dotted.forEach(name -> values.put(name.substring(prefix.length()), nested.remove(name)));
            nested.put(alias, values);
        }
    }

    private Given given(DMNModel of, Map<String, @Nullable Object> tree) {
        Given values = new Given();
        tree.forEach((name, value) -> {
            DMNType type = type(of, name);
            DMNModel imported = type == null ? imported(of, name) : null;
            if (imported != null && value instanceof Map<?, ?>) {
                values.give(name, given(imported, Tree.asObject(value)));
            } else if (type != null) {
                values.give(name, FeelInputs.of(type, value));
            } else {
                warn(of, name);
                values.give(name, FeelInputs.untyped(value));
            }
        });
        return values;
    }

    /**
     * Gives a value to all inputs of that name along the imports that have none yet.
     *
     * @param into the values of the importing model
     * @param path the importing models, which may import each other
     * @return whether there is such an input
     */
    private boolean inherit(
            DMNModel by, String name, @Nullable Object value, Map<String, @Nullable Object> into, Set<DMNModel> path) {
        boolean found = false;
        for (DMNModel imported : models) {
            String alias = alias(by, imported);
            if (alias == null || path.contains(imported)) {
                continue;
            }
            Given values = into.get(alias) instanceof Given before ? before : new Given();
            InputDataNode input = input(imported, name);
            if (input != null && !values.containsKey(name)) {
                values.give(name, FeelInputs.of(input.getType(), value));
            }
            Set<DMNModel> further = new LinkedHashSet<>(path);
            further.add(imported);
            found |= inherit(imported, name, value, values, further) || input != null;
            if (!values.isEmpty()) {
                into.put(alias, values);
            }
        }
        return found;
    }

    private static @Nullable DMNType type(DMNModel in, String name) {
        InputDataNode input = input(in, name);
        if (input != null) {
            return input.getType();
        }
        DecisionNode decision = in.getDecisionByName(name);
        return decision == null ? null : decision.getResultType();
    }

    private static @Nullable InputDataNode input(DMNModel in, String name) {
        InputDataNode input = in.getInputByName(name);
        return input == null ? ModelNames.merged(in, in.getInputs(), name) : input;
    }

    private @Nullable DMNModel imported(DMNModel by, String alias) {
        return models.stream()
                .filter(each -> alias.equals(alias(by, each)))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String alias(DMNModel by, DMNModel imported) {
        return ModelNames.alias(by, imported.getNamespace(), imported.getName());
    }

    private void warn(DMNModel in, String name) {
        TreeSet<String> there =
                new TreeSet<>(in.getInputs().stream().map(DMNNode::getName).toList());
        messages.add(ModelMessage.warning(
                UNKNOWN_INPUT,
                null,
                name + " is neither an input nor a decision of " + in.getName() + "; its inputs are "
                        + String.join(", ", there)));
    }

    /**
     * Values of the inputs of an imported model. The engine puts a value of the importing model over them where both models
     * have an input of the same name, though those are two inputs.
     */
    private static final class Given extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        private final Set<String> given = new LinkedHashSet<>();

        void give(String name, @Nullable Object value) {
            super.put(name, value);
            given.add(name);
        }

        @Override
        public @Nullable Object put(String name, @Nullable Object value) {
            return given.contains(name) ? get(name) : super.put(name, value);
        }
    }
}
