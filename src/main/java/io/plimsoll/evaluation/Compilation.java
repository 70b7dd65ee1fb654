package io.plimsoll.evaluation;

import java.util.List;
import java.util.function.Function;

/** What became of a bundle. */
public sealed interface Compilation {
    <R> R fold(Function<Compiled, R> compiled, Function<Rejected, R> rejected);

    /** It can be evaluated. */
    record Compiled(CompiledPolicy policy, List<Finding> warnings) implements Compilation {
        public Compiled {
            warnings = List.copyOf(warnings);
        }

        @Override
        public <R> R fold(Function<Compiled, R> compiled, Function<Rejected, R> rejected) {
            return compiled.apply(this);
        }
    }

    /** It cannot; at least one finding is an error. */
    record Rejected(List<Finding> findings) implements Compilation {
        public Rejected {
            findings = List.copyOf(findings);
        }

        @Override
        public <R> R fold(Function<Compiled, R> compiled, Function<Rejected, R> rejected) {
            return rejected.apply(this);
        }
    }
}
