package io.plimsoll.scenario;

import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.LexiconScorer;
import io.plimsoll.evaluation.Scorer;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    /** The service scores unscored text; a scenario must see the same situation. */
    private static final Scorer SCORER = LexiconScorer.load();

    private final CompiledPolicy policy;
    private final @Nullable CompiledPolicy guardrails;
    private final String source;
    private final Chronicle chronicle;
    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, Control> controls = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();

    private ScenarioRunner(CompiledPolicy policy, @Nullable CompiledPolicy guardrails, String source) {
        this.policy = policy;
        this.guardrails = guardrails;
        this.source = source;
        this.chronicle = new Chronicle(policy.manifest());
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
        ScenarioRunner runner = new ScenarioRunner(policy, guardrails, scenario.source());
        for (Entry entry : scenario.timeline()) {
            runner.differences.addAll(entry.fold(runner::run, runner::run, runner::run));
        }
        List<String> differences = runner.differences;
        return differences.size() <= MAX_DIFFERENCES ? differences : differences.subList(0, MAX_DIFFERENCES);
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
        List<Violation> violations = violations(moment.body());
        if (!violations.isEmpty()) {
            return moment.place().ofBody(violations);
        }
        Evaluation evaluation = before == null ? decide(moment.body(), moment.at()) : before.evaluation();
        sent.putIfAbsent(id, new Sent(content, evaluation));
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
            List<Violation> violations = violations(body);
            if (!violations.isEmpty()) {
                return storm.place().ofBody(violations);
            }
            Evaluation evaluation = decide(body, storm.at(i));
            totals.add(evaluation.verdict());
            List<Violation> faults = unexpectedFaults(Map.of(), evaluation);
            if (!faults.isEmpty()) {
                return storm.place().ofExpectation(faults);
            }
        }
        return storm.place().ofExpectation(totals.differences(storm.expect()));
    }

    private List<String> run(Entry.Measure measure) {
        if (measure.set() == null) {
            controls.remove(measure.id());
        } else {
            controls.put(measure.id(), measure.set());
        }
        return List.of();
    }

    private List<Violation> violations(Map<String, @Nullable Object> body) {
        List<Violation> violations = policy.contract().violations(body);
        return violations.isEmpty() ? policy.contract().contradictions(Submission.of(body)) : violations;
    }

    private Evaluation decide(Map<String, @Nullable Object> body, @Nullable Instant at) {
        Submission unscored = Submission.of(body);
        Submission submission = unscored.with(unscored.signal().scoredBy(SCORER));
        Instant instant = at == null ? submission.signal().occurredAt() : at;
        Situation situation = chronicle.situation(source, instant, submission).under(controls.values());
        Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation);
        chronicle.add(Consequences.of(policy.manifest(), source, situation, evaluation));
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
