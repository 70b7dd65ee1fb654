package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.api.core.ast.InputDataNode;
import org.kie.dmn.core.ast.BusinessKnowledgeModelNodeImpl;
import org.kie.dmn.core.ast.DMNBaseNode;
import org.kie.dmn.core.ast.DecisionNodeImpl;
import org.kie.dmn.core.util.NamespaceUtil;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.InputClause;
import org.kie.dmn.model.api.LiteralExpression;
import org.kie.dmn.model.api.OutputClause;
import org.kie.dmn.model.api.UnaryTests;

/** Reads decision tables out of compiled models. */
final class TableReading {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private TableReading() {}

    static SurveyedTable of(SurveyedTable.Name name, ModelTables.Place place) {
        DecisionTable table = place.table();
        String aggregation = table.getAggregation() == null
                ? ""
                : " " + table.getAggregation().value();
        return new SurveyedTable(
                name,
                place.model().getResource() == null
                        ? ""
                        : place.model().getResource().getSourcePath(),
                place.question(),
                table.getHitPolicy().value() + aggregation,
                table.getInput().stream().map(input -> column(place, input)).toList(),
                table.getOutput().stream().map(output -> output(place, output)).toList(),
                IntStream.range(0, table.getRule().size())
                        .mapToObj(i -> row(i + 1, table.getRule().get(i)))
                        .toList(),
                inputs(place));
    }

    private static SurveyedTable.Column column(ModelTables.Place place, InputClause input) {
        String expression = input.getInputExpression().getText();
        QName type = input.getInputExpression().getTypeRef();
        return new SurveyedTable.Column(
                input.getLabel() == null ? expression : input.getLabel(),
                expression,
                type == null ? "" : type.getLocalPart(),
                allowed(place, input.getInputValues(), input, type));
    }

    private static SurveyedTable.Output output(ModelTables.Place place, OutputClause output) {
        DecisionTable table = place.table();
        String label = table.getOutputLabel() == null ? place.node().getName() : table.getOutputLabel();
        return new SurveyedTable.Output(
                output.getName() == null ? label : output.getName(),
                allowed(place, output.getOutputValues(), output, output.getTypeRef()));
    }

    private static List<String> allowed(
            ModelTables.Place place,
            @Nullable UnaryTests own,
            DMNModelInstrumentedBase element,
            @Nullable QName reference) {
        if (own != null && own.getText() != null) {
            return List.of(own.getText());
        }
        if (reference == null) {
            return List.of();
        }
        QName name = NamespaceUtil.getNamespaceAndName(
                element,
                place.model().getImportAliasesForNS(),
                reference,
                place.model().getNamespace());
        DMNType type = place.model().getTypeRegistry().resolveType(name.getNamespaceURI(), name.getLocalPart());
        return type == null || type.getAllowedValues() == null
                ? List.of()
                : type.getAllowedValues().stream().map(String::valueOf).toList();
    }

    private static SurveyedTable.Row row(int number, DecisionRule rule) {
        return new SurveyedTable.Row(
                number,
                Objects.requireNonNullElse(rule.getId(), ""),
                rule.getInputEntry().stream().map(UnaryTests::getText).toList(),
                rule.getOutputEntry().stream().map(LiteralExpression::getText).toList());
    }

    /** The decision, if it is nothing but a number. */
    static Optional<Survey.Constant> constant(CompiledPolicy bundle, DecisionNodeImpl node) {
        if (!(node.getDecision().getExpression() instanceof LiteralExpression literal)
                || literal.getText() == null
                || !NUMBER.matcher(literal.getText().strip()).matches()) {
            return Optional.empty();
        }
        String file = bundle.models().stream()
                .filter(model -> model.getNamespace().equals(node.getModelNamespace()))
                .map(model -> model.getResource().getSourcePath())
                .findFirst()
                .orElse("");
        SurveyedTable.Name name = new SurveyedTable.Name(
                bundle.manifest().kind(),
                node.getModelName(),
                node.getName(),
                Objects.requireNonNullElse(literal.getId(), ""));
        return Optional.of(new Survey.Constant(name, file, literal.getText().strip()));
    }

    private static SortedSet<String> inputs(ModelTables.Place place) {
        SortedSet<String> names = new TreeSet<>();
        // Whoever calls a function decides what it reads: that may be anything.
        if (place.node() instanceof BusinessKnowledgeModelNodeImpl) {
            place.model().getInputs().forEach(input -> names.add(input.getName()));
        }
        Set<DMNNode> seen = new HashSet<>();
        List<DMNNode> open = new ArrayList<>(List.of(place.node()));
        while (!open.isEmpty()) {
            DMNNode node = open.remove(open.size() - 1);
            if (node instanceof InputDataNode) {
                names.add(node.getName());
            }
            if (node instanceof DMNBaseNode base && seen.add(node)) {
                open.addAll(base.getDependencies().values());
            }
        }
        return names;
    }

    /** All FEEL below an element. */
    static void addTexts(DMNModelInstrumentedBase element, List<String> into) {
        String text = element instanceof LiteralExpression literal
                ? literal.getText()
                : element instanceof UnaryTests tests ? tests.getText() : null;
        if (text != null) {
            into.add(text);
        }
        element.getChildren().forEach(child -> addTexts(child, into));
    }
}
