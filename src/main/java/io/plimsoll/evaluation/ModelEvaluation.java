package io.plimsoll.evaluation;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.api.core.ast.DecisionNode;
import org.kie.dmn.api.core.ast.DecisionServiceNode;
import org.kie.dmn.core.ast.DecisionServiceNodeImpl;

/**
 * DMN models of anybody, compiled as the standard wants them and asked one question at a time. They may run for ever and
 * fill the memory: models of strangers MUST only be asked in a process that can be killed.
 */
public final class ModelEvaluation {
    private static final String EXTENSION = ".dmn";
    /** Of messages that name the bytes instead of the file. */
    private static final String RESOURCE = "ByteArrayResource";

    private final DMNRuntime runtime;
    private final List<Finding> findings;

    private ModelEvaluation(DMNRuntime runtime, List<Finding> findings) {
        this.runtime = runtime;
        this.findings = List.copyOf(findings);
    }

    /**
     * Compiles every {@code .dmn} file of a bundle; whatever else is in it plays no part.
     *
     * @throws PlimsollException CONTRACT_VIOLATED when there is no such file, or one that cannot be read as DMN
     */
    public static ModelEvaluation compile(PolicyBundle bundle) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        bundle.paths().stream()
                .filter(path -> path.endsWith(EXTENSION))
                .forEach(path -> files.put(path, bundle.file(path)));
        if (files.isEmpty()) {
            throw unreadable("the bundle has no file that ends with " + EXTENSION);
        }
        List<Finding> findings = new ArrayList<>();
        try {
            return new ModelEvaluation(
                    DmnModels.compileStandard(files, findings).runtime(), findings);
        } catch (RuntimeException e) {
            // The engine's parsers throw what they like for a file that is no DMN.
            String reason = String.valueOf(e.getMessage());
            throw unreadable("the models cannot be read as DMN"
                    + (reason.contains(RESOURCE) ? "; one of them does not compile at all" : ": " + reason));
        }
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
        DMNModel model = model(question);
        List<ModelMessage> messages = new ArrayList<>();
        DMNContext context = runtime.newContext();
        new ModelInputs(runtime, model, messages).fill(question.inputs(), context);
        if (question.decision() != null) {
            String name = decision(model, question.decision()).getName();
            return one(model, runtime.evaluateByName(model, context, name), name, messages);
        }
        if (question.decisionService() != null) {
            DecisionServiceNode service = service(model, question.decisionService());
            DMNResult result = runtime.evaluateDecisionService(model, context, service.getName());
            List<String> outputs = outputs(model, service);
            return outputs.size() == 1
                    ? one(model, result, outputs.get(0), messages)
                    : several(model, result, outputs, messages);
        }
        DMNResult result = runtime.evaluateAll(model, context);
        return several(model, result, names(own(model, model.getDecisions())), messages);
    }

    private static ModelAnswer one(DMNModel model, DMNResult result, String name, List<ModelMessage> messages) {
        Object value = new FeelResults(name, messages).tree(result.getContext().get(name));
        messages.addAll(ModelMessages.of(model, result));
        return new ModelAnswer(value, messages);
    }

    private static ModelAnswer several(
            DMNModel model, DMNResult result, List<String> names, List<ModelMessage> messages) {
        Tree.Builder values = Tree.object();
        names.forEach(name -> values.put(
                name, new FeelResults(name, messages).tree(result.getContext().get(name))));
        messages.addAll(ModelMessages.of(model, result));
        return new ModelAnswer(values.build(), messages);
    }

    private DMNModel model(ModelQuestion question) {
        List<DMNModel> all = runtime.getModels();
        List<DMNModel> found = all.stream()
                .filter(model ->
                        question.namespace() == null || question.namespace().equals(model.getNamespace()))
                .filter(model -> question.model() == null || question.model().equals(model.getName()))
                .toList();
        if (found.size() > 1) {
            found = found.stream().filter(model -> !isImported(model, all)).toList();
        }
        if (found.size() != 1) {
            String there = String.join(
                    ", ",
                    all.stream()
                            .map(model -> model.getName() + " (" + model.getNamespace() + ")")
                            .toList());
            throw unknown("/model", "names " + found.size() + " models and must name one; there are " + there);
        }
        return found.get(0);
    }

    private static boolean isImported(DMNModel model, List<DMNModel> by) {
        return by.stream()
                .flatMap(other -> other.getDefinitions().getImport().stream())
                .anyMatch(imported -> model.getNamespace().equals(imported.getNamespace()));
    }

    private static DecisionNode decision(DMNModel model, String name) {
        DecisionNode decision = model.getDecisionByName(name);
        if (decision == null) {
            throw unknown("/decision", "does not exist in " + model.getName() + "; " + there(model.getDecisions()));
        }
        return decision;
    }

    private static DecisionServiceNode service(DMNModel model, String name) {
        return model.getDecisionServices().stream()
                .filter(service -> service.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "/decisionService",
                        "does not exist in " + model.getName() + "; " + there(model.getDecisionServices())));
    }

    private static List<String> outputs(DMNModel model, DecisionServiceNode service) {
        return ((DecisionServiceNodeImpl) service)
                .getDecisionService().getOutputDecision().stream()
                        .map(reference -> reference
                                .getHref()
                                .substring(reference.getHref().lastIndexOf('#') + 1))
                        .map(model::getDecisionById)
                        .filter(Objects::nonNull)
                        .map(DMNNode::getName)
                        .toList();
    }

    private static <N extends DMNNode> List<N> own(DMNModel model, Collection<N> nodes) {
        return nodes.stream()
                .filter(node -> model.getNamespace().equals(node.getModelNamespace()))
                .toList();
    }

    private static List<String> names(Collection<? extends DMNNode> nodes) {
        return List.copyOf(new TreeSet<>(nodes.stream().map(DMNNode::getName).toList()));
    }

    private static String there(Collection<? extends DMNNode> nodes) {
        return nodes.isEmpty() ? "there is none" : "there are " + String.join(", ", names(nodes));
    }

    private static PlimsollException unknown(String pointer, String detail) {
        return new PlimsollException(
                ProblemCode.CONTRACT_VIOLATED, "Nothing was evaluated.", List.of(new Violation(pointer, detail)));
    }

    private static PlimsollException unreadable(String detail) {
        return new PlimsollException(
                ProblemCode.CONTRACT_VIOLATED, "Nothing was evaluated.", List.of(new Violation("", detail)));
    }
}
