package io.plimsoll.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables and rules of a bundle as traces name them, so that what never shows up in any trace can be told. */
public record Inventory(List<Table> tables, List<Rule> rules) {
    public Inventory {
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
    }

    /**
     * A table that a step may come to.
     *
     * @param model that the step asks; a table of an imported model is listed under the one that imports it
     * @param decision or function in which the table stands
     * @param table its id; null when it has none
     * @param rows the ids of its rows that have one
     */
    public record Table(
            Phase phase,
            String model,
            String decision,
            @Nullable String table,
            List<String> rows) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A rule.
     *
     * @param file path in the bundle
     */
    public record Rule(Phase phase, String file, String rule) {}
}
