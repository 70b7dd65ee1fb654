package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.lint.Scope.Binding;
import io.plimsoll.evaluation.lint.Scope.Kind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.feel.lang.CompositeType;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BetweenNode;
import org.kie.dmn.feel.lang.ast.ContextEntryNode;
import org.kie.dmn.feel.lang.ast.ContextNode;
import org.kie.dmn.feel.lang.ast.DescendantExpressionNode;
import org.kie.dmn.feel.lang.ast.FilterExpressionNode;
import org.kie.dmn.feel.lang.ast.ForExpressionNode;
import org.kie.dmn.feel.lang.ast.FormalParameterNode;
import org.kie.dmn.feel.lang.ast.FunctionDefNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.IfExpressionNode;
import org.kie.dmn.feel.lang.ast.InNode;
import org.kie.dmn.feel.lang.ast.InfixOpNode;
import org.kie.dmn.feel.lang.ast.InstanceOfNode;
import org.kie.dmn.feel.lang.ast.IterationContextNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.PathExpressionNode;
import org.kie.dmn.feel.lang.ast.QualifiedNameNode;
import org.kie.dmn.feel.lang.ast.QuantifiedExpressionNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.lang.types.GenListType;

/**
 * Looks at one expression: names that nobody knows, and whatever could run for ever or reach out of FEEL. Nothing is
 * evaluated; costs are estimates from above.
 */
final class FeelCheck {
    /** The longest range over which one may iterate. */
    static final long LONGEST_RANGE = 1_000;
    /** Names under which every Java object hands out its class, and with it the service. */
    private static final Set<String> REFLECTIVE = Set.of("class", "declaringClass", "classLoader", "module");

    private final Issues issues;
    private final CallCheck calls;
    private final Consumer<Map<String, String>> contexts;

    /** Receives what is wrong. */
    interface Issues {
        void add(FindingCode code, String detail);
    }

    /** @param contexts receives the texts of the fields of every context, by name */
    FeelCheck(Issues issues, Consumer<Map<String, String>> contexts) {
        this.contexts = contexts;
        this.issues = issues;
        this.calls = new CallCheck(issues, this);
    }

    Cost check(@Nullable ASTNode node, Scope scope) {
        if (node == null || node instanceof StringNode) {
            return Cost.sized(node == null ? 1 : ((StringNode) node).getText().length());
        }
        if (node instanceof NameRefNode name) {
            return name(name.getText(), scope);
        }
        if (node instanceof QualifiedNameNode name) {
            return path(name, scope);
        }
        if (node instanceof PathExpressionNode path) {
            Cost cost = check(path.getExpression(), scope);
            checkField(path.getExpression().getResultType(), path.getName().getText());
            return cost;
        }
        if (node instanceof DescendantExpressionNode path) {
            checkField(BuiltInType.UNKNOWN, path.getName().getText());
            return check(path.getExpression(), scope);
        }
        if (node instanceof FunctionInvocationNode call) {
            return calls.check(call, scope);
        }
        if (node instanceof FunctionDefNode function) {
            return function(function, scope);
        }
        if (node instanceof ContextNode context) {
            return context(context, scope);
        }
        if (node instanceof ForExpressionNode loop) {
            return loop(loop.getIterationContexts(), loop.getExpression(), scope);
        }
        if (node instanceof QuantifiedExpressionNode loop) {
            return loop(loop.getIterationContexts(), loop.getExpression(), scope)
                    .withSize(1);
        }
        if (node instanceof FilterExpressionNode filter) {
            return filter(filter, scope);
        }
        if (node instanceof RangeNode range) {
            return all(range, scope).holding(rangeSize(range.getStart(), range.getEnd()));
        }
        if (node instanceof IfExpressionNode choice) {
            return check(choice.getThenExpression(), scope)
                    .or(check(choice.getElseExpression(), scope))
                    .or(check(choice.getCondition(), scope).withSize(1));
        }
        if (node instanceof InstanceOfNode test) {
            return check(test.getExpression(), scope).withSize(1);
        }
        boolean truth = node instanceof InNode
                || node instanceof BetweenNode
                || (node instanceof InfixOpNode operation && operation.isBoolean());
        return truth ? all(node, scope).withSize(1) : all(node, scope);
    }

