package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one function that decides: perceive, decide, govern, guard. It MUST NOT read a clock, a database, the network or a
 * random number, and whatever goes wrong in it becomes a verdict that hands over to a person.
 */
public final class Evaluator {
    private final CompiledPolicy policy;
    private final @Nullable CompiledPolicy guardrails;
    private final Situation situation;
    private final KnownFacts facts;
    private final @Nullable String requestType;
    private final List<Reason> faults = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> steps = new ArrayList<>();
    private final ControlTrace controls = new ControlTrace();
    private final Supplier<TableLog> logs;

    private Evaluator(
            CompiledPolicy policy, @Nullable CompiledPolicy guardrails, Situation situation, Supplier<TableLog> logs) {
        this.logs = logs;
        this.policy = policy;
        this.guardrails = guardrails;
        this.situation = situation;
        this.facts = new KnownFacts(situation);
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
        return evaluate(policy, guardrails, situation, TableLog::new);
    }

    /**
     * The same, with somebody looking on.
     *
     * @param logs asked for a new log by every step that asks tables, in the order of the trace
     */
    static Evaluation evaluate(
            CompiledPolicy policy, @Nullable CompiledPolicy guardrails, Situation situation, Supplier<TableLog> logs) {
        Evaluator evaluator = new Evaluator(policy, guardrails, situation, logs);
        List<Control> stopping = situation.controls().stopping();
        if (!stopping.isEmpty()) {
            return evaluator.stopped(stopping);
        }
        List<String> missing = new ArrayList<>(policy.contract().missing(situation.submission()));
        if (guardrails != null) {
            missing.addAll(guardrails.contract().missing(situation.submission()));
        }
        if (!missing.isEmpty()) {
            evaluator.faults.add(
                    EngineReason.INSUFFICIENT_CONTEXT.reason(String.join(", ", new LinkedHashSet<>(missing))));
            return evaluator.handOver(missing.stream().distinct().toList());
        }
        return evaluator.evaluate();
    }

    /** The safe verdict for a decision that could not be recorded, because others were always quicker. */
    public static Evaluation contended(CompiledPolicy policy, Situation situation) {
        Evaluator evaluator = new Evaluator(policy, null, situation, TableLog::new);
        evaluator.faults.add(EngineReason.CONTENDED.reason());
        return evaluator.handOver(List.of());
    }

    private Evaluation evaluate() {
        Features features = perceive();
        List<Answer> answers = faults.isEmpty()
                ? decide(EnvelopeInputs.values(policy.manifest(), situation, features.values()))
                : List.of();
        if (!faults.isEmpty()) {
            return handOver(List.of());
        }
        Draft draft = propose(answers);
        if (faults.isEmpty()) {
            govern(draft, features);
        }
        if (!faults.isEmpty()) {
            return handOver(List.of());
        }
        Evaluation.Proposed proposed = stopActions(draft);
        return guardrails == null
                ? new Evaluation(
                        proposed.verdict(), trace(List.of(), List.of(), null), proposed.limits(), proposed.granted())
                : guarded(guardrails, proposed, features);
    }

    /** What the tables say, or what a person says instead; the limits of the policy stay. */
    private Draft propose(List<Answer> answers) {
        Manifest manifest = policy.manifest();
        Draft policys = new Draft(manifest, requestType, answers.isEmpty() ? List.of(byDefault(manifest)) : answers);
        Control override = situation.controls().override().orElse(null);
        if (override == null) {
            return policys;
        }
        controls.overridden(override, policys.verdict());
        Answer answer = OverrideAnswer.read(override, manifest, requestType, policys.limits(), faults);
        return answer == null ? policys : new Draft(manifest, requestType, List.of(answer));
    }

    private Evaluation.Proposed stopActions(Draft draft) {
        Verdict governed = draft.verdict();
        ActionStop stop = ActionStop.of(
                governed, situation.controls(), policy.manifest().handover().route());
        for (String action : stop.stopped()) {
            situation.controls().stopping(action).forEach(each -> controls.stopped(each, action));
        }
        Set<String> granted = new TreeSet<>(granted(governed));
        granted.retainAll(granted(stop.verdict()));
        return new Evaluation.Proposed(stop.verdict(), draft.limits(), granted);
    }

    /** Nothing is evaluated. */
    private Evaluation stopped(List<Control> by) {
        boolean hold = by.get(0).kind() == Control.Kind.HOLD;
        faults.add((hold ? EngineReason.ON_HOLD : EngineReason.KILL_SWITCH).reason());
        by.forEach(each -> controls.applied(each));
        return handOver(List.of());
    }

