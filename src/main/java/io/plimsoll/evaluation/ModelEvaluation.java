package io.plimsoll.evaluation;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.api.core.ast.DecisionNode;
import org.kie.dmn.core.ast.BusinessKnowledgeModelNodeImpl;
import org.kie.dmn.core.ast.DecisionServiceNodeImpl;
import org.kie.dmn.core.compiler.DMNCompilerImpl;
import org.kie.dmn.core.impl.DMNModelImpl;
import org.kie.dmn.core.util.CoerceUtil;
import org.kie.dmn.model.api.DMNElementReference;

/**
 * DMN models of anybody, compiled as the standard wants them and asked one question at a time. They may run for ever and
 * fill the memory: models of strangers MUST only be asked in a process that can be killed.
 */
public final class ModelEvaluation {
    private static final String EXTENSION = ".dmn";

    private final DMNRuntime runtime;
    private final List<Finding> findings;
    private final ModelNames names;

    private ModelEvaluation(DMNRuntime runtime, List<Finding> findings) {
        this.runtime = runtime;
        this.findings = List.copyOf(findings);
        this.names = new ModelNames(runtime.getModels(), findings);
    }

    /**
     * Compiles every {@code .dmn} file of a bundle; whatever else is in it plays no part. A file that is no DMN is told
     * among the findings, and the others can be asked.
     *
     * @throws PlimsollException CONTRACT_VIOLATED when there is no such file, or none that can be read as DMN
     */
    public static ModelEvaluation compile(PolicyBundle bundle) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        bundle.paths().stream()
                .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(EXTENSION))
                .forEach(path -> files.put(path, bundle.file(path)));
        if (files.isEmpty()) {
            throw unreadable(List.of(new Violation("", "the bundle has no file that ends with " + EXTENSION)));
        }
        List<Finding> findings = new ArrayList<>();
        DMNRuntime runtime = DmnModels.compileStandard(files, findings).runtime();
        if (runtime.getModels().isEmpty()) {
            throw unreadable(findings.stream()
                    .map(finding -> new Violation("", finding.words()))
                    .toList());
        }
        return new ModelEvaluation(runtime, findings);
    }

    /** What the engine says of the models. An error leaves the rest of the model as it is. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Asks.
     *
     * @throws PlimsollException CONTRACT_VIOLATED when there is no such model, decision or service; it names those that
     *     there are
     */
    public ModelAnswer evaluate(ModelQuestion question) {
        DMNModelImpl model = (DMNModelImpl) names.model(question);
        DMNNode asked = ModelNames.element(model, question);
        List<ModelMessage> messages = new ArrayList<>();
        if (asked instanceof BusinessKnowledgeModelNodeImpl knowledge) {
            DMNResult result = new KnowledgeInvocation(knowledge, messages).evaluate(runtime, model, question.inputs());
            return answer(knowledge, KnowledgeInvocation.value(result), result, messages);
        }
        DMNContext context = runtime.newContext();
        new ModelInputs(runtime.getModels(), model, messages).fill(question.inputs(), context);
        if (asked instanceof DecisionServiceNodeImpl service) {
            DMNResult result = runtime.evaluateDecisionService(model, context, service.getName());
            return answer(service, value(model, service, result), result, messages);
        }
        if (asked instanceof DecisionNode decision) {
            DMNResult result = runtime.evaluateById(model, context, id(model, decision));
            return answer(decision, value(model, decision, result), result, messages);
        }
        DMNResult result = runtime.evaluateAll(model, context);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        ModelNames.own(model, model.getDecisions())
                .forEach(decision -> values.put(decision.getName(), value(model, decision, result)));
        return answer(null, values, result, messages);
    }

    /** @param asked null for several decisions, whose values are by name */
    private static ModelAnswer answer(
            @Nullable DMNNode asked, @Nullable Object value, DMNResult result, List<ModelMessage> messages) {
        Object tree = asked == null && value instanceof Map<?, ?> values
                ? byName(values, messages)
                : new FeelResults(asked == null ? null : asked.getName(), messages).tree(value);
        messages.addAll(ModelMessages.of(result));
        if (tree == null && messages.isEmpty() && asked != null) {
            messages.add(ModelMessages.silentNull(asked));
        }
        return new ModelAnswer(tree, messages);
    }

    private static Map<String, @Nullable Object> byName(Map<?, ?> values, List<ModelMessage> messages) {
        Tree.Builder byName = Tree.object();
        values.forEach((name, value) ->
                byName.put(String.valueOf(name), new FeelResults(String.valueOf(name), messages).tree(value)));
        return byName.build();
    }

    private static @Nullable Object value(DMNModelImpl model, DecisionNode decision, DMNResult result) {
        DMNDecisionResult computed = result.getDecisionResultById(id(model, decision));
        if (computed != null && computed.getResult() != null) {
            return computed.getResult();
        }
        // It may have been given its value like an input.
        DMNContext context = result.getContext();
        if (model.getNamespace().equals(decision.getModelNamespace())) {
            return context.get(decision.getName());
        }
        Object imported = model.getImportAliasFor(decision.getModelNamespace(), decision.getModelName())
                .map(context::get)
                .orElse(null);
        return imported instanceof Map<?, ?> values ? values.get(decision.getName()) : context.get(decision.getName());
    }

    /** Of one output its value, of several a context, as the type that the service declares wants it. */
    private static @Nullable Object value(DMNModelImpl model, DecisionServiceNodeImpl service, DMNResult result) {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        for (DMNElementReference output : service.getDecisionService().getOutputDecision()) {
            String id = DMNCompilerImpl.getReferenceId(output);
            DecisionNode decision = model.getDecisionById(id);
            DMNDecisionResult computed = result.getDecisionResultById(id);
            if (decision != null) {
                outputs.put(decision.getName(), computed == null ? null : computed.getResult());
            }
        }
        return CoerceUtil.coerceValue(
                service.getResultType(),
                outputs.size() == 1 ? outputs.values().iterator().next() : outputs);
    }

    private static String id(DMNModelImpl model, DecisionNode decision) {
        return model.getNamespace().equals(decision.getModelNamespace())
                ? decision.getId()
                : decision.getModelNamespace() + "#" + decision.getId();
    }

    private static PlimsollException unreadable(List<Violation> violations) {
        return new PlimsollException(ProblemCode.CONTRACT_VIOLATED, "Nothing was evaluated.", violations);
    }
}