    /** What a node without a meaning of its own here consists of. */
    private Cost all(ASTNode node, Scope scope) {
        Cost cost = Cost.ONE;
        ASTNode[] children = node.getChildrenNode();
        for (ASTNode child : children == null ? new ASTNode[0] : children) {
            if (child != null) {
                cost = cost.and(check(child, scope));
            }
        }
        return cost;
    }

    private Cost name(String text, Scope scope) {
        Binding binding = scope.find(text);
        if (binding != null) {
            if (binding.kind() == Kind.GROWING) {
                issues.add(
                        FindingCode.ITERATION_UNBOUNDED,
                        "uses partial, with which a list can double in each step; use sum, count or a filter");
            }
            return binding.cost().named();
        }
        if (CallCheck.isBuiltIn(Scope.normal(text))) {
            calls.checkAsValue(Scope.normal(text));
        } else if (!scope.isOpen()) {
            issues.add(
                    FindingCode.NAME_UNKNOWN,
                    "uses the name " + text.strip() + ", which is not known here; "
                            + "write it like the input or the decision, and draw the requirement to it");
        }
        return Cost.ONE;
    }

    private Cost path(QualifiedNameNode name, Scope scope) {
        List<NameRefNode> parts = name.getParts();
        Cost cost = name(parts.get(0).getText(), scope);
        Binding root = scope.find(parts.get(0).getText());
        Type type = root == null ? BuiltInType.UNKNOWN : root.type();
        for (NameRefNode part : parts.subList(1, parts.size())) {
            checkField(type, part.getText());
            type = field(type, part.getText());
        }
        return cost;
    }

    private void checkField(Type of, String name) {
        String field = Scope.normal(name);
        Type item = item(of);
        if (item instanceof CompositeType composite) {
            if (!composite.getFields().containsKey(field)) {
                issues.add(
                        FindingCode.FIELD_UNKNOWN,
                        "reads the field " + field + ", which its type does not have; it has "
                                + String.join(
                                        ", ",
                                        composite.getFields().keySet().stream()
                                                .sorted()
                                                .toList()));
            }
        } else if (REFLECTIVE.contains(field)) {
            issues.add(
                    FindingCode.FUNCTION_REFUSED,
                    "reads " + field
                            + " of something whose type is not declared; declare its type, or rename the field");
        }
    }

    private static Type item(Type type) {
        return type instanceof GenListType list ? list.getGen() : type;
    }

    private static Type field(Type type, String name) {
        return item(type) instanceof CompositeType composite
                ? composite.getFields().getOrDefault(Scope.normal(name), BuiltInType.UNKNOWN)
                : BuiltInType.UNKNOWN;
    }

    /** @return the cost of one call */
    Cost function(FunctionDefNode function, Scope scope) {
        if (function.isExternal()) {
            issues.add(
                    FindingCode.FUNCTION_REFUSED,
                    "calls code outside of FEEL (external), which would run in the service; write the function in FEEL");
            return Cost.ONE;
        }
        Scope inside = scope;
        for (FormalParameterNode parameter : function.getFormalParameters()) {
            inside = inside.with(parameter.getName().getText(), Binding.parameter(BuiltInType.UNKNOWN));
        }
        return check(function.getBody(), inside);
    }

