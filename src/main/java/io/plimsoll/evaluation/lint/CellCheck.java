package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.FindingCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.core.compiler.DMNFEELHelper;
import org.kie.dmn.core.impl.BaseDMNTypeImpl;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.ast.BooleanNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.ast.UnaryTestListNode;
import org.kie.dmn.feel.lang.ast.UnaryTestNode;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.InputClause;
import org.kie.dmn.model.api.LiteralExpression;
import org.kie.dmn.model.api.OutputClause;
import org.kie.dmn.model.api.UnaryTests;

/** Holds the cells of a table against the types and allowed values of their columns, as far as they are written out. */
final class CellCheck {
    private static final FEEL FEEL = FEELBuilder.builder().build();
    /** Types of which a written value is one and nothing else. */
    private static final Set<Type> PLAIN =
            Set.of(BuiltInType.NUMBER, BuiltInType.STRING, BuiltInType.BOOLEAN, BuiltInType.DURATION, BuiltInType.TIME);
    /** Smaller than anything that policies count. */
    private static final BigDecimal HARDLY = new BigDecimal("0.000000001");

    private final ModelTypes types;
    private final Issues issues;

    /** Receives what is wrong with an element. */
    interface Issues {
        void add(FindingCode code, DMNModelInstrumentedBase element, String detail);
    }

    CellCheck(ModelTypes types, Issues issues) {
        this.types = types;
        this.issues = issues;
    }

    void checkInput(DecisionTable table, DecisionRule rule, int column, Scope scope) {
        if (column >= table.getInput().size()) {
            return;
        }
        InputClause clause = table.getInput().get(column);
        UnaryTests cell = rule.getInputEntry().get(column);
        if (cell.getText() == null
                || !(Parsed.tests(cell.getText(), scope).tree() instanceof UnaryTestListNode tests)) {
            return;
        }
        Type expected = types.ofInput(clause);
        List<UnaryTest> allowed = allowed(
                clause.getInputValues(),
                clause.getInputExpression() == null
                        ? null
                        : types.declared(clause, clause.getInputExpression().getTypeRef()));
        for (BaseNode test : tests.getElements()) {
            for (BaseNode value : values(test)) {
                checkType(cell, expected, value);
                checkAllowed(cell, allowed, value, true);
            }
        }
    }

    void checkOutput(DecisionTable table, DecisionRule rule, int column, Scope scope) {
        if (column >= table.getOutput().size()) {
            return;
        }
        OutputClause clause = table.getOutput().get(column);
        LiteralExpression cell = rule.getOutputEntry().get(column);
        if (cell.getText() == null || cell.getText().isBlank()) {
            return;
        }
        ASTNode value = Parsed.expression(cell.getText(), scope).tree();
        DMNType declared = types.ofOutput(table, clause);
        if (value == null || (declared != null && declared.isCollection())) {
            return;
        }
        checkType(cell, ModelTypes.feel(declared), value);
        if (value instanceof BaseNode node) {
            checkAllowed(cell, allowed(clause.getOutputValues(), declared), node, false);
        }
    }

    /** What a test of an input cell compares with. */
    private static List<BaseNode> values(BaseNode test) {
        List<BaseNode> values = new ArrayList<>();
        if (test instanceof UnaryTestNode unary && unary.getOperator() != UnaryTestNode.UnaryOperator.TEST) {
            if (unary.getValue() instanceof RangeNode range) {
                values.add(range.getStart());
                values.add(range.getEnd());
            } else if (unary.getValue() != null) {
                values.add(unary.getValue());
            }
        }
        return values;
    }

    private void checkType(DMNModelInstrumentedBase cell, Type expected, @Nullable ASTNode value) {
        Type actual = value == null ? BuiltInType.UNKNOWN : value.getResultType();
        if (PLAIN.contains(expected) && PLAIN.contains(actual) && !expected.equals(actual)) {
            issues.add(
                    FindingCode.TYPE_MISMATCH,
                    cell,
                    "is a " + actual.getName() + " (" + ModelWalk.shown(value == null ? "" : value.getText())
                            + "), where the column has the type " + expected.getName());
        }
    }

    private void checkAllowed(
            DMNModelInstrumentedBase cell, List<UnaryTest> allowed, @Nullable BaseNode node, boolean isBound) {
        Object value = constant(node);
        if (allowed.isEmpty() || value == null || node == null) {
            return;
        }
        // An open bound may be the first value that is not allowed any more.
        boolean fits = passes(allowed, value)
                || (isBound
                        && value instanceof BigDecimal number
                        && (passes(allowed, number.add(HARDLY)) || passes(allowed, number.subtract(HARDLY))));
        if (!fits) {
            issues.add(
                    FindingCode.VALUE_NOT_ALLOWED,
                    cell,
                    "has the value " + ModelWalk.shown(node.getText()) + ", which the column does not allow; it allows "
                            + String.join(
                                    ", ", allowed.stream().map(Object::toString).toList()));
        }
    }

    private static boolean passes(List<UnaryTest> allowed, Object value) {
        try {
            return DMNFEELHelper.valueMatchesInUnaryTests(allowed, value, null);
        } catch (RuntimeException e) {
            return true; // of another type, which is told apart from this
        }
    }

    private static @Nullable Object constant(@Nullable BaseNode node) {
        if (node instanceof StringNode text) {
            return text.getValue();
        }
        if (node instanceof NumberNode number) {
            return number.getValue();
        }
        if (node instanceof BooleanNode truth) {
            return truth.getValue();
        }
        return node instanceof SignedUnaryNode signed
                        && signed.getExpression() instanceof NumberNode number
                        && signed.getSign() == SignedUnaryNode.Sign.NEGATIVE
                ? number.getValue().negate()
                : null;
    }

    private static List<UnaryTest> allowed(@Nullable UnaryTests stated, @Nullable DMNType declared) {
        if (stated != null && stated.getText() != null && FeelGuard.refusal(stated.getText()) == null) {
            return FEEL.evaluateUnaryTests(stated.getText());
        }
        List<UnaryTest> ofType = declared instanceof BaseDMNTypeImpl type ? type.getAllowedValuesFEEL() : null;
        return ofType == null ? List.of() : ofType;
    }
}
