package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Explanation.Result;
import io.plimsoll.evaluation.Sighting.RuleName;
import io.plimsoll.evaluation.lint.TestVectors;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;

/**
 * All tables and rules of a policy and its guardrails, and what each cell says in a situation, for those who examine
 * policies. Not thread-safe.
 */
public final class Survey {
    private final CompiledPolicy policy;
    private final @Nullable CompiledPolicy guardrails;
    private final Map<SurveyedTable.Name, ModelTables.Place> places = new TreeMap<>();
    private final Map<List<String>, ModelTables> required = new LinkedHashMap<>();
    /** Compiling takes longer than asking. */
    private final Map<SurveyedTable.Name, Cells> cells = new TreeMap<>();

    private final Map<DMNModel, Map<DecisionTable, TestVectors>> vectors = new IdentityHashMap<>();

    /** @param guardrails that restrict the policy; null for none */
    public Survey(CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {
        this.policy = policy;
        this.guardrails = guardrails;
        bundles().forEach(bundle -> bundle.tables().forEach(step -> {
            ModelTables tables = new ModelTables(
                    bundle.models(), step.step().model(), step.step().decision());
            required.put(key(bundle, step.step().model(), step.step().decision()), tables);
            tables.all()
                    .forEach(place -> places.putIfAbsent(name(bundle.manifest().kind(), place), place));
        }));
    }

    private Stream<CompiledPolicy> bundles() {
        return guardrails == null ? Stream.of(policy) : Stream.of(policy, guardrails);
    }

    private static List<String> key(CompiledPolicy bundle, String model, String decision) {
        return List.of(bundle.manifest().kind().name(), model, decision);
    }

    private static SurveyedTable.Name name(Manifest.Kind kind, ModelTables.Place place) {
        return new SurveyedTable.Name(
                kind,
                place.node().getModelName(),
                place.node().getName(),
                Objects.requireNonNullElse(place.table().getId(), ""));
    }

    /** Every table that some step may ask, in the order of their names. */
    public List<SurveyedTable> tables() {
        return places.entrySet().stream()
                .map(entry -> TableReading.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * A decision that is nothing but a number, such as a threshold that several tables share.
     *
     * @param name the id is that of its expression
     * @param file the path of its model in the bundle
     */
    public record Constant(SurveyedTable.Name name, String file, String number) {}

    /** All of them, in the order of their names. */
    public List<Constant> constants() {
        Map<SurveyedTable.Name, Constant> constants = new TreeMap<>();
        bundles().forEach(bundle -> bundle.tables().forEach(step -> Objects.requireNonNull(required.get(
                        key(bundle, step.step().model(), step.step().decision())))
                .decisions()
                .forEach(node -> TableReading.constant(bundle, node)
                        .ifPresent(constant -> constants.put(constant.name(), constant)))));
        return List.copyOf(constants.values());
    }

    /** All rules, in the order of their names. */
    public List<RuleName> rules() {
        return bundles()
                .flatMap(bundle -> Stream.of(Phase.values())
                        .flatMap(phase -> bundle.rules(phase).stream())
                        .flatMap(step -> step.file().ruleNames().stream()
                                .map(rule -> new RuleName(
                                        bundle.manifest().kind(), step.file().path(), rule))))
                .sorted()
                .toList();
    }

    /** All texts in which conditions are written, FEEL and rules, for whoever looks for the values in them. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        bundles().forEach(bundle -> {
            bundle.models().forEach(model -> TableReading.addTexts(model.getDefinitions(), texts));
            Stream.of(Phase.values())
                    .flatMap(phase -> bundle.rules(phase).stream())
                    .forEach(step -> texts.add(step.file().text()));
        });
        return texts;
    }

    /**
     * The cases that show of each condition that it matters by itself (modified condition/decision coverage), as the
     * analyser of the engine's makers selects them.
     *
     * @param why there are none; null when there are some
     */
    public record Independence(List<Case> cases, @Nullable String why) {
        public Independence {
            cases = List.copyOf(cases);
        }

        /**
         * One of them. Whatever makes the cells say the same will do.
         *
         * @param values for example, column by column
         * @param truths row by row what each cell says
         */
        public record Case(List<String> values, List<List<Result>> truths) {
            public Case {
                values = List.copyOf(values);
                truths = List.copyOf(truths);
            }
        }
    }

    /** What {@link Independence} asks of a table. */
    public Independence independence(SurveyedTable.Name name) {
        ModelTables.Place place = place(name);
        TestVectors vectors = Objects.requireNonNull(vectors(place.model()).get(place.table()));
        Cells tested = cells(name);
        Map<List<List<Result>>, Independence.Case> cases = new LinkedHashMap<>();
        for (List<Object> values : vectors.values()) {
            List<Cells.Met> met = IntStream.range(0, values.size())
                    .mapToObj(i -> tested.at(i, values.get(i)))
                    .toList();
            List<List<Result>> truths = truths(place, met);
            cases.putIfAbsent(
                    truths,
                    new Independence.Case(
                            met.stream().map(each -> each.seen().text()).toList(), truths));
        }
        return new Independence(List.copyOf(cases.values()), vectors.why());
    }

    private Map<DecisionTable, TestVectors> vectors(DMNModel model) {
        return vectors.computeIfAbsent(model, TestVectors::of);
    }

    /**
     * Evaluates a situation with somebody looking on.
     *
     * @param which tables are looked at
     */
    public Sighting look(Situation situation, Predicate<SurveyedTable.Name> which) {
        List<TableWitness> witnesses = new ArrayList<>();
        Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation, () -> {
            witnesses.add(new TableWitness());
            return witnesses.get(witnesses.size() - 1);
        });
        Map<String, @Nullable Object> trace =
                Tree.asObject(StrictJson.read(evaluation.traceJson().getBytes(StandardCharsets.UTF_8)));
        List<Sighting.Table> tables = new ArrayList<>();
        Set<RuleName> fired = new HashSet<>();
        int next = 0;
        for (Map<String, @Nullable Object> step : Trees.objects(trace, "steps", step -> step)) {
            if (step.get("model") != null) {
                add(step, witnesses.get(next++), which, tables);
            } else if (step.get("rules") != null) {
                Manifest.Kind kind = bundle(step).manifest().kind();
                String file = Trees.text(step, "rules");
                Trees.objects(step, "fired", each -> Trees.text(each, "rule"))
                        .forEach(rule -> fired.add(new RuleName(kind, file, rule)));
            }
        }
        return new Sighting(evaluation, tables, fired);
    }

    private CompiledPolicy bundle(Map<String, @Nullable Object> step) {
        return Phase.valueOf(Trees.text(step, "phase")) == Phase.GUARD && guardrails != null ? guardrails : policy;
    }

    private void add(
            Map<String, @Nullable Object> step,
            TableWitness witness,
            Predicate<SurveyedTable.Name> which,
            List<Sighting.Table> into) {
        CompiledPolicy bundle = bundle(step);
        ModelTables tables = Objects.requireNonNull(
                required.get(key(bundle, Trees.text(step, "model"), Trees.text(step, "decision"))));
        for (TableWitness.Sight sight : witness.sights()) {
            tables.find(sight.decision(), sight.event().getDecisionTableId()).ifPresent(place -> {
                SurveyedTable.Name name = name(bundle.manifest().kind(), place);
                if (which.test(name)) {
                    into.add(seen(name, place, (String) step.get("intent"), sight));
                }
            });
        }
    }

    private Sighting.Table seen(
            SurveyedTable.Name name, ModelTables.Place place, @Nullable String intent, TableWitness.Sight sight) {
        List<Cells.Met> met = cells(name).meet(sight.variables());
        boolean refused = sight.isRefused();
        Set<Integer> matched = refused ? Set.of() : Set.copyOf(sight.event().getMatches());
        List<List<Result>> truths = new ArrayList<>(truths(place, met));
        for (int i = 0; i < truths.size(); i++) {
            List<Result> row = truths.get(i);
            boolean all = row.stream().allMatch(Result.TRUE::equals);
            // The engine knows best; where the cells say something else, nobody knows them.
            if (all != matched.contains(i + 1) && !refused) {
                truths.set(i, Collections.nCopies(row.size(), Result.UNKNOWN));
            }
        }
        return new Sighting.Table(
                name,
                intent,
                refused,
                met.stream().map(Cells.Met::seen).toList(),
                truths,
                matched,
                refused ? Set.of() : Set.copyOf(sight.event().getSelected()));
    }

    private static List<List<Result>> truths(ModelTables.Place place, List<Cells.Met> met) {
        List<List<Result>> truths = new ArrayList<>();
        for (DecisionRule rule : place.table().getRule()) {
            truths.add(IntStream.range(0, met.size())
                    .mapToObj(i -> met.get(i).test(rule.getInputEntry().get(i).getText()))
                    .toList());
        }
        return truths;
    }

    private ModelTables.Place place(SurveyedTable.Name name) {
        ModelTables.Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("no such table: " + name);
        }
        return place;
    }

    private Cells cells(SurveyedTable.Name name) {
        return cells.computeIfAbsent(name, any -> new Cells(place(name)));
    }
}
