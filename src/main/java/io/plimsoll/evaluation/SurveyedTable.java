package io.plimsoll.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A decision table as its author wrote it.
 *
 * @param file the path of its model in the bundle
 * @param question what the table answers; null when its author did not say
 * @param hitPolicy as DMN names it, such as UNIQUE or COLLECT SUM
 * @param columns its input columns
 * @param outputs its output columns
 * @param inputs the names of the inputs on which it depends, through other decisions too, sorted
 */
public record SurveyedTable(
        Name name,
        String file,
        @Nullable String question,
        String hitPolicy,
        List<Column> columns,
        List<Output> outputs,
        List<Row> rows,
        SortedSet<String> inputs) {
    public SurveyedTable {
        columns = List.copyOf(columns);
        outputs = List.copyOf(outputs);
        rows = List.copyOf(rows);
        inputs = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(inputs));
    }

    /**
     * Names a table in a policy and its guardrails.
     *
     * @param kind in which of the two it stands
     * @param id of the table in the DMN file; empty when it has none
     */
    public record Name(Manifest.Kind kind, String model, String decision, String id) implements Comparable<Name> {
        private static final Comparator<Name> ORDER = Comparator.comparing(Name::kind)
                .thenComparing(Name::model)
                .thenComparing(Name::decision)
                .thenComparing(Name::id);

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * An input column.
     *
     * @param name its label, else the expression
     * @param expression what its cells are tested against, in FEEL
     * @param type as the model names it, such as number; empty when it names none
     * @param allowed the values that the column or its type allows, in FEEL; empty when nothing is said
     */
    public record Column(String name, String expression, String type, List<String> allowed) {
        public Column {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * An output column.
     *
     * @param name its own, else the label of the table, else the decision
     * @param allowed the values that it allows, in FEEL; empty when nothing is said
     */
    public record Output(String name, List<String> allowed) {
        public Output {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * A row.
     *
     * @param number counted from 1
     * @param id the row's id in the DMN file; empty when it has none
     * @param cells its conditions in FEEL, column by column
     * @param conclusions what follows, in FEEL, column by column
     */
    public record Row(int number, String id, List<String> cells, List<String> conclusions) {
        public Row {
            cells = List.copyOf(cells);
            conclusions = List.copyOf(conclusions);
        }
    }

    /** Whether it depends on one of these inputs. */
    public boolean dependsOnAny(Set<String> names) {
        return inputs.stream().anyMatch(names::contains);
    }
}
