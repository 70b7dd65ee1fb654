package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.Place;
import io.plimsoll.evaluation.Place.Cell;
import io.plimsoll.evaluation.Place.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.model.api.BusinessKnowledgeModel;
import org.kie.dmn.model.api.ContextEntry;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.Definitions;
import org.kie.dmn.model.api.InputClause;
import org.kie.dmn.model.api.InputData;
import org.kie.dmn.model.api.ItemDefinition;
import org.kie.dmn.model.api.NamedElement;
import org.kie.dmn.model.api.OutputClause;

/** Finds the words by which an author knows an element of a decision model. */
public final class ModelPlaces {
    private ModelPlaces() {}

    /**
     * Where an element stands.
     *
     * @param file the file of its model; null when it is not known
     */
    public static Place of(@Nullable String file, String model, @Nullable DMNModelInstrumentedBase element) {
        Row row = null;
        String column = null;
        boolean table = false;
        DMNModelInstrumentedBase below = null;
        for (DMNModelInstrumentedBase at = element; at != null; at = at.getParent()) {
            if (at instanceof DecisionRule rule && at.getParent() instanceof DecisionTable owner) {
                row = new Row(owner.getRule().indexOf(rule) + 1, rule.getId());
                column = column(owner, rule, below);
            } else if (at instanceof InputClause clause) {
                column = label(clause);
            } else if (at instanceof OutputClause clause && at.getParent() instanceof DecisionTable owner) {
                column = label(owner, clause);
            } else if (at instanceof ContextEntry entry && column == null && !table) {
                column =
                        entry.getVariable() == null ? null : entry.getVariable().getName();
            }
            table |= at instanceof DecisionTable;
            if (at instanceof Decision || at instanceof BusinessKnowledgeModel) {
                String kind = table ? "table" : at instanceof Decision ? "decision" : "function";
                return place(file, new Cell(model, kind, ((NamedElement) at).getName(), row, column));
            }
            if (at instanceof InputData input) {
                return place(file, new Cell(model, "input", input.getName(), null, null));
            }
            if (at instanceof ItemDefinition type && at.getParent() instanceof Definitions) {
                return place(file, new Cell(model, "type", type.getName(), null, null));
            }
            below = at;
        }
        return place(file, new Cell(model, "model", model, null, null));
    }

    private static Place place(@Nullable String file, Cell cell) {
        return new Place(file, cell, null, null);
    }

    private static @Nullable String column(
            DecisionTable table, DecisionRule rule, @Nullable DMNModelInstrumentedBase cell) {
        int input = rule.getInputEntry().indexOf(cell);
        if (input >= 0 && input < table.getInput().size()) {
            return label(table.getInput().get(input));
        }
        int output = rule.getOutputEntry().indexOf(cell);
        return output >= 0 && output < table.getOutput().size()
                ? label(table, table.getOutput().get(output))
                : null;
    }

    /** What an editor shows above a column: its label, or else its expression. */
    static String label(InputClause clause) {
        return clause.getLabel() != null
                ? clause.getLabel()
                : clause.getInputExpression() == null
                        ? "?"
                        : String.valueOf(clause.getInputExpression().getText()).strip();
    }

    /** The name of an output; a table with one output is named as a whole. */
    static String label(DecisionTable table, OutputClause clause) {
        for (String name : java.util.Arrays.asList(clause.getName(), clause.getLabel(), table.getOutputLabel())) {
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        List<OutputClause> outputs = table.getOutput();
        return outputs.size() == 1 ? "result" : "output " + (outputs.indexOf(clause) + 1);
    }
}
