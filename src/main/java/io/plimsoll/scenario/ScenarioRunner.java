package io.plimsoll.scenario;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs a scenario against a policy, signal by signal, as the service would decide. Pure. */
public final class ScenarioRunner {
    /** Differences that are told at once. */
    private static final int MAX_DIFFERENCES = 50;

    private static final Observer NOBODY = (entry, situation, evaluation) -> {};

    private final CompiledPolicy policy;
    private final @Nullable CompiledPolicy guardrails;
    private final Observer observer;
    private final Stage stage;
    private final Map<String, Sent> sent = new HashMap<>();

    private ScenarioRunner(
            CompiledPolicy policy, @Nullable CompiledPolicy guardrails, String source, Observer observer) {
        this.policy = policy;
        this.guardrails = guardrails;
        this.observer = observer;
        this.stage = new Stage(policy, guardrails, source);
    }

    /** Looks on while scenarios run. */
    @FunctionalInterface
    public interface Observer {
        /**
         * A signal was decided. A signal that is sent again is not decided again.
         *
         * @param entry in which it stands; a storm decides many
         */
        void decided(Entry entry, Situation situation, Evaluation evaluation);
    }

    /** A signal that was decided. */
    private record Sent(Digest content, Evaluation evaluation) {}

    /** The same without guardrails. */
    public static List<String> run(CompiledPolicy policy, Scenario scenario) {
        return run(policy, null, scenario);
    }

    /**
     * Runs a scenario from a clean slate.
     *
     * @param guardrails restrict what the policy says; null for none
     * @return where the decisions differ from what is expected: line, column and words; empty when they agree
     */
    public static List<String> run(CompiledPolicy policy, @Nullable CompiledPolicy guardrails, Scenario scenario) {
        return run(policy, guardrails, scenario, NOBODY);
    }

    /** The same, with somebody looking on. */
    public static List<String> run(
            CompiledPolicy policy, @Nullable CompiledPolicy guardrails, Scenario scenario, Observer observer) {
        ScenarioRunner runner = new ScenarioRunner(policy, guardrails, scenario.source(), observer);
        List<String> differences = new ArrayList<>();
        for (Entry entry : scenario.timeline()) {
            differences.addAll(runner.play(entry));
        }
        return differences.size() <= MAX_DIFFERENCES ? differences : differences.subList(0, MAX_DIFFERENCES);
    }

    /** Whether everything comes out as expected. Stops at the first entry that does not. */
    public static boolean holds(CompiledPolicy policy, @Nullable CompiledPolicy guardrails, Scenario scenario) {
        ScenarioRunner runner = new ScenarioRunner(policy, guardrails, scenario.source(), NOBODY);
        return scenario.timeline().stream().allMatch(entry -> runner.play(entry).isEmpty());
    }

    private List<String> play(Entry entry) {
        return entry.fold(this::run, this::run, this::run);
    }

    private List<String> run(Entry.Moment moment) {
        Digest content = Digest.of(CanonicalJson.bytes(moment.body()));
        String id = CanonicalJson.text(signalField(moment.body(), "id"));
        Sent before = sent.get(id);
        if (before != null && !before.content().equals(content)) {
            return moment.place()
                    .ofBody(List.of(new Violation(
                            "/signal/id",
                            "was sent before with other content, which the service refuses; repeat it unchanged or give"
                                    + " it another id")));
        }
        List<Violation> violations = stage.violations(moment.body());
        if (!violations.isEmpty()) {
            return moment.place().ofBody(violations);
        }
        Situation situation = situation(moment);
        if (situation == null) {
            return moment.place()
                    .ofBody(List.of(new Violation(
                            "/known", "cannot be read; take it over as it was exported, or leave it out")));
        }
        Evaluation evaluation = before == null ? decide(moment, situation) : before.evaluation();
        sent.putIfAbsent(id, new Sent(content, evaluation));
        if (moment.open()) {
            return List.of();
        }
        List<Violation> differences = new ArrayList<>(differences(moment.expect(), evaluation));
        differences.addAll(unknown(moment.expect(), "notRows", "row", CompiledPolicy::rowIds));
        differences.addAll(unknown(moment.expect(), "notFired", "rule", CompiledPolicy::ruleNames));
        return moment.place().ofExpectation(differences);
    }

