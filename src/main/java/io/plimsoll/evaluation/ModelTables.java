package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.core.ast.BusinessKnowledgeModelNodeImpl;
import org.kie.dmn.core.ast.DMNBaseNode;
import org.kie.dmn.core.ast.DecisionNodeImpl;
import org.kie.dmn.core.impl.DMNModelImpl;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DecisionTable;

/** The tables that a decision of a model may ask: its own, and those of all that it requires. */
final class ModelTables {
    private final List<Place> places = new ArrayList<>();
    private final List<DecisionNodeImpl> decisions = new ArrayList<>();

    /**
     * A table and the decision or function that it stands in.
     *
     * @param model that the node belongs to
     */
    record Place(DMNModelImpl model, DMNBaseNode node, DecisionTable table) {
        /** What the decision answers; null when its author did not say, or when it is a function. */
        @Nullable String question() {
            return node instanceof DecisionNodeImpl decision
                    ? decision.getDecision().getQuestion()
                    : null;
        }

        boolean is(String decision, @Nullable String tableId) {
            return node.getName().equals(decision) && Objects.equals(table.getId(), tableId);
        }
    }

    /**
     * @param models of the bundle
     * @param model the name of one of them
     * @param decision the name of one of its decisions
     */
    ModelTables(Collection<DMNModel> models, String model, String decision) {
        models.stream()
                .filter(each -> each.getName().equals(model))
                .map(each -> each.getDecisionByName(decision))
                .filter(Objects::nonNull)
                .flatMap(asked -> required(asked).stream())
                .forEach(node -> {
                    if (node instanceof DecisionNodeImpl required) {
                        decisions.add(required);
                    }
                    models.stream()
                            .filter(home -> home.getNamespace().equals(node.getModelNamespace()))
                            .findFirst()
                            .ifPresent(home -> collect((DMNModelImpl) home, node, node.getSource()));
                });
    }

    /** Those that are required, the asked one included. */
    List<DecisionNodeImpl> decisions() {
        return decisions;
    }

    List<Place> all() {
        return places;
    }

    Optional<Place> find(String decision, @Nullable String tableId) {
        return places.stream().filter(place -> place.is(decision, tableId)).findFirst();
    }

    private static Set<DMNBaseNode> required(DMNNode asked) {
        Set<DMNBaseNode> found = new LinkedHashSet<>();
        List<DMNNode> open = new ArrayList<>(List.of(asked));
        while (!open.isEmpty()) {
            DMNNode next = open.remove(open.size() - 1);
            if ((next instanceof DecisionNodeImpl || next instanceof BusinessKnowledgeModelNodeImpl)
                    && found.add((DMNBaseNode) next)) {
                open.addAll(((DMNBaseNode) next).getDependencies().values());
            }
        }
        return found;
    }

    private void collect(DMNModelImpl model, DMNBaseNode node, DMNModelInstrumentedBase element) {
        if (element instanceof DecisionTable table) {
            places.add(new Place(model, node, table));
        }
        element.getChildren().forEach(child -> collect(model, node, child));
    }
}
