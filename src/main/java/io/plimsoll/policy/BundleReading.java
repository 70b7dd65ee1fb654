package io.plimsoll.policy;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.PolicyBundle;
import java.util.List;
import java.util.function.Function;

/** What became of something that was handed in as a bundle. */
public sealed interface BundleReading {
    <R> R fold(Function<Readable, R> readable, Function<Refused, R> refused);

    /** Its files are within bounds; what is in them is for the {@link Gate} to say. */
    record Readable(PolicyBundle bundle) implements BundleReading {
        @Override
        public <R> R fold(Function<Readable, R> readable, Function<Refused, R> refused) {
            return readable.apply(this);
        }
    }

    /** They are not; every finding is an error. */
    record Refused(List<Finding> findings) implements BundleReading {
        public Refused {
            findings = List.copyOf(findings);
        }

        @Override
        public <R> R fold(Function<Readable, R> readable, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
