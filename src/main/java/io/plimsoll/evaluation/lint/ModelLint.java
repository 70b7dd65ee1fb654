package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.lint.Scope.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.ast.BusinessKnowledgeModelNode;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.api.core.ast.DecisionNode;
import org.kie.dmn.api.core.ast.DecisionServiceNode;
import org.kie.dmn.api.core.ast.InputDataNode;
import org.kie.dmn.core.ast.BusinessKnowledgeModelNodeImpl;
import org.kie.dmn.core.ast.DMNBaseNode;
import org.kie.dmn.core.ast.DecisionNodeImpl;
import org.kie.dmn.feel.lang.types.BuiltInType;

/**
 * Looks at all expressions of compiled models: what may not run in a service, and what cannot work. Nothing is evaluated.
 */
public final class ModelLint {
    private final Map<DMNNode, Cost> costs = new HashMap<>();
    private final Map<String, DMNModel> models = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<StatedIntent> intents = new ArrayList<>();

    private ModelLint(List<DMNModel> models) {
        models.forEach(model -> this.models.put(model.getNamespace(), model));
    }

    /** @param models of one runtime; those that they import are among them */
    public static List<Finding> findings(List<DMNModel> models) {
        return run(models).findings;
    }

    /** The intents that models state as contexts with a disposition. */
    public static List<StatedIntent> intents(List<DMNModel> models) {
        return run(models).intents;
    }

    private static ModelLint run(List<DMNModel> models) {
        ModelLint lint = new ModelLint(models);
        for (DMNModel model : models) {
            model.getBusinessKnowledgeModels().forEach(lint::cost);
            model.getDecisions().forEach(lint::cost);
        }
        return lint;
    }

    /** The cost of a decision, or of a call; each is looked at once. Requirements have no cycles. */
    private Cost cost(DMNNode node) {
        Cost known = costs.get(node);
        DMNModel model = models.get(node.getModelNamespace());
        if (known != null || model == null) {
            return known == null ? Cost.sized(Cost.LIST) : known;
        }
        ModelWalk walk = new ModelWalk(file(model), ModelTypes.of(model), findings, intents);
        Cost cost = Cost.ONE;
        if (node instanceof DecisionNodeImpl decision) {
            Scope scope = scope(decision, model);
            cost = walk.walk(decision.getDecision().getExpression(), scope);
        } else if (node instanceof BusinessKnowledgeModelNodeImpl function) {
            Scope scope = scope(function, model).with(function.getName(), Binding.itself());
            cost = walk.function(function.getBusinessKnowledModel().getEncapsulatedLogic(), scope);
        } else if (node instanceof DecisionServiceNode) {
            cost = Cost.sized(Cost.TEXT);
        }
        costs.put(node, cost);
        return cost;
    }

    private Scope scope(DMNBaseNode node, DMNModel model) {
        Scope scope = Scope.EMPTY;
        for (DMNNode required : node.getDependencies().values()) {
            boolean own = required.getModelNamespace().equals(model.getNamespace());
            String alias = own
                    ? null
                    : ModelTypes.of(model)
                            .model()
                            .getImportAliasFor(required.getModelNamespace(), required.getModelName())
                            .orElse(null);
            Binding binding = binding(required);
            if (alias == null || alias.isEmpty()) {
                scope = scope.with(required.getName(), binding);
            } else {
                scope = scope.with(alias + "." + required.getName(), binding)
                        .with(alias, Binding.value(BuiltInType.UNKNOWN));
            }
        }
        return scope;
    }

    private Binding binding(DMNNode required) {
        if (required instanceof InputDataNode input) {
            return Binding.value(ModelTypes.feel(input.getType()));
        }
        Cost cost = cost(required);
        if (required instanceof BusinessKnowledgeModelNode || required instanceof DecisionServiceNode) {
            return Binding.function(cost);
        }
        return required instanceof DecisionNode decision
                ? new Binding(
                        Scope.Kind.VALUE,
                        ModelTypes.feel(decision.getResultType()),
                        Scope.bounded(ModelTypes.feel(decision.getResultType()), cost))
                : Binding.value(BuiltInType.UNKNOWN);
    }

    static @Nullable String file(DMNModel model) {
        return model.getResource() == null ? null : model.getResource().getSourcePath();
    }
}
