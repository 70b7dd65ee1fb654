package io.plimsoll.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision came out as it did, in words.
 *
 * @param chosen which version answered
 * @param story one paragraph, in English
 * @param reasons those of the verdict, in the language that was asked for where there is one
 * @param tables the tables of the models that were asked, step by step, in alphabetical order of their decisions
 * @param rules the rules that fired, phase by phase
 * @param features what rules derived from history, by the names under which tables read it
 */
public record Explanation(
        Chosen chosen,
        String story,
        List<ToldReason> reasons,
        List<Table> tables,
        List<Rule> rules,
        Map<String, Object> features) {
    public Explanation {
        reasons = List.copyOf(reasons);
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    }

    /**
     * Which version answered and why it was this one.
     *
     * @param version counted per domain from 1
     * @param digest of the bundle
     * @param stage in which role it answered, such as ACTIVE
     * @param why one sentence
     * @param guardrails that restricted it; null when there were none
     */
    public record Chosen(
            int version,
            String digest,
            String stage,
            String why,
            @Nullable Guardrails guardrails) {
        /** The same of guardrails, counted apart from policies. */
        public record Guardrails(int version, String digest, String why) {}
    }

    /**
     * A reason in one language.
     *
     * @param text for colleagues
     * @param customer for the customer; null when the customer is told nothing of it
     * @param language of the texts, as BCP 47 names it
     */
    public record ToldReason(
            String code, String text, @Nullable String customer, String language) {}

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
     * A decision table.
     *
     * @param intent the type of intent about which a guardrail was asked; null when it was asked once about everything
     * @param question what the table answers; null when its author did not say
     * @param hitPolicy as DMN names it, such as UNIQUE
     * @param asked whether it was evaluated at all
     * @param note why its cells are not known, or were not reached; null when there is nothing to say
     * @param columns its input columns
     * @param rows all of them, as written
     */
    public record Table(
            String model,
            String decision,
            @Nullable String intent,
            @Nullable String question,
            String hitPolicy,
            boolean asked,
            @Nullable String note,
            List<Column> columns,
            List<Row> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * An input column of a table.
     *
     * @param name its label, else the expression
     * @param expression what its cells are tested against, in FEEL
     * @param met the value that its cells met, as canonical JSON, cut after {@value Cells#MAX_LENGTH} characters; null when
     *     it is not known
     */
    public record Column(
            String name, String expression, @Nullable String met) {}

    /**
     * A row of a table.
     *
     * @param number counted from 1
     * @param id the row's id in the DMN file; null when it has none
     * @param matched whether all its conditions held
     * @param selected whether it answered; of the rows that matched, the table's hit policy selects
     * @param nearMiss whether exactly one of its cells is false when all of them are tested
     * @param cells its conditions, column by column
     * @param conclusions what follows, in FEEL, by column
     * @param annotations what the author wrote beside it, by column
     */
    public record Row(
            int number,
            @Nullable String id,
            boolean matched,
            boolean selected,
            boolean nearMiss,
            List<Cell> cells,
            Map<String, String> conclusions,
            Map<String, String> annotations) {
        public Row {
            cells = List.copyOf(cells);
            conclusions = Collections.unmodifiableMap(new LinkedHashMap<>(conclusions));
            annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        }
    }

    /**
     * A condition of a row.
     *
     * @param test in FEEL; {@code -} holds for everything
     */
    public record Cell(String test, Result result) {}

    /** What came of a condition. */
    public enum Result {
        TRUE,
        FALSE,
        /** A cell before it is false, or no row of the table was tried. */
        NOT_REACHED,
        /** It cannot be computed by itself. */
        UNKNOWN
    }
}
