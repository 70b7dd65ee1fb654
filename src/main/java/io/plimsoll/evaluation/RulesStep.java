package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Manifest.RuleStep;
import io.plimsoll.evaluation.rules.RuleBase;
import io.plimsoll.evaluation.rules.RuleFile;
import io.plimsoll.evaluation.rules.RuleRun;
import io.plimsoll.platform.Tree;
import java.util.List;

/** A file of rules that is ready to run. Immutable and thread-safe. */
final class RulesStep {
    /** Activations in one run. A sensible rule fires a few times per signal of the bounded history. */
    static final int BUDGET = 10_000;

    private final RuleStep step;
    private final RuleFile file;
    private final RuleBase base;

    RulesStep(RuleStep step, RuleFile file, RuleBase base) {
        this.step = step;
        this.file = file;
        this.base = base;
    }

    /** What it was compiled from. */
    RuleFile file() {
        return file;
    }

    RuleStep step() {
        return step;
    }

    Phase phase() {
        return step.phase();
    }

    List<String> ruleNames() {
        return base.names();
    }

    /**
     * What the rules said.
     *
     * @param results what they inserted, in canonical order
     * @param faults why nothing may be used; empty when all went well
     * @param trace the beginning of the step's trace, for others to go on
     */
    record Run(List<Record> results, List<Reason> faults, Tree.Builder trace) {}

    /** MUST depend on nothing but the argument, and does not throw: what goes wrong is a fault of the result. */
    Run run(List<Record> facts) {
        Tree.Builder trace = Tree.object().put("phase", step.phase()).put("rules", step.path());
        try {
            return base.run(facts, BUDGET, KnownFacts::name)
                    .fold(
                            completed -> new Run(
                                    completed.results(),
                                    List.of(),
                                    trace.put(
                                            "fired",
                                            completed.firings().stream()
                                                    .map(firing -> Tree.object()
                                                            .put("rule", firing.rule())
                                                            .put("facts", firing.facts())
                                                            .build())
                                                    .toList())),
                            faulted -> faulted(faulted.fault(), trace));
        } catch (RuntimeException | StackOverflowError e) {
            // An engine that breaks is a fault like any other: what it throws is not the caller's to see.
            return faulted(RuleRun.Fault.RULE_FAILED, trace);
        }
    }

    private Run faulted(RuleRun.Fault fault, Tree.Builder trace) {
        EngineReason reason =
                switch (fault) {
                    case RULE_FAILED -> EngineReason.RULE_FAILED;
                    case BUDGET_EXHAUSTED, TOO_MANY_COMBINATIONS -> EngineReason.RULES_TOO_COSTLY;
                };
        return new Run(List.of(), List.of(reason.reason(step.path())), trace.put("fired", List.of()));
    }

    void close() {
        base.close();
    }
}
