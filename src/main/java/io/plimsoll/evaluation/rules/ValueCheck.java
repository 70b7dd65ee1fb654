package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.rules.Constraint.Comparison;
import io.plimsoll.evaluation.rules.Constraint.Junction;
import io.plimsoll.evaluation.rules.Constraint.Membership;
import io.plimsoll.evaluation.rules.Expression.Arithmetic;
import io.plimsoll.evaluation.rules.Expression.Literal;
import io.plimsoll.evaluation.rules.Expression.LiteralKind;
import io.plimsoll.evaluation.rules.Expression.Read;
import io.plimsoll.evaluation.rules.RuleCheck.Scope;
import io.plimsoll.evaluation.rules.RuleTypes.FactType;
import io.plimsoll.evaluation.rules.RuleTypes.Kind;
import io.plimsoll.evaluation.rules.RuleTypes.ValueType;
import io.plimsoll.evaluation.rules.Tokens.Refusal;
import org.jspecify.annotations.Nullable;

/** Types of values and comparisons at one place of a rule. */
final class ValueCheck {
    private final Scope scope;
    private final @Nullable FactType own;

    /** @param own the type of the pattern that is being checked; null outside patterns */
    ValueCheck(Scope scope, @Nullable FactType own) {
        this.scope = scope;
        this.own = own;
    }

    void constraint(Constraint constraint) {
        constraint.<Boolean>fold(
                bind -> {
                    throw new Refusal(bind.at(), "bind apart from comparisons: $name : field, field > 3");
                },
                this::comparison,
                this::membership,
                this::junction);
    }

    private boolean junction(Junction junction) {
        junction.parts().forEach(this::constraint);
        return true;
    }

    private boolean comparison(Comparison comparison) {
        ValueType left = value(comparison.left());
        ValueType right = value(comparison.right());
        if (!reads(comparison.left()) && !reads(comparison.right())) {
            throw new Refusal(comparison.at(), "two literals are compared; name a field");
        }
        boolean nothing = left.kind() == Kind.NOTHING || right.kind() == Kind.NOTHING;
        boolean ordered = left.kind() == Kind.NUMBER || left.kind() == Kind.INSTANT;
        if (comparison.relation().orders() && (nothing || !ordered)) {
            throw new Refusal(
                    comparison.at(),
                    "only numbers and instants can be compared with " + comparison.relation().symbol
                            + "; use == or !=");
        }
        if (!nothing) {
            like(left, comparison.right(), right);
            like(right, comparison.left(), left);
        }
        return true;
    }

    private boolean membership(Membership membership) {
        ValueType value = value(membership.value());
        if (!reads(membership.value())) {
            throw new Refusal(membership.at(), "a literal is looked up; name a field");
        }
        for (Literal member : membership.members()) {
            if (member.kind() == LiteralKind.NOTHING) {
                throw new Refusal(member.at(), "compare with null apart: field == null");
            }
            like(value, member, value(member));
        }
        return true;
    }

    /** Refuses an expression that cannot be compared with a value of the wanted type. */
    private void like(ValueType wanted, Expression expression, ValueType given) {
        if (wanted.kind() == Kind.CHOICE && expression instanceof Literal literal && given.kind() == Kind.TEXT) {
            constant(wanted, literal);
            return;
        }
        boolean literalForChoice = given.kind() == Kind.CHOICE && wanted.kind() == Kind.TEXT;
        boolean same = wanted.kind() == given.kind()
                && (wanted.kind() == Kind.CHOICE || wanted.kind() == Kind.OTHER ? wanted.type() == given.type() : true);
        if (!same && !literalForChoice) {
            throw new Refusal(
                    expression.at(),
                    CanonicalText.value(expression) + " is " + given.kind().words + "; " + wanted.kind().words
                            + " is needed here" + example(wanted));
        }
        if (literalForChoice && !(expression instanceof Read)) {
            throw new Refusal(expression.at(), "write the value itself between double quotes");
        }
    }

