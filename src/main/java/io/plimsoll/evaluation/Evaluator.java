package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one function that decides: perceive, decide, govern, guard. It MUST NOT read a clock, a database, the network or a
 * random number, and whatever goes wrong in it becomes a verdict that hands over to a person.
 */
public final class Evaluator {
    private final CompiledPolicy policy;
    private final @Nullable CompiledPolicy guardrails;
    private final Situation situation;
    private final @Nullable String requestType;
    private final List<Reason> faults = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> steps = new ArrayList<>();

    private Evaluator(CompiledPolicy policy, @Nullable CompiledPolicy guardrails, Situation situation) {
        this.policy = policy;
        this.guardrails = guardrails;
        this.situation = situation;
        this.requestType = situation.submission().requestType();
    }

    /** The same without guardrails. */
    public static Evaluation evaluate(CompiledPolicy policy, Situation situation) {
        return evaluate(policy, null, situation);
    }

    /**
     * Decides.
     *
     * @param guardrails restrict what the policy says; null for none
     * @return byte-equal for equal arguments; never null, never an exception because of a policy or a situation
     */
    public static Evaluation evaluate(CompiledPolicy policy, @Nullable CompiledPolicy guardrails, Situation situation) {
        List<String> missing = policy.contract().missing(situation.submission());
        Evaluator evaluator = new Evaluator(policy, guardrails, situation);
        if (!missing.isEmpty()) {
            evaluator.faults.add(EngineReason.INSUFFICIENT_CONTEXT.reason(String.join(", ", missing)));
            return evaluator.handOver(missing);
        }
        return evaluator.evaluate();
    }

    /** The safe verdict for a decision that could not be recorded, because others were always quicker. */
    public static Evaluation contended(CompiledPolicy policy, Situation situation) {
        Evaluator evaluator = new Evaluator(policy, null, situation);
        evaluator.faults.add(EngineReason.CONTENDED.reason());
        return evaluator.handOver(List.of());
    }

    private Evaluation evaluate() {
        Background background = situation.background();
        KnownFacts facts = background == null ? null : new KnownFacts(situation, background);
        List<Record> perceived = facts == null ? List.of() : facts.perceived();
        Features features = perceive(perceived);
        Map<String, @Nullable Object> known = EnvelopeInputs.values(policy.manifest(), situation, features.values());
        List<Answer> answers = faults.isEmpty() ? decide(known) : List.of();
        if (!faults.isEmpty()) {
            return handOver(List.of());
        }
        if (answers.isEmpty()) {
            return guarded(byDefault(policy.manifest()), List.of(), perceived, features, known);
        }
        Draft draft = new Draft(policy.manifest(), requestType, answers);
        List<Record> all = new ArrayList<>(perceived);
        all.addAll(features.facts());
        govern(draft, facts, all);
        return faults.isEmpty()
                ? guarded(draft.verdict(), draft.limits(), perceived, features, known)
                : handOver(List.of());
    }

    private Features perceive(List<Record> perceived) {
        List<Record> results = new ArrayList<>();
        for (RulesStep step : policy.rules(Phase.PERCEIVE)) {
            RulesStep.Run run = step.run(perceived);
            faults.addAll(run.faults());
            results.addAll(run.results());
            steps.add(run.trace().build());
        }
        Features features = Features.of(policy.manifest(), results);
        faults.addAll(features.faults());
        if (!policy.manifest().features().isEmpty()) {
            steps.add(Tree.object()
                    .put("phase", Phase.PERCEIVE)
                    .put("features", features.tree())
                    .build());
        }
        return features;
    }

    private List<Answer> decide(Map<String, @Nullable Object> known) {
        List<Answer> answers = new ArrayList<>();
        for (DecideStep step : policy.tables()) {
            if (step.step().appliesTo(requestType)) {
                StepResult result = step.run(known);
                steps.add(result.trace());
                faults.addAll(result.faults());
                if (result.answer() != null) {
                    Answer answer = new AnswerReader(policy.manifest(), requestType, faults).read(result.answer());
                    if (answer != null) {
                        answers.add(answer);
                    }
                }
            }
        }
        return answers;
    }

    private void govern(Draft draft, @Nullable KnownFacts facts, List<Record> perceived) {
        for (RulesStep step : policy.rules(Phase.GOVERN)) {
            List<Record> all = new ArrayList<>(perceived);
            if (facts != null) {
                all.addAll(facts.proposed(draft.verdict(), draft.limits()));
            }
            RulesStep.Run run = step.run(all);
            faults.addAll(run.faults());
            steps.add(run.trace()
                    .put("applied", draft.apply(run.results(), faults))
                    .build());
        }
    }

