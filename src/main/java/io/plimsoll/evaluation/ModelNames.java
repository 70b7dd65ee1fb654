package io.plimsoll.evaluation;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.ast.BusinessKnowledgeModelNode;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.api.core.ast.DecisionNode;
import org.kie.dmn.api.core.ast.DecisionServiceNode;
import org.kie.dmn.core.compiler.UnnamedImportUtils;
import org.kie.dmn.core.impl.DMNModelImpl;

/** Finds what a question names. */
final class ModelNames {
    private final List<DMNModel> models;
    private final List<Finding> findings;

    /** @param findings tell which files are no models */
    ModelNames(List<DMNModel> models, List<Finding> findings) {
        this.models = List.copyOf(models);
        this.findings = List.copyOf(findings);
    }

    /** @throws PlimsollException CONTRACT_VIOLATED when there is none, or several; it names those that there are */
    DMNModel model(ModelQuestion question) {
        List<DMNModel> found = models.stream()
                .filter(model ->
                        question.namespace() == null || question.namespace().equals(model.getNamespace()))
                .filter(model -> question.model() == null || question.model().equals(model.getName()))
                .toList();
        if (found.size() > 1) {
            found = found.stream().filter(model -> !isImported(model)).toList();
        }
        if (found.size() != 1) {
            List<String> there = new ArrayList<>(models.stream()
                    .map(model -> model.getName() + " (" + model.getNamespace() + ")")
                    .toList());
            findings.stream()
                    .filter(finding -> finding.code() == FindingCode.MODEL_UNREADABLE)
                    .map(finding -> "not " + finding.at().words() + ", which " + finding.detail())
                    .forEach(there::add);
            throw unknown(
                    "/model",
                    "names " + found.size() + " models and must name one; there are " + String.join(", ", there));
        }
        return found.get(0);
    }

    private boolean isImported(DMNModel model) {
        return models.stream()
                .flatMap(other -> other.getDefinitions().getImport().stream())
                .anyMatch(imported -> model.getNamespace().equals(imported.getNamespace()));
    }

    /**
     * The decision, decision service or business knowledge model of a name. The standard gives a name to one of them only;
     * in a model that does not keep to it, what is asked for comes first.
     *
     * @return null when the question names nothing
     * @throws PlimsollException CONTRACT_VIOLATED when there is none; it names those that there are
     */
    static @Nullable DMNNode element(DMNModel model, ModelQuestion question) {
        if (question.decision() != null) {
            String name = question.decision();
            return first(decision(model, name), service(model, name), knowledge(model, name))
                    .orElseThrow(() -> unknown(
                            "/decision", "does not exist in " + model.getName() + "; " + there(model.getDecisions())));
        }
        if (question.decisionService() != null) {
            String name = question.decisionService();
            return first(service(model, name), knowledge(model, name), decision(model, name))
                    .orElseThrow(() -> unknown(
                            "/decisionService",
                            "does not exist in " + model.getName() + "; "
                                    + there(Stream.<DMNNode>concat(
                                                    model.getDecisionServices().stream(),
                                                    model.getBusinessKnowledgeModels().stream())
                                            .toList())));
        }
        return null;
    }

    private static Optional<DMNNode> first(@Nullable DMNNode... candidates) {
        return Stream.of(candidates).filter(Objects::nonNull).findFirst();
    }

    /** That of a named import is called {@code import.decision}; those of an import without a name belong to the model. */
    private static @Nullable DecisionNode decision(DMNModel model, String name) {
        DecisionNode decision = named(own(model, model.getDecisions()), name);
        if (decision == null) {
            decision = merged(model, model.getDecisions(), name);
        }
        return decision != null
                ? decision
                : model.getDecisions().stream()
                        .filter(node -> name.equals(
                                alias(model, node.getModelNamespace(), node.getModelName()) + "." + node.getName()))
                        .findFirst()
                        .orElse(null);
    }

    /** The name under which a model imports another; null when it does not, or without a name. */
    static @Nullable String alias(DMNModel by, String namespace, String name) {
        return ((DMNModelImpl) by)
                .getImportAliasFor(namespace, name)
                .filter(alias -> !alias.isEmpty())
                .orElse(null);
    }

    /** What an import without a name brings along. */
    static <N extends DMNNode> @Nullable N merged(DMNModel model, Collection<N> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.getName().equals(name))
                .filter(node -> UnnamedImportUtils.isInUnnamedImport(node, (DMNModelImpl) model))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable DecisionServiceNode service(DMNModel model, String name) {
        return named(own(model, model.getDecisionServices()), name);
    }

    private static @Nullable BusinessKnowledgeModelNode knowledge(DMNModel model, String name) {
        return named(own(model, model.getBusinessKnowledgeModels()), name);
    }

    private static <N extends DMNNode> @Nullable N named(List<N> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Those that are not imported. */
    static <N extends DMNNode> List<N> own(DMNModel model, Collection<N> nodes) {
        return nodes.stream()
                .filter(node -> model.getNamespace().equals(node.getModelNamespace()))
                .toList();
    }

    static List<String> names(Collection<? extends DMNNode> nodes) {
        return List.copyOf(new TreeSet<>(nodes.stream().map(DMNNode::getName).toList()));
    }

    private static String there(Collection<? extends DMNNode> nodes) {
        return nodes.isEmpty() ? "there is none" : "there are " + String.join(", ", names(nodes));
    }

    private static PlimsollException unknown(String pointer, String detail) {
        return new PlimsollException(
                ProblemCode.CONTRACT_VIOLATED, "Nothing was evaluated.", List.of(new Violation(pointer, detail)));
    }
}