    private Cost context(ContextNode context, Scope scope) {
        Map<String, String> fields = new HashMap<>();
        context.getEntries()
                .forEach(entry -> fields.put(
                        unquoted(entry.getName().getText()),
                        entry.getValue().getText().strip()));
        contexts.accept(fields);
        Cost cost = Cost.ONE;
        Scope inside = scope;
        for (ContextEntryNode entry : context.getEntries()) {
            String name = unquoted(entry.getName().getText());
            if (entry.getValue() instanceof FunctionDefNode function) {
                Cost call = function(function, inside.with(name, Binding.itself()));
                inside = inside.with(name, Binding.function(call));
            } else {
                Cost value = check(entry.getValue(), inside);
                cost = cost.and(value);
                inside = inside.with(
                        name, new Binding(Kind.VALUE, entry.getValue().getResultType(), value.named()));
            }
        }
        return cost;
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    private Cost loop(List<IterationContextNode> over, ASTNode body, Scope scope) {
        Cost sources = Cost.ONE;
        long times = 1;
        Scope inside = scope;
        for (IterationContextNode each : over) {
            Cost source = check(each.getExpression(), inside);
            long size = source.length();
            if (each.getRangeEndExpr() != null) {
                source = source.and(check(each.getRangeEndExpr(), inside));
                size = rangeSize(each.getExpression(), each.getRangeEndExpr());
            }
            size = checkedLength(size);
            sources = sources.and(source);
            times = Cost.product(times, size);
            inside = inside.with(
                    each.getName().getText(),
                    Binding.parameter(item(each.getExpression().getResultType())));
        }
        Cost cost = check(body, inside.with("partial", Binding.growing())).times(times);
        return cost.withSteps(sources);
    }

    /** @return how often one goes round who iterates over something; 1 when it is refused */
    long checkedLength(long size) {
        if (size >= Cost.MOST) {
            issues.add(
                    FindingCode.ITERATION_UNBOUNDED,
                    "iterates over a range whose ends are not written as whole numbers; "
                            + "iterate over the list itself, or write the numbers");
            return 1;
        }
        if (size > LONGEST_RANGE * Cost.LIST) {
            issues.add(
                    FindingCode.ITERATION_UNBOUNDED,
                    "iterates " + size + " times; at most " + LONGEST_RANGE + " are allowed");
            return 1;
        }
        return size;
    }

    private Cost filter(FilterExpressionNode filter, Scope scope) {
        Cost list = check(filter.getExpression(), scope);
        Type item = item(filter.getExpression().getResultType());
        Scope inside = scope.with("item", Binding.parameter(item));
        if (item instanceof CompositeType composite) {
            for (var field : composite.getFields().entrySet()) {
                inside = inside.with(field.getKey(), Binding.parameter(field.getValue()));
            }
        } else if (item == BuiltInType.UNKNOWN || item == BuiltInType.LIST || item == BuiltInType.CONTEXT) {
            inside = inside.opened();
        }
        Cost each = check(filter.getFilter(), inside);
        return list.withSteps(each.times(list.size()));
    }

    /** How many whole numbers lie between two that are written out; {@link Cost#MOST} when they are not. */
    static long rangeSize(@Nullable ASTNode start, @Nullable ASTNode end) {
        BigDecimal from = number(start);
        BigDecimal to = number(end);
        if (from == null || to == null) {
            return Cost.MOST;
        }
        BigDecimal size = to.subtract(from).abs().add(BigDecimal.ONE);
        long most = LONGEST_RANGE * Cost.LIST + 1;
        if (size.compareTo(BigDecimal.valueOf(LONGEST_RANGE)) <= 0) {
            return size.longValue();
        }
        return size.compareTo(BigDecimal.valueOf(Cost.MOST - 1)) > 0 ? Cost.MOST - 1 : Math.max(most, size.longValue());
    }

    private static @Nullable BigDecimal number(@Nullable ASTNode node) {
        if (node instanceof NumberNode number) {
            return number.getValue();
        }
        if (node instanceof SignedUnaryNode signed && signed.getExpression() instanceof NumberNode number) {
            return signed.getSign() == SignedUnaryNode.Sign.NEGATIVE
                    ? number.getValue().negate()
                    : number.getValue();
        }
        return null;
    }
}