    private Evaluation guarded(
            Verdict verdict,
            List<Limit> limits,
            List<Record> perceived,
            Features features,
            Map<String, @Nullable Object> known) {
        if (guardrails == null) {
            return new Evaluation(verdict, trace(List.of(), List.of(), null), limits, granted(verdict));
        }
        Restriction restriction = new Restriction(guardrails.manifest(), verdict);
        guardTables(guardrails, restriction, verdict, known);
        Background background = situation.background();
        for (RulesStep step : guardrails.rules(Phase.GUARD)) {
            List<Record> all = new ArrayList<>(perceived);
            all.addAll(features.facts());
            if (background != null) {
                all.addAll(new KnownFacts(situation, background).proposed(restriction.verdict(), List.of()));
            }
            RulesStep.Run run = step.run(all);
            faults.addAll(run.faults());
            restriction.rules(run.results(), faults);
            steps.add(run.trace().build());
        }
        if (!faults.isEmpty()) {
            return handOver(List.of());
        }
        Verdict restricted = restriction.verdict();
        Set<String> granted = new TreeSet<>(granted(verdict));
        granted.retainAll(granted(restricted));
        return new Evaluation(restricted, trace(List.of(), List.of(), restriction.trace()), limits, granted);
    }

    private void guardTables(
            CompiledPolicy guard, Restriction restriction, Verdict verdict, Map<String, @Nullable Object> known) {
        Map<String, @Nullable Object> values = EnvelopeInputs.values(guard.manifest(), situation, Map.of());
        values.putAll(known);
        values.put(EnvelopeInputs.PROPOSED_OUTCOME, verdict.outcome().name());
        values.put(EnvelopeInputs.PROPOSED_SEVERITY, BigDecimal.valueOf(verdict.severity()));
        for (DecideStep step : guard.tables()) {
            if (!step.step().appliesTo(requestType)) {
                continue;
            }
            if (!step.step().eachIntent()) {
                GuardAnswer answer = ask(step, values, null);
                if (answer != null) {
                    restriction.verdict(answer);
                }
                continue;
            }
            for (int i = 0; i < verdict.intents().size(); i++) {
                Intent intent = verdict.intents().get(i);
                if (intent.disposition() != Disposition.REFUSED) {
                    values.put(EnvelopeInputs.INTENT_TYPE, intent.type());
                    values.put(
                            EnvelopeInputs.INTENT_DISPOSITION,
                            intent.disposition().name());
                    values.put(
                            EnvelopeInputs.INTENT_AMOUNT,
                            intent.ceiling() == null ? null : intent.ceiling().amount());
                    GuardAnswer answer = ask(step, values, intent.type());
                    if (answer != null) {
                        restriction.intent(i, answer);
                    }
                }
            }
        }
    }

    private @Nullable GuardAnswer ask(DecideStep step, Map<String, @Nullable Object> values, @Nullable String intent) {
        StepResult result = step.run(values);
        Tree.Builder trace = Tree.object();
        result.trace().forEach(trace::put);
        steps.add(trace.put("intent", intent).build());
        faults.addAll(result.faults());
        return guardrails == null ? null : GuardAnswer.read(result.answer(), guardrails.manifest(), faults);
    }

    /** What limits may count: intents that may be carried out, and people who are asked. */
    private static Set<String> granted(Verdict verdict) {
        Set<String> granted = new TreeSet<>();
        for (Intent intent : verdict.intents()) {
            if (intent.disposition() != Disposition.REFUSED) {
                granted.add(intent.type());
            }
        }
        String person = Grant.personAsked(verdict);
        if (person != null) {
            granted.add(person);
        }
        return granted;
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
    private Evaluation handOver(List<String> missing) {
        List<Reason> distinct = List.copyOf(new LinkedHashSet<>(faults));
        List<Intent> intents = requestType == null
                ? List.of()
                : List.of(new Intent(requestType, Disposition.REFUSED, null, Map.of(), null, distinct));
        Manifest.Handover to = policy.manifest().handover();
        Verdict verdict = new Verdict(Outcome.ESCALATE, to.severity(), to.route(), intents, distinct, List.of());
        return Evaluation.handedOver(verdict, trace(distinct, missing, null));
    }

    private Map<String, @Nullable Object> trace(
            List<Reason> reasons, List<String> missing, @Nullable Map<String, @Nullable Object> guard) {
        Tree.Builder trace = Tree.object()
                .put("faults", reasons.stream().map(Reason::code).distinct().toList())
                .put("missing", missing)
                .put("steps", steps);
        return (guard == null ? trace : trace.put("guardrails", guard)).build();
    }
}