    /** What does not exist never hits, and would be expected not to in vain. */
    private List<Violation> unknown(
            Map<String, @Nullable Object> expected,
            String name,
            String noun,
            Function<CompiledPolicy, Set<String>> existing) {
        if (!expected.containsKey(name)) {
            return List.of();
        }
        Set<String> known = new HashSet<>(existing.apply(policy));
        if (guardrails != null) {
            known.addAll(existing.apply(guardrails));
        }
        List<@Nullable Object> names = Tree.asList(expected.get(name));
        return IntStream.range(0, names.size())
                .filter(i -> !known.contains(String.valueOf(names.get(i))))
                .mapToObj(i -> new Violation(
                        Pointer.ROOT.field(name).index(i).value(),
                        "the policy has no " + noun + " " + names.get(i) + ", so it can never hit; mend the name"))
                .toList();
    }

    private List<String> run(Entry.Storm storm) {
        Totals totals = new Totals();
        for (int i = 0; i < storm.times(); i++) {
            Map<String, @Nullable Object> body = storm.body(i);
            List<Violation> violations = stage.violations(body);
            if (!violations.isEmpty()) {
                return storm.place().ofBody(violations);
            }
            Evaluation evaluation = decide(storm, stage.situation(body, storm.at(i)));
            totals.add(evaluation.verdict());
            List<Violation> faults = unexpectedFaults(Map.of(), evaluation);
            if (!faults.isEmpty()) {
                return storm.place().ofExpectation(faults);
            }
        }
        return storm.place().ofExpectation(totals.differences(storm.expect()));
    }

    private List<String> run(Entry.Measure measure) {
        stage.measure(measure);
        return List.of();
    }

    /** Null when what is said to be known cannot be read. */
    private @Nullable Situation situation(Entry.Moment moment) {
        Map<String, @Nullable Object> known = moment.known();
        try {
            return known == null
                    ? stage.situation(moment.body(), moment.at())
                    : stage.situation(moment.body(), moment.at(), known);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Evaluation decide(Entry entry, Situation situation) {
        Evaluation evaluation = stage.decide(situation);
        observer.decided(entry, situation, evaluation);
        return evaluation;
    }

    private static List<Violation> differences(Map<String, @Nullable Object> expected, Evaluation evaluation) {
        List<Violation> differences = new ArrayList<>(
                Expectation.differences(expected, evaluation.verdict().tree(), () -> trace(evaluation)));
        differences.addAll(unexpectedFaults(expected, evaluation));
        return differences;
    }

    /** A policy that fails hands over to a person, which may look like what is expected. */
    private static List<Violation> unexpectedFaults(Map<String, @Nullable Object> expected, Evaluation evaluation) {
        Verdict verdict = evaluation.verdict();
        if (!evaluation.isHandedOver()) {
            return List.of();
        }
        Set<@Nullable Object> named = new HashSet<>(codes(expected));
        if (expected.containsKey("intents")) {
            Tree.asList(expected.get("intents")).forEach(intent -> named.addAll(codes(Tree.asObject(intent))));
        }
        return verdict.reasons().stream()
                .filter(reason -> !named.contains(reason.code()))
                .map(reason -> new Violation(
                        "",
                        "the policy could not decide: " + reason.code() + ", " + reason.text() + " If that is meant,"
                                + " expect the code among reasons"))
                .toList();
    }

    private static List<@Nullable Object> codes(Map<String, @Nullable Object> expected) {
        return expected.containsKey("reasons") ? Tree.asList(expected.get("reasons")) : List.of();
    }

    private static Map<String, @Nullable Object> trace(Evaluation evaluation) {
        return Tree.asObject(StrictJson.read(evaluation.traceJson().getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable Object signalField(Map<String, @Nullable Object> body, String name) {
        return body.get("signal") instanceof Map<?, ?> signal
                ? Tree.asObject(signal).get(name)
                : null;
    }
}
