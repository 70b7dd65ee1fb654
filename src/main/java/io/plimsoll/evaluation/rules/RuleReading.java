package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.Finding;
import java.util.List;
import java.util.function.Function;

/** What became of a file of rules. */
public sealed interface RuleReading {
    <R> R fold(Function<Readable, R> readable, Function<Refused, R> refused);

    /** It is inside the grammar, and its types fit. */
    record Readable(RuleFile file) implements RuleReading {
        @Override
        public <R> R fold(Function<Readable, R> readable, Function<Refused, R> refused) {
            return readable.apply(this);
        }
    }

    /** It is not; every finding is an error and says where and what to write instead. */
    record Refused(List<Finding> findings) implements RuleReading {
        public Refused {
            findings = List.copyOf(findings);
        }

        @Override
        public <R> R fold(Function<Readable, R> readable, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
