package io.plimsoll.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision came out as it did, in words.
 *
 * @param story one paragraph
 * @param tables the tables that were asked, in alphabetical order of their decisions
 */
public record Explanation(String story, List<Table> tables) {
    public Explanation {
        tables = List.copyOf(tables);
    }

    /**
     * A decision table that was asked.
     *
     * @param question what the table answers; null when its author did not say
     * @param rows those that hit
     */
    public record Table(
            String model, String decision, @Nullable String question, List<Row> rows) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A row that hit.
     *
     * @param id the row's id in the DMN file
     * @param conditions what had to hold, in FEEL, by column; columns that do not matter are left out
     * @param conclusions what follows, in FEEL, by column
     * @param annotations what the author wrote beside it, by column
     */
    public record Row(
            String id,
            Map<String, String> conditions,
            Map<String, String> conclusions,
            Map<String, String> annotations) {}
}