    private Features perceive() {
        List<Record> results = new ArrayList<>();
        for (RulesStep step : policy.rules(Phase.PERCEIVE)) {
            RulesStep.Run run = step.run(facts.perceived());
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
                StepResult result = step.run(known, logs.get());
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

    private void govern(Draft draft, Features features) {
        for (RulesStep step : policy.rules(Phase.GOVERN)) {
            RulesStep.Run run = step.run(known(features, draft.verdict(), draft.limits()));
            faults.addAll(run.faults());
            steps.add(run.trace()
                    .put("applied", draft.apply(run.results(), faults))
                    .build());
        }
    }

    private List<Record> known(Features features, Verdict proposed, List<Limit> limits) {
        List<Record> known = new ArrayList<>(facts.perceived());
        known.addAll(features.facts());
        known.addAll(facts.proposed(proposed, limits));
        return known;
    }

    private Evaluation guarded(CompiledPolicy guard, Evaluation.Proposed proposed, Features features) {
        Verdict verdict = proposed.verdict();
        Restriction restriction = new Restriction(guard.manifest(), verdict, faults);
        guardTables(guard, restriction, verdict, features);
        for (RulesStep step : guard.rules(Phase.GUARD)) {
            RulesStep.Run run = step.run(known(features, restriction.verdict(), proposed.limits()));
            faults.addAll(run.faults());
            restriction.rules(run.results());
            steps.add(run.trace().build());
        }
        if (!faults.isEmpty()) {
            return handOver(List.of());
        }
        Verdict restricted = restriction.verdict();
        Set<String> granted = new TreeSet<>(proposed.granted());
        granted.retainAll(granted(restricted));
        return new Evaluation(restricted, trace(List.of(), List.of(), restriction.trace()), proposed.limits(), granted);
    }

    private void guardTables(CompiledPolicy guard, Restriction restriction, Verdict verdict, Features features) {
        Map<String, @Nullable Object> values;
        try {
            values = EnvelopeInputs.facts(guard.manifest(), situation);
        } catch (RuntimeException e) {
            // The policy's contract lets a fact pass that the guardrails do not understand.
            faults.add(EngineReason.EVALUATION_FAILED.reason("the facts do not fit the guardrails"));
            return;
        }
        values.putAll(EnvelopeInputs.envelope(policy.manifest(), situation, features.values()));
        values.put(EnvelopeInputs.PROPOSED_OUTCOME, verdict.outcome().name());
        values.put(EnvelopeInputs.PROPOSED_SEVERITY, BigDecimal.valueOf(verdict.severity()));
        for (DecideStep step : guard.tables()) {
            if (step.step().eachIntent()) {
                guardIntents(guard, step, restriction, verdict, values);
            } else {
                GuardAnswer answer = ask(guard, step, values, null);
                if (answer != null) {
                    restriction.verdict(answer);
                }
            }
        }
    }

    /** Each is asked about as the policy proposed it. */
    private void guardIntents(
            CompiledPolicy guard,
            DecideStep step,
            Restriction restriction,
            Verdict verdict,
            Map<String, @Nullable Object> known) {
        for (int i = 0; i < verdict.intents().size(); i++) {
            Intent intent = verdict.intents().get(i);
            if (intent.disposition() != Disposition.REFUSED) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>(known);
                values.put(EnvelopeInputs.INTENT_TYPE, intent.type());
                values.put(
                        EnvelopeInputs.INTENT_DISPOSITION, intent.disposition().name());
                values.put(
                        EnvelopeInputs.INTENT_AMOUNT,
                        intent.ceiling() == null ? null : intent.ceiling().amount());
                GuardAnswer answer = ask(guard, step, values, intent.type());
                if (answer != null) {
                    restriction.intent(i, answer);
                }
            }
        }
    }

    private @Nullable GuardAnswer ask(
            CompiledPolicy guard, DecideStep step, Map<String, @Nullable Object> values, @Nullable String intent) {
        StepResult result = step.run(values, logs.get());
        Tree.Builder trace = Tree.object();
        result.trace().forEach(trace::put);
        steps.add(trace.put("intent", intent).build());
        faults.addAll(result.faults());
        return GuardAnswer.read(result.answer(), guard.manifest(), faults);
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

    private static Answer byDefault(Manifest manifest) {
        Manifest.Default byDefault = manifest.byDefault();
        String text = manifest.reasonText(byDefault.reason());
        Reason reason = new Reason(byDefault.reason(), text == null ? byDefault.reason() : text);
        return new Answer(byDefault.outcome(), byDefault.severity(), null, List.of(), List.of(reason), List.of());
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
        if (!controls.isEmpty()) {
            trace.put("controls", controls.tree());
        }
        return (guard == null ? trace : trace.put("guardrails", guard)).build();
    }
}
