package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Explanation.Chosen;
import io.plimsoll.evaluation.Explanation.Rule;
import io.plimsoll.evaluation.Explanation.Table;
import io.plimsoll.evaluation.Explanation.ToldReason;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.model.api.DecisionTable;

/**
 * Turns a recorded decision into words, with the texts of the policy that decided. The situation is evaluated once more,
 * with somebody looking on, to learn what every table saw; what is told of that holds only if the trace comes out the same.
 * Not thread-safe.
 */
public final class Explainer {
    private static final String OTHER_TRACE =
            "The situation does not give the recorded trace again, so the cells are not known.";
    private static final String NOT_FOUND = "The table is not among those that the step requires.";

    private final CompiledPolicy policy;
    private final @Nullable CompiledPolicy guardrails;
    /** Compiling takes longer than asking; guardrails ask the same table about every intent. */
    private final Map<DecisionTable, Cells> cells = new IdentityHashMap<>();

    public Explainer(CompiledPolicy policy) {
        this(policy, null);
    }

    /** @param guardrails that restricted the policy; null for none */
    public Explainer(CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {
        this.policy = policy;
        this.guardrails = guardrails;
    }

    /** A decision as it was recorded; verdict and trace are canonical JSON. */
    public record Recorded(Situation situation, String verdictJson, String traceJson) {}

    /** The tags of the languages in which reasons can be told. */
    public Phrasebook phrasebook() {
        return new Phrasebook(policy.manifest(), guardrails == null ? null : guardrails.manifest());
    }

    /**
     * Explains a decision that was recorded under this policy.
     *
     * @param language of the reasons, as BCP 47 names it; those that cannot be told in it are told in English
     */
    public Explanation explain(Recorded decision, Chosen chosen, String language) {
        Map<String, @Nullable Object> verdict = read(decision.verdictJson());
        Map<String, @Nullable Object> trace = read(decision.traceJson());
        Sights sights = new Sights(decision);
        List<Table> tables = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        Map<String, Object> features = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> step : Trees.objects(trace, "steps", step -> step)) {
            if (step.get("model") != null) {
                tables.addAll(tables(step, sights.next()));
            } else if (step.get("rules") != null) {
                rules.addAll(Trees.objects(step, "fired", fired -> rule(step, fired)));
            } else {
                Tree.asObject(step.get("features"))
                        .forEach((name, value) -> features.put(name, Objects.requireNonNull(value)));
            }
        }
        return new Explanation(chosen, Story.of(verdict, trace), reasons(verdict, language), tables, rules, features);
    }

    /** What the tables of each step saw, step by step; null for all when the trace comes out another. */
    private final class Sights {
        private final List<TableWitness> witnesses = new ArrayList<>();
        private final boolean trusted;
        private int next;

        Sights(Recorded decision) {
            Supplier<TableLog> logs = () -> {
                witnesses.add(new TableWitness());
                return witnesses.get(witnesses.size() - 1);
            };
            this.trusted = Evaluator.evaluate(policy, guardrails, decision.situation(), logs)
                    .traceJson()
                    .equals(decision.traceJson());
        }

        @Nullable TableWitness next() {
            return trusted ? witnesses.get(next++) : null;
        }
    }

    private List<Table> tables(Map<String, @Nullable Object> step, @Nullable TableWitness witness) {
        List<DMNModel> models = Phase.valueOf(Trees.text(step, "phase")) == Phase.GUARD && guardrails != null
                ? guardrails.models()
                : policy.models();
        ModelTables required = new ModelTables(models, Trees.text(step, "model"), Trees.text(step, "decision"));
        String intent = (String) step.get("intent");
        List<Map<String, @Nullable Object>> traced = Trees.objects(step, "tables", table -> table);
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < traced.size(); i++) {
            Map<String, @Nullable Object> hits = traced.get(i);
            TableWitness.Sight sight = witness == null ? null : witness.sights().get(i);
            String decision = Trees.text(hits, "decision");
            tables.add(required.find(decision, (String) hits.get("table"))
                    .map(place -> {
                        TableExplainer table = new TableExplainer(intent, place);
                        return sight == null
                                ? table.unknown(hits(hits), OTHER_TRACE)
                                : table.seen(sight, cells.computeIfAbsent(place.table(), any -> new Cells(place)));
                    })
                    .orElseGet(() -> unreadable(step, decision)));
        }
        required.all().stream()
                .filter(place -> traced.stream()
                        .noneMatch(table -> place.is(Trees.text(table, "decision"), (String) table.get("table"))))
                .forEach(place -> tables.add(new TableExplainer(intent, place).unasked()));
        return tables.stream().sorted(Comparator.comparing(Table::decision)).toList();
    }

    private static TableExplainer.Hits hits(Map<String, @Nullable Object> traced) {
        return new TableExplainer.Hits(Tree.asList(traced.get("matched")), Tree.asList(traced.get("selected")));
    }

    private static Table unreadable(Map<String, @Nullable Object> step, String decision) {
        return new Table(
                Trees.text(step, "model"),
                decision,
                (String) step.get("intent"),
                null,
                "",
                true,
                NOT_FOUND,
                List.of(),
                List.of());
    }

    private static Rule rule(Map<String, @Nullable Object> step, Map<String, @Nullable Object> fired) {
        return new Rule(
                Phase.valueOf(Trees.text(step, "phase")),
                Trees.text(step, "rules"),
                Trees.text(fired, "rule"),
                Tree.asList(fired.get("facts")).stream().map(String::valueOf).toList());
    }

    /** Those of the verdict and of what was held back, each once. */
    private List<ToldReason> reasons(Map<String, @Nullable Object> verdict, String language) {
        Phrasebook phrasebook = phrasebook();
        return Trees.objects(
                verdict,
                "reasons",
                reason ->
                        phrasebook.told(new Reason(Trees.text(reason, "code"), Trees.text(reason, "text")), language));
    }

    private static Map<String, @Nullable Object> read(String json) {
        return Tree.asObject(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
