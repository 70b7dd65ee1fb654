package io.plimsoll.evaluation.rules;

import io.plimsoll.platform.Position;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that has a value. */
sealed interface Expression {
    Position at();

    <R> R fold(Function<Literal, R> literal, Function<Read, R> read, Function<Arithmetic, R> arithmetic);

    /** What a literal can be. */
    enum LiteralKind {
        NUMBER,
        TEXT,
        FLAG,
        NOTHING
    }

    /** What can be done with numbers. */
    enum Operation {
        PLUS("+"),
        MINUS("-"),
        TIMES("*");

        final String symbol;

        Operation(String symbol) {
            this.symbol = symbol;
        }
    }

    /** @param text the value: a plain decimal without trailing zeros, the characters of a text, true, false or null */
    record Literal(LiteralKind kind, String text, Position at) implements Expression {
        @Override
        public <R> R fold(Function<Literal, R> literal, Function<Read, R> read, Function<Arithmetic, R> arithmetic) {
            return literal.apply(this);
        }
    }

    /**
     * A field of the pattern in which it stands, a binding, or a field of a binding.
     *
     * @param binding with its dollar sign; null for a field of the pattern itself
     * @param field null for the binding itself; one of the two is there
     */
    record Read(@Nullable String binding, @Nullable String field, Position at) implements Expression {
        String text() {
            return binding == null ? String.valueOf(field) : field == null ? binding : binding + "." + field;
        }

        @Override
        public <R> R fold(Function<Literal, R> literal, Function<Read, R> read, Function<Arithmetic, R> arithmetic) {
            return read.apply(this);
        }
    }

    /** A sum, a difference or a product. */
    record Arithmetic(Operation operation, Expression left, Expression right, Position at) implements Expression {
        @Override
        public <R> R fold(Function<Literal, R> literal, Function<Read, R> read, Function<Arithmetic, R> arithmetic) {
            return arithmetic.apply(this);
        }
    }
}
