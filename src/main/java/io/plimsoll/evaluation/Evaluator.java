package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one function that decides. It MUST NOT read a clock, a database, the network or a random number, and whatever goes
 * wrong in it becomes a verdict that hands over to a person.
 */
public final class Evaluator {
    private Evaluator() {}

    /** @return byte-equal for equal arguments; never null, never an exception because of a policy or a situation */
    public static Evaluation evaluate(CompiledPolicy policy, Situation situation) {
        Manifest manifest = policy.manifest();
        String requestType = situation.submission().requestType();
        List<String> missing = policy.contract().missing(situation.submission());
        if (!missing.isEmpty()) {
            Reason fault = EngineReason.INSUFFICIENT_CONTEXT.reason(String.join(", ", missing));
            return handOver(manifest, requestType, List.of(fault), missing, List.of());
        }

        List<Reason> faults = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        for (CompiledStep step : policy.steps()) {
            if (step.step().appliesTo(requestType)) {
                StepResult result = run(step, situation);
                steps.add(result.trace());
                faults.addAll(result.faults());
                if (result.answer() != null) {
                    Answer answer = new AnswerReader(manifest, requestType, faults).read(result.answer());
                    if (answer != null) {
                        answers.add(answer);
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            return handOver(manifest, requestType, faults, List.of(), steps);
        }
        Verdict verdict = answers.isEmpty() ? byDefault(manifest) : combine(manifest, answers);
        return new Evaluation(verdict, trace(List.of(), List.of(), steps));
    }

    /** An engine that breaks is a fault like any other: what it throws is not the caller's to see. */
    private static StepResult run(CompiledStep step, Situation situation) {
        try {
            return step.run(situation);
        } catch (RuntimeException | StackOverflowError e) {
            Step broken = step.step();
            return new StepResult(
                    null,
                    List.of(EngineReason.EVALUATION_FAILED.reason(broken.decision())),
                    Tree.object()
                            .put("phase", broken.phase())
                            .put("model", broken.model())
                            .put("decision", broken.decision())
                            .put("inputs", Map.of())
                            .put("decisions", List.of())
                            .put("tables", List.of())
                            .put("messages", List.of("BROKEN"))
                            .build());
        }
    }

    private static Verdict combine(Manifest manifest, List<Answer> answers) {
        Outcome outcome = Outcome.DISMISS;
        int severity = Verdict.LEAST_SEVERITY;
        Route route = null;
        List<Intent> intents = new ArrayList<>();
        Set<Reason> reasons = new LinkedHashSet<>();
        for (Answer answer : answers) {
            Outcome own = answer.outcome() == null ? Outcome.DISMISS : answer.outcome();
            for (Intent intent : answer.intents()) {
                own = own.or(intent.disposition().outcome());
                intents.add(intent);
                reasons.addAll(intent.reasons());
            }
            reasons.addAll(answer.reasons());
            if (answer.route() != null && (route == null || own.compareTo(outcome) > 0)) {
                route = answer.route();
            }
            outcome = outcome.or(own);
            severity = Math.max(severity, answer.severity() == null ? Verdict.LEAST_SEVERITY : answer.severity());
        }
        boolean person = outcome == Outcome.ESCALATE || outcome == Outcome.ASK_APPROVAL;
        Route to = person && route == null ? manifest.handover().route() : route;
        return new Verdict(outcome, severity, to, intents, List.copyOf(reasons), List.of());
    }

    private static Verdict byDefault(Manifest manifest) {
        Manifest.Default byDefault = manifest.byDefault();
        Reason reason =
                new Reason(byDefault.reason(), manifest.reasons().getOrDefault(byDefault.reason(), byDefault.reason()));
        boolean person = byDefault.outcome() == Outcome.ESCALATE || byDefault.outcome() == Outcome.ASK_APPROVAL;
        Route route = person ? manifest.handover().route() : null;
        return new Verdict(byDefault.outcome(), byDefault.severity(), route, List.of(), List.of(reason), List.of());
    }

    /** The safe verdict: nobody may do what was asked, and a person looks at it. */
    private static Evaluation handOver(
            Manifest manifest,
            @Nullable String requestType,
            List<Reason> faults,
            List<String> missing,
            List<Map<String, @Nullable Object>> steps) {
        List<Reason> distinct = List.copyOf(new LinkedHashSet<>(faults));
        List<Intent> intents = requestType == null
                ? List.of()
                : List.of(new Intent(requestType, Disposition.REFUSED, null, Map.of(), null, distinct));
        Manifest.Handover to = manifest.handover();
        Verdict verdict = new Verdict(Outcome.ESCALATE, to.severity(), to.route(), intents, distinct, List.of());
        return new Evaluation(verdict, trace(distinct, missing, steps));
    }

    private static Map<String, @Nullable Object> trace(
            List<Reason> faults, List<String> missing, List<Map<String, @Nullable Object>> steps) {
        return Tree.object()
                .put("faults", faults.stream().map(Reason::code).distinct().toList())
                .put("missing", missing)
                .put("steps", steps)
                .build();
    }
}
