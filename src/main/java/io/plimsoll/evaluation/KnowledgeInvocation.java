package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.api.core.EvaluatorResult;
import org.kie.dmn.core.ast.BusinessKnowledgeModelNodeImpl;
import org.kie.dmn.core.ast.DMNFunctionDefinitionEvaluator;
import org.kie.dmn.core.ast.DMNInvocationEvaluator;
import org.kie.dmn.core.ast.DecisionNodeImpl;
import org.kie.dmn.core.ast.EvaluatorResultImpl;
import org.kie.dmn.core.impl.DMNModelImpl;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.FunctionDefinition;
import org.kie.dmn.model.api.InformationItem;
import org.kie.dmn.model.v1_5.TDecision;
import org.kie.dmn.model.v1_5.TInformationItem;
import org.kie.dmn.model.v1_5.TInvocation;

/**
 * Invokes a business knowledge model with given parameters. The engine evaluates decisions only, so a decision that does
 * nothing but invoke it is put beside the model for the time of the question; its result is checked and converted like that
 * of any decision.
 */
final class KnowledgeInvocation {
    /** A parameter was not given; it is null. */
    static final String MISSING_PARAMETER = "MISSING_PARAMETER";

    private static final String ID = "plimsoll-invocation";

    private final BusinessKnowledgeModelNodeImpl knowledge;
    private final List<ModelMessage> messages;

    /** @param messages receives which values play no part, and which are missing */
    KnowledgeInvocation(BusinessKnowledgeModelNodeImpl knowledge, List<ModelMessage> messages) {
        this.knowledge = knowledge;
        this.messages = messages;
    }

    /** The result has one decision, of the name of the business knowledge model. */
    DMNResult evaluate(DMNRuntime runtime, DMNModelImpl model, Map<String, @Nullable Object> given) {
        DMNInvocationEvaluator evaluator = new DMNInvocationEvaluator(
                knowledge.getName(), knowledge.getSource(), knowledge.getName(), new TInvocation(), null, null);
        bind(given, evaluator);
        DecisionNodeImpl decision = new DecisionNodeImpl(decision(model), knowledge.getResultType());
        decision.addDependency(knowledge.getName(), knowledge);
        decision.addModelImportAliases(model.getImportAliasesForNS());
        decision.setEvaluator(evaluator);
        return runtime.evaluateById(beside(model, decision), runtime.newContext(), ID);
    }

    static @Nullable Object value(DMNResult result) {
        return result.getDecisionResultById(ID).getResult();
    }

    private void bind(Map<String, @Nullable Object> given, DMNInvocationEvaluator evaluator) {
        List<String> names = parameters();
        for (String name : names) {
            if (!given.containsKey(name)) {
                messages.add(ModelMessage.warning(
                        MISSING_PARAMETER, knowledge.getName(), "the parameter " + name + " is not given; it is null"));
            }
            Object value = value(name, given.get(name));
            EvaluatorResult constant = new EvaluatorResultImpl(value, EvaluatorResult.ResultType.SUCCESS);
            evaluator.addParameter(name, type(name), (events, result) -> constant);
        }
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> messages.add(ModelMessage.warning(
                        ModelInputs.UNKNOWN_INPUT,
                        knowledge.getName(),
                        name + " is no parameter; there are " + String.join(", ", new TreeSet<>(names)))));
    }

    private List<String> parameters() {
        FunctionDefinition logic = knowledge.getBusinessKnowledModel().getEncapsulatedLogic();
        return logic == null
                ? List.of()
                : new ArrayList<>(logic.getFormalParameter().stream()
                        .map(InformationItem::getName)
                        .toList());
    }

    private @Nullable Object value(String name, @Nullable Object tree) {
        DMNType type = type(name);
        return type == null ? FeelInputs.untyped(tree) : FeelInputs.of(type, tree);
    }

    private @Nullable DMNType type(String name) {
        return knowledge.getEvaluator() instanceof DMNFunctionDefinitionEvaluator function
                ? function.getParameterType(name)
                : null;
    }

    private Decision decision(DMNModel model) {
        InformationItem variable = new TInformationItem();
        variable.setName(knowledge.getName());
        Decision decision = new TDecision();
        decision.setId(ID);
        decision.setName(knowledge.getName());
        decision.setVariable(variable);
        decision.setParent(model.getDefinitions());
        variable.setParent(decision);
        return decision;
    }

    private static DMNModelImpl beside(DMNModelImpl model, DecisionNodeImpl decision) {
        DMNModelImpl beside = new DMNModelImpl(model.getDefinitions(), model.getResource());
        beside.setRuntimeTypeCheck(model.isRuntimeTypeCheck());
        model.getImportAliasesForNS()
                .forEach((alias, imported) ->
                        beside.setImportAliasForNS(alias, imported.getNamespaceURI(), imported.getLocalPart()));
        beside.addDecision(decision);
        return beside;
    }
}
