package io.plimsoll.evaluation.rules;

import java.util.List;
import java.util.function.Function;

/** What rules made of facts. Equal for equal facts and rules, in whatever order the facts were given. */
public sealed interface RuleRun {
    <R> R fold(Function<Completed, R> completed, Function<Faulted, R> faulted);

    /** Why nothing of a run may be used. */
    enum Fault {
        /** More activations than the budget allows. */
        BUDGET_EXHAUSTED,
        /** A rule failed, for example because a number has too many digits or a result refused its values. */
        RULE_FAILED,
        /** So many combinations of facts that trying them would take the memory. */
        TOO_MANY_COMBINATIONS
    }

    /**
     * A rule that fired once.
     *
     * @param rule the author's name of it
     * @param facts the ids of the facts that it matched or counted, sorted, each once
     */
    record Firing(String rule, List<String> facts) {
        public Firing {
            facts = List.copyOf(facts);
        }
    }

    /**
     * Everything that could fire has fired.
     *
     * @param results what the rules inserted, each once, in canonical order
     * @param firings sorted by rule and facts
     */
    record Completed(List<Record> results, List<Firing> firings) implements RuleRun {
        public Completed {
            results = List.copyOf(results);
            firings = List.copyOf(firings);
        }

        /** How often a rule fired. */
        public int activations() {
            return firings.size();
        }

        @Override
        public <R> R fold(Function<Completed, R> completed, Function<Faulted, R> faulted) {
            return completed.apply(this);
        }
    }

    /** There is no result that may be used. */
    record Faulted(Fault fault) implements RuleRun {
        @Override
        public <R> R fold(Function<Completed, R> completed, Function<Faulted, R> faulted) {
            return faulted.apply(this);
        }
    }
}
