package io.plimsoll.evaluation.rules;

import io.plimsoll.platform.Position;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One line of a rule's left side. */
sealed interface Condition {
    Position at();

    <R> R fold(Function<Pattern, R> pattern, Function<Quantified, R> quantified, Function<Accumulate, R> accumulate);

    /** What an accumulate can compute. */
    enum Measure {
        COUNT("count", "Count"),
        SUM("sum", "Sum"),
        MIN("min", "Least"),
        MAX("max", "Most"),
        AVERAGE("average", "Average");

        final String word;
        /** The class inside {@link Tally} that does it. */
        final String type;

        Measure(String word, String type) {
            this.word = word;
            this.type = type;
        }

        /** Whether there is no value when there is no fact. */
        boolean mayBeNothing() {
            return this == MIN || this == MAX || this == AVERAGE;
        }
    }

    /**
     * A fact of a type.
     *
     * @param binding with its dollar sign
     */
    record Pattern(@Nullable String binding, String type, List<Constraint> constraints, Position at)
            implements Condition {
        public Pattern {
            constraints = List.copyOf(constraints);
        }

        @Override
        public <R> R fold(
                Function<Pattern, R> pattern, Function<Quantified, R> quantified, Function<Accumulate, R> accumulate) {
            return pattern.apply(this);
        }
    }

    /** No such facts, or some. */
    record Quantified(boolean negated, List<Pattern> patterns, Position at) implements Condition {
        public Quantified {
            patterns = List.copyOf(patterns);
        }

        @Override
        public <R> R fold(
                Function<Pattern, R> pattern, Function<Quantified, R> quantified, Function<Accumulate, R> accumulate) {
            return quantified.apply(this);
        }
    }

    /** One result of an accumulate. */
    record Aggregate(String binding, Measure function, Expression argument, Position at) {}

    /**
     * Numbers computed over all facts that fit.
     *
     * @param having what the results have to satisfy
     */
    record Accumulate(List<Pattern> source, List<Aggregate> results, List<Constraint> having, Position at)
            implements Condition {
        public Accumulate {
            source = List.copyOf(source);
            results = List.copyOf(results);
            having = List.copyOf(having);
        }

        @Override
        public <R> R fold(
                Function<Pattern, R> pattern, Function<Quantified, R> quantified, Function<Accumulate, R> accumulate) {
            return accumulate.apply(this);
        }
    }
}
