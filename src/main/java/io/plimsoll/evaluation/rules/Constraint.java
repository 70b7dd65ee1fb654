package io.plimsoll.evaluation.rules;

import io.plimsoll.platform.Position;
import java.util.List;
import java.util.function.Function;

/** Something that a pattern, or the result of an accumulate, demands. */
sealed interface Constraint {
    Position at();

    <R> R fold(
            Function<Bind, R> bind,
            Function<Comparison, R> comparison,
            Function<Membership, R> membership,
            Function<Junction, R> junction);

    /** How two values are compared. */
    enum Relation {
        EQUAL("==", "equal"),
        UNEQUAL("!=", "unequal"),
        LESS("<", "less"),
        AT_MOST("<=", "atMost"),
        GREATER(">", "greater"),
        AT_LEAST(">=", "atLeast");

        final String symbol;
        /** The function of {@link Exact} that does it. */
        final String function;

        Relation(String symbol, String function) {
            this.symbol = symbol;
            this.function = function;
        }

        boolean orders() {
            return this != EQUAL && this != UNEQUAL;
        }
    }

    /** Gives a field a name for the conditions that follow; demands nothing. */
    record Bind(String binding, String field, Position at) implements Constraint {
        @Override
        public <R> R fold(
                Function<Bind, R> bind,
                Function<Comparison, R> comparison,
                Function<Membership, R> membership,
                Function<Junction, R> junction) {
            return bind.apply(this);
        }
    }

    /** Compares two values. */
    record Comparison(Expression left, Relation relation, Expression right, Position at) implements Constraint {
        @Override
        public <R> R fold(
                Function<Bind, R> bind,
                Function<Comparison, R> comparison,
                Function<Membership, R> membership,
                Function<Junction, R> junction) {
            return comparison.apply(this);
        }
    }

    /** Looks a value up in a list of literals. */
    record Membership(Expression value, boolean negated, List<Expression.Literal> members, Position at)
            implements Constraint {
        public Membership {
            members = List.copyOf(members);
        }

        @Override
        public <R> R fold(
                Function<Bind, R> bind,
                Function<Comparison, R> comparison,
                Function<Membership, R> membership,
                Function<Junction, R> junction) {
            return membership.apply(this);
        }
    }

    /** All, or any, of at least two parts. */
    record Junction(boolean every, List<Constraint> parts, Position at) implements Constraint {
        public Junction {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R fold(
                Function<Bind, R> bind,
                Function<Comparison, R> comparison,
                Function<Membership, R> membership,
                Function<Junction, R> junction) {
            return junction.apply(this);
        }
    }
}
