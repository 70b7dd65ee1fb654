package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Finding;
import java.util.List;
import java.util.function.Function;

/**
 * What became of a question to a bundle of a stranger.
 *
 * @param <A> what it answers
 */
public sealed interface Tried<A> {
    <R> R fold(Function<Answered<A>, R> answered, Function<Rejected<A>, R> rejected, Function<Stopped<A>, R> stopped);

    /**
     * It answered.
     *
     * @param findings what the compiler says of the bundle; for models, errors of parts that may play no part in the answer
     */
    record Answered<A>(A answer, List<Finding> findings) implements Tried<A> {
        public Answered {
            findings = List.copyOf(findings);
        }

        @Override
        public <R> R fold(
                Function<Answered<A>, R> answered, Function<Rejected<A>, R> rejected, Function<Stopped<A>, R> stopped) {
            return answered.apply(this);
        }
    }

    /** It does not compile; at least one finding is an error. */
    record Rejected<A>(List<Finding> findings) implements Tried<A> {
        public Rejected {
            findings = List.copyOf(findings);
        }

        @Override
        public <R> R fold(
                Function<Answered<A>, R> answered, Function<Rejected<A>, R> rejected, Function<Stopped<A>, R> stopped) {
            return rejected.apply(this);
        }
    }

    /**
     * It was stopped, or ended, before it answered.
     *
     * @param detail for its author, for example {@code stopped after 5 s}
     */
    record Stopped<A>(Stop stop, String detail) implements Tried<A> {
        @Override
        public <R> R fold(
                Function<Answered<A>, R> answered, Function<Rejected<A>, R> rejected, Function<Stopped<A>, R> stopped) {
            return stopped.apply(this);
        }
    }
}
