package io.plimsoll.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Explainer;
import io.plimsoll.evaluation.Explanation;
import io.plimsoll.evaluation.Explanation.Result;
import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BuiltInPolicies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Explains every decision of every built-in scenario and holds its cells against the trace: what the engine says it
 * matched and what the cells say by themselves come from two different places.
 */
class ScenarioCellsTest {
    /** The signals of a storm differ in id, customer and time only: of its first ones, one in so many is explained. */
    private static final int FIRST = 60;

    private static final int EVERY = 20;

    private static final Scorer SCORER = LexiconScorer.load();
    private static final Explanation.Chosen CHOSEN =
            new Explanation.Chosen(1, "sha256:0", "ACTIVE", "For a test.", null);

    @ParameterizedTest
    @ValueSource(strings = {"airline", "apparel", "customer-recovery", "retail", "spare-parts"})
    void cells_ofEveryTableInEveryScenario_areAllTrueExactlyInTheRowsThatMatched(String domain) {
        CompiledPolicy guardrails = BuiltInPolicies.guardrails(domain)
                .map(ScenarioCellsTest::compiled)
                .orElse(null);
        Run run = new Run(compiled(BuiltInPolicies.bundle(domain)), guardrails);

        scenarios(domain).forEach(run::explain);

        assertThat(run.differences).isEmpty();
        assertThat(run.rows).as("rows that matched").isGreaterThan(200);
        assertThat(run.guarded).as("tables of guardrails").isEqualTo(guardrails != null);
        assertThat(run.results).contains(Result.TRUE, Result.FALSE, Result.NOT_REACHED);
    }

    private static final class Run {
        private final CompiledPolicy policy;
        private final @Nullable CompiledPolicy guardrails;
        private final Explainer explainer;
        private final List<String> differences = new ArrayList<>();
        private final Set<Result> results = new HashSet<>();
        private int rows;
        private boolean guarded;

        Run(CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {
            this.policy = policy;
            this.guardrails = guardrails;
            this.explainer = new Explainer(policy, guardrails);
        }

        void explain(Scenario scenario) {
            Chronicle chronicle = new Chronicle(policy.manifest());
            Set<String> sent = new HashSet<>();
            for (Entry entry : scenario.timeline()) {
                entry.<Void>fold(
                        moment -> {
                            if (sent.add(CanonicalJson.text(moment.body()))) {
                                decide(scenario, chronicle, moment.body(), moment.at(), true);
                            }
                            return null;
                        },
                        storm -> {
                            for (int i = 0; i < Math.min(storm.times(), FIRST); i++) {
                                decide(scenario, chronicle, storm.body(i), storm.at(i), i % EVERY == 0);
                            }
                            return null;
                        },
                        // What people decide has no cells.
                        measure -> null);
            }
        }

        private void decide(
                Scenario scenario,
                Chronicle chronicle,
                Map<String, @Nullable Object> body,
                @Nullable Instant at,
                boolean explain) {
            Submission unscored = Submission.of(body);
            Submission submission = unscored.with(unscored.signal().scoredBy(SCORER));
            Situation situation = chronicle.situation(
                    scenario.source(), at == null ? submission.signal().occurredAt() : at, submission);
            Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation);
            chronicle.add(Consequences.of(policy.manifest(), scenario.source(), situation, evaluation));
            if (explain) {
                Explainer.Recorded decision =
                        new Explainer.Recorded(situation, evaluation.verdictJson(), evaluation.traceJson());
                compare(scenario.id(), traced(evaluation), explainer.explain(decision, CHOSEN, "en"));
            }
        }

        /** The tables that were asked are those of the trace, in its order within a step. */
        private void compare(String scenario, List<Map<String, @Nullable Object>> traced, Explanation explanation) {
            List<Explanation.Table> asked = explanation.tables().stream()
                    .filter(Explanation.Table::asked)
                    .toList();
            assertThat(asked)
                    .extracting(Explanation.Table::decision)
                    .isEqualTo(traced.stream()
                            .map(table -> (Object) table.get("decision"))
                            .toList());
            for (int i = 0; i < asked.size(); i++) {
                Explanation.Table table = asked.get(i);
                compare(scenario + " " + table.decision(), table, traced.get(i));
                guarded |= table.model().endsWith("Guardrails");
            }
        }

        private void compare(String place, Explanation.Table table, Map<String, @Nullable Object> traced) {
            List<String> allTrue = new ArrayList<>();
            for (Explanation.Row row : table.rows()) {
                List<Result> cells =
                        row.cells().stream().map(Explanation.Cell::result).toList();
                results.addAll(cells);
                if (cells.stream().allMatch(Result.TRUE::equals)) {
                    allTrue.add(String.valueOf(row.id()));
                } else if (!cells.contains(Result.FALSE) || cells.contains(Result.UNKNOWN)) {
                    differences.add(place + " row " + row.number() + " has " + cells + " " + table.note());
                }
            }
            rows += allTrue.size();
            if (!allTrue.equals(Tree.asList(traced.get("matched")))) {
                differences.add(place + " " + allTrue + " instead of " + traced.get("matched"));
            }
            if (table.columns().stream().anyMatch(column -> column.met() == null)) {
                differences.add(place + " has a column of which nobody knows what it met");
            }
        }

        private static List<Map<String, @Nullable Object>> traced(Evaluation evaluation) {
            List<Map<String, @Nullable Object>> tables = new ArrayList<>();
            Map<String, @Nullable Object> trace =
                    Tree.asObject(StrictJson.read(evaluation.traceJson().getBytes(StandardCharsets.UTF_8)));
            for (Object step : Tree.asList(trace.get("steps"))) {
                if (Tree.asObject(step).get("tables") != null) {
                    Tree.asList(Tree.asObject(step).get("tables")).forEach(table -> tables.add(Tree.asObject(table)));
                }
            }
            return tables;
        }
    }

    private static Stream<Scenario> scenarios(String domain) {
        PolicyBundle bundle = BuiltInPolicies.bundle(domain);
        CompiledPolicy policy = compiled(bundle);
        return policy.manifest().files().scenarios().stream().flatMap(path -> (path.endsWith(".jsonl")
                        ? ScenarioReader.readLines(bundle.file(path))
                        : ScenarioReader.read(policy.manifest().domain(), path, bundle.file(path)))
                .stream());
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