    private static String example(ValueType wanted) {
        return switch (wanted.kind()) {
            case NUMBER -> ", for example 3 or -0.5";
            case TEXT -> ", for example \"returns\"";
            case FLAG -> ": true or false";
            case CHOICE -> ": one of " + RuleTypes.constants(wanted);
            case INSTANT -> ": another field that is an instant";
            case OTHER, NOTHING -> ": a field of the same type";
        };
    }

    private static void constant(ValueType choice, Literal literal) {
        if (!RuleTypes.constants(choice).contains(literal.text())) {
            throw new Refusal(
                    literal.at(),
                    "there is no value " + CanonicalText.value(literal) + " here; "
                            + Words.suggestion(literal.text(), RuleTypes.constants(choice)));
        }
    }

    /** What goes into a field of the result. */
    void assign(Expression expression, String field, ValueType wanted) {
        ValueType given = argument(expression);
        if (given.kind() == Kind.NOTHING) {
            throw new Refusal(expression.at(), field + " of a result may not be null");
        }
        if (wanted.kind() == Kind.TEXT && given.kind() == Kind.CHOICE) {
            throw new Refusal(expression.at(), field + " needs a text, not one of a fixed list");
        }
        like(wanted, expression, given);
    }

    /** The type of an expression that may also be a whole fact. */
    ValueType argument(Expression expression) {
        if (expression instanceof Read read
                && read.field() == null
                && scope.bindings().get(String.valueOf(read.binding())) instanceof FactType fact) {
            return new ValueType(Kind.OTHER, fact.type());
        }
        return value(expression);
    }

    ValueType value(Expression expression) {
        return expression.fold(ValueCheck::literal, this::read, this::arithmetic);
    }

    private static ValueType literal(Literal literal) {
        return switch (literal.kind()) {
            case NUMBER -> ValueType.NUMBER;
            case TEXT -> new ValueType(Kind.TEXT, String.class);
            case FLAG -> new ValueType(Kind.FLAG, boolean.class);
            case NOTHING -> new ValueType(Kind.NOTHING, Void.class);
        };
    }

    private ValueType arithmetic(Arithmetic arithmetic) {
        for (Expression operand : new Expression[] {arithmetic.left(), arithmetic.right()}) {
            ValueType type = value(operand);
            if (type.kind() != Kind.NUMBER) {
                throw new Refusal(
                        operand.at(),
                        CanonicalText.value(operand) + " is " + type.kind().words
                                + "; only numbers can be computed with");
            }
        }
        return ValueType.NUMBER;
    }

    private ValueType read(Read read) {
        if (read.binding() == null) {
            String field = String.valueOf(read.field());
            if (own == null) {
                throw new Refusal(read.at(), field + " cannot be read here; write $binding or $binding." + field);
            }
            return field(own, field, read);
        }
        Object bound = scope.bindings().get(read.binding());
        if (bound instanceof FactType fact) {
            if (read.field() == null) {
                throw new Refusal(
                        read.at(),
                        read.binding() + " is a whole " + fact.name() + "; name a field of it: " + read.binding() + "."
                                + fact.fields().keySet().iterator().next());
            }
            return field(fact, read.field(), read);
        }
        if (!(bound instanceof ValueType value)) {
            throw new Refusal(
                    read.at(),
                    read.binding() + " is not bound before this place; "
                            + Words.suggestion(read.binding(), scope.bindings().keySet()));
        }
        if (read.field() != null) {
            throw new Refusal(read.at(), read.binding() + " is a value and has no fields; write it alone");
        }
        return value;
    }

    private static ValueType field(FactType type, String field, Read read) {
        ValueType known = type.fields().get(field);
        if (known == null) {
            throw new Refusal(
                    read.at(),
                    type.name() + " has no field " + field + "; "
                            + Words.suggestion(field, type.fields().keySet()));
        }
        return known;
    }

    static boolean reads(Expression expression) {
        return expression.fold(
                literal -> false, read -> true, arithmetic -> reads(arithmetic.left()) || reads(arithmetic.right()));
    }
}
