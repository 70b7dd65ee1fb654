package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.api.core.ast.DecisionNode;
import org.kie.dmn.api.core.ast.InputDataNode;
import org.kie.dmn.core.impl.DMNModelImpl;

/** Puts values into the context of one evaluation, each by the type that the model declares under its name. */
final class ModelInputs {
    /** A value was given under a name that the model does not know; it plays no part. */
    static final String UNKNOWN_INPUT = "UNKNOWN_INPUT";

    private final DMNRuntime runtime;
    private final DMNModel model;
    private final List<ModelMessage> messages;

    /** @param messages receives which values play no part */
    ModelInputs(DMNRuntime runtime, DMNModel model, List<ModelMessage> messages) {
        this.runtime = runtime;
        this.model = model;
        this.messages = messages;
    }

    void fill(Map<String, @Nullable Object> inputs, DMNContext context) {
        inputs.forEach((name, value) -> context.set(name, value(model, name, value)));
    }

    private @Nullable Object value(DMNModel in, String name, @Nullable Object value) {
        DMNType type = type(in, name);
        if (type != null) {
            return FeelInputs.of(type, value);
        }
        DMNModel imported = imported(in, name);
        if (imported != null && value instanceof Map<?, ?>) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            Tree.asObject(value).forEach((field, each) -> values.put(field, value(imported, field, each)));
            return new Given(values);
        }
        messages.add(ModelMessage.warning(
                UNKNOWN_INPUT,
                null,
                name + " is neither an input nor a decision of " + in.getName() + "; its inputs are "
                        + String.join(", ", inputs(in))));
        return FeelInputs.untyped(value);
    }

    private @Nullable DMNType type(DMNModel in, String name) {
        InputDataNode input = in.getInputByName(name);
        if (input != null) {
            return input.getType();
        }
        DecisionNode decision = in.getDecisionByName(name);
        return decision == null ? inherited(in, name) : decision.getResultType();
    }

    /** DMN 1.6: an input of an imported model may be given under its plain name, once for all that import it. */
    private @Nullable DMNType inherited(DMNModel in, String name) {
        return in.getDefinitions().getImport().isEmpty() || imported(in, name) != null
                ? null
                : runtime.getModels().stream()
                        .map(model -> model.getInputByName(name))
                        .filter(Objects::nonNull)
                        .map(InputDataNode::getType)
                        .findFirst()
                        .orElse(null);
    }

    /** The values of imported inputs lie in a context under the name of the import. */
    private @Nullable DMNModel imported(DMNModel by, String alias) {
        return runtime.getModels().stream()
                .filter(model -> ((DMNModelImpl) by)
                        .getImportAliasFor(model.getNamespace(), model.getName())
                        .filter(alias::equals)
                        .isPresent())
                .findFirst()
                .orElse(null);
    }

    private static TreeSet<String> inputs(DMNModel in) {
        return new TreeSet<>(in.getInputs().stream().map(DMNNode::getName).toList());
    }

    /**
     * Values that were given for the inputs of an imported model. The engine puts a value of the importing model over them
     * where both models have an input of the same name, though those are two inputs.
     */
    private static final class Given extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        private final Set<String> given;

        Given(Map<String, @Nullable Object> values) {
            super(values);
            this.given = Set.copyOf(values.keySet());
        }

        @Override
        public @Nullable Object put(String name, @Nullable Object value) {
            return given != null && given.contains(name) ? get(name) : super.put(name, value);
        }
    }
}
