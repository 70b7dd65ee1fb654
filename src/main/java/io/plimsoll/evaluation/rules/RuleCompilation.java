package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.Finding;
import java.util.List;
import java.util.function.Function;

/** What became of rules that were given to the engine. */
public sealed interface RuleCompilation {
    <R> R fold(Function<Compiled, R> compiled, Function<Rejected, R> rejected);

    /** They can be run. Whoever gets them MUST close them. */
    record Compiled(RuleBase base) implements RuleCompilation {
        @Override
        public <R> R fold(Function<Compiled, R> compiled, Function<Rejected, R> rejected) {
            return compiled.apply(this);
        }
    }

    /** They cannot; every finding is an error. */
    record Rejected(List<Finding> findings) implements RuleCompilation {
        public Rejected {
            findings = List.copyOf(findings);
        }

        @Override
        public <R> R fold(Function<Compiled, R> compiled, Function<Rejected, R> rejected) {
            return rejected.apply(this);
        }
    }
}
