package io.plimsoll.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision came out as it did, in words.
 *
 * @param story one paragraph
 * @param tables the tables that were asked, step by step, in alphabetical order of their decisions
 * @param rules the rules that fired, phase by phase
 * @param features what rules derived from history, by the names under which tables read it
 */
public record Explanation(String story, List<Table> tables, List<Rule> rules, Map<String, Object> features) {
    public Explanation {
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    }

    /**
     * A rule that fired.
     *
     * @param file the path of the file of rules
     * @param facts what it matched or counted
     */
    public record Rule(Phase phase, String file, String rule, List<String> facts) {
        public Rule {
            facts = List.copyOf(facts);
        }
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
