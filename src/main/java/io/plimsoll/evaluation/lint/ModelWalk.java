package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Place;
import io.plimsoll.evaluation.lint.Scope.Binding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.feel.lang.CompositeType;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.FunctionDefNode;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.lang.types.GenListType;
import org.kie.dmn.model.api.ChildExpression;
import org.kie.dmn.model.api.Conditional;
import org.kie.dmn.model.api.Context;
import org.kie.dmn.model.api.ContextEntry;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.Expression;
import org.kie.dmn.model.api.Filter;
import org.kie.dmn.model.api.For;
import org.kie.dmn.model.api.FunctionDefinition;
import org.kie.dmn.model.api.InformationItem;
import org.kie.dmn.model.api.InputClause;
import org.kie.dmn.model.api.Invocation;
import org.kie.dmn.model.api.Iterator;
import org.kie.dmn.model.api.LiteralExpression;
import org.kie.dmn.model.api.OutputClause;
import org.kie.dmn.model.api.Quantified;
import org.kie.dmn.model.api.Relation;
import org.kie.dmn.model.api.UnaryTests;

/** Goes through the boxed expressions of one model and looks at every text of FEEL in them. */
final class ModelWalk {
    private static final long MOST_STEPS = 2_000_000;
    private static final long MOST_SIZE = 2_000_000;

    private final @Nullable String file;
    private final ModelTypes types;
    private final List<Finding> findings;
    private final List<StatedIntent> intents;
    private final CellCheck cells;

    ModelWalk(@Nullable String file, ModelTypes types, List<Finding> findings, List<StatedIntent> intents) {
        this.intents = intents;
        this.file = file;
        this.types = types;
        this.findings = findings;
        this.cells = new CellCheck(types, this::add);
    }

    /** @return the cost of the value; null expressions, which editors leave behind, cost nothing */
    Cost walk(@Nullable Expression expression, Scope scope) {
        if (expression instanceof LiteralExpression literal) {
            return text(literal, literal.getText(), scope);
        }
        if (expression instanceof DecisionTable table) {
            return table(table, scope);
        }
        if (expression instanceof Context context) {
            return context(context, scope);
        }
        if (expression instanceof FunctionDefinition function) {
            return function(function, scope);
        }
        if (expression instanceof Invocation invocation) {
            return invocation(invocation, scope);
        }
        if (expression instanceof org.kie.dmn.model.api.List list) {
            return all(list.getExpression(), scope);
        }
        if (expression instanceof Relation relation) {
            Cost cost = Cost.ONE;
            for (org.kie.dmn.model.api.List row : relation.getRow()) {
                cost = cost.and(all(row.getExpression(), scope));
            }
            return cost;
        }
        if (expression instanceof Conditional conditional) {
            return child(conditional.getThen(), scope)
                    .or(child(conditional.getElse(), scope))
                    .or(child(conditional.getIf(), scope).withSize(1));
        }
        if (expression instanceof Iterator loop) {
            return loop(loop, scope);
        }
        return expression instanceof Filter filter ? filter(filter, scope) : Cost.ONE;
    }

    private Cost all(List<Expression> expressions, Scope scope) {
        Cost cost = Cost.ONE;
        for (Expression each : expressions) {
            cost = cost.and(walk(each, scope));
        }
        return cost;
    }

    private Cost child(@Nullable ChildExpression child, Scope scope) {
        return child == null ? Cost.ONE : walk(child.getExpression(), scope);
    }

    private Cost context(Context context, Scope scope) {
        Map<String, String> stated = new HashMap<>();
        for (ContextEntry entry : context.getContextEntry()) {
            if (entry.getVariable() != null) {
                stated.put(
                        entry.getVariable().getName(),
                        entry.getExpression() instanceof LiteralExpression literal && literal.getText() != null
                                ? literal.getText().strip()
                                : "");
            }
        }
        intent(context, stated);
        Cost cost = Cost.ONE;
        Scope inside = scope;
        for (ContextEntry entry : context.getContextEntry()) {
            InformationItem variable = entry.getVariable();
            String name = variable == null ? null : variable.getName();
            Expression expression = entry.getExpression();
            boolean function = expression instanceof FunctionDefinition;
            Cost value = walk(expression, function && name != null ? inside.with(name, Binding.itself()) : inside);
            cost = cost.and(function ? Cost.ONE : value);
            if (name != null) {
                Type type = types.feel(variable, variable.getTypeRef());
                inside = inside.with(
                        name, function ? Binding.function(value) : new Binding(Scope.Kind.VALUE, type, value.named()));
            }
        }
        return cost;
    }

    /** @return the cost of one call */
    Cost function(FunctionDefinition function, Scope scope) {
        Scope inside = scope;
        for (InformationItem parameter : function.getFormalParameter()) {
            inside = inside.with(parameter.getName(), Binding.parameter(types.feel(parameter, parameter.getTypeRef())));
        }
        return walk(function.getExpression(), inside);
    }

    /** A boxed call: the name of a function, and its arguments by name. */
    private Cost invocation(Invocation invocation, Scope scope) {
        StringBuilder call = new StringBuilder();
        if (invocation.getExpression() instanceof LiteralExpression callee) {
            call.append(callee.getText());
        }
        Cost arguments = Cost.ONE;
        for (var binding : invocation.getBinding()) {
            arguments = arguments.and(walk(binding.getExpression(), scope));
        }
        Binding callee = scope.find(call.toString());
        if (callee == null || callee.kind() != Scope.Kind.FUNCTION) {
            FindingCode code = callee != null && callee.kind() == Scope.Kind.ITSELF
                    ? FindingCode.RECURSION
                    : FindingCode.FUNCTION_REFUSED;
            add(
                    code,
                    invocation,
                    "calls " + call + ", which is "
                            + (code == FindingCode.RECURSION ? "what it is in" : "no function of the model")
                            + "; call a function that the model requires");
            return arguments;
        }
        return arguments.and(callee.cost());
    }

    private Cost loop(Iterator loop, Scope scope) {
        Cost over = child(loop.getIn(), scope);
        long times = checker(loop).checkedLength(over.length());
        Scope inside = scope.with(loop.getIteratorVariable(), Binding.parameter(BuiltInType.UNKNOWN));
        Cost each = child(loop instanceof For mapped ? mapped.getReturn() : ((Quantified) loop).getSatisfies(), inside)
                .times(times);
        return bounded(loop, (loop instanceof For ? each : each.withSize(1)).withSteps(over));
    }

    private Cost filter(Filter filter, Scope scope) {
        Cost list = child(filter.getIn(), scope);
        Scope inside =
                scope.with("item", Binding.parameter(BuiltInType.UNKNOWN)).opened();
        Cost each = child(filter.getMatch(), inside).times(list.size());
        return bounded(filter, list.withSteps(each));
    }

    private Cost table(DecisionTable table, Scope scope) {
        Cost cost = Cost.ONE;
        for (InputClause input : table.getInput()) {
            cost = cost.and(walk(input.getInputExpression(), scope).withSize(1));
            tests(input.getInputValues(), scope);
        }
        for (OutputClause output : table.getOutput()) {
            tests(output.getOutputValues(), scope);
            cost = cost.and(walk(output.getDefaultOutputEntry(), scope));
        }
        for (DecisionRule rule : table.getRule()) {
            Cost row = Cost.ONE;
            for (int i = 0; i < rule.getInputEntry().size(); i++) {
                UnaryTests cell = rule.getInputEntry().get(i);
                Type type = i < table.getInput().size()
                        ? types.ofInput(table.getInput().get(i))
                        : BuiltInType.UNKNOWN;
                row = row.and(tests(cell, scope.with("?", Binding.value(type))).withSize(1));
                cells.checkInput(table, rule, i, scope.with("?", Binding.value(type)));
            }
            for (int i = 0; i < rule.getOutputEntry().size(); i++) {
                row = row.and(walk(rule.getOutputEntry().get(i), scope));
                cells.checkOutput(table, rule, i, scope);
            }
            cost = cost.and(row);
        }
        return bounded(table, cost);
    }

    private Cost tests(@Nullable UnaryTests tests, Scope scope) {
        if (tests == null || tests.getText() == null || tests.getText().isBlank()) {
            return Cost.ONE;
        }
        Scope inside = scope.find("?") == null ? scope.with("?", Binding.value(BuiltInType.UNKNOWN)) : scope;
        return checked(tests, Parsed.tests(tests.getText(), inside), tests.getText(), inside);
    }

    private Cost text(DMNModelInstrumentedBase element, @Nullable String text, Scope scope) {
        if (text == null || text.isBlank()) {
            return Cost.ONE;
        }
        return checked(element, Parsed.expression(text, scope), text, scope);
    }

    private Cost checked(DMNModelInstrumentedBase element, Parsed parsed, String text, Scope scope) {
        if (parsed.tree() == null) {
            if (parsed.error() != null) {
                add(
                        FindingCode.EXPRESSION_INVALID,
                        element,
                        "is no FEEL: " + shown(text) + " (" + parsed.error() + ")");
            }
            return Cost.ONE;
        }
        FeelCheck check =
                new FeelCheck((code, detail) -> add(code, element, detail), fields -> intent(element, fields));
        // A function that is a value of its own is called by its name elsewhere.
        Cost cost = parsed.tree() instanceof FunctionDefNode function
                ? check.function(function, scope)
                : check.check(parsed.tree(), scope);
        return bounded(element, cost);
    }

    private FeelCheck checker(DMNModelInstrumentedBase element) {
        return new FeelCheck((code, detail) -> add(code, element, detail), fields -> {});
    }

    private void intent(DMNModelInstrumentedBase element, Map<String, String> fields) {
        String disposition = fields.get("disposition");
        if (disposition != null) {
            String ceiling = fields.get("ceiling");
            String type = fields.get("type");
            intents.add(new StatedIntent(
                    ModelPlaces.of(file, types.model().getName(), element),
                    types.model().getName(),
                    type == null ? "" : literal(type),
                    literal(disposition),
                    ceiling != null && !ceiling.equals("null")));
        }
    }

    private static @Nullable String literal(String feel) {
        return feel.matches("\"[^\"]*\"") ? feel.substring(1, feel.length() - 1) : null;
    }

    private Cost bounded(DMNModelInstrumentedBase element, Cost cost) {
        if (cost.steps() > MOST_STEPS || cost.size() > MOST_SIZE) {
            add(
                    FindingCode.ITERATION_UNBOUNDED,
                    element,
                    "can take too many steps or make too large a value, because loops stand inside one another;"
                            + " divide it, or use shorter lists");
            return Cost.ONE;
        }
        return cost;
    }

    static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    private void add(FindingCode code, DMNModelInstrumentedBase element, String detail) {
        Place place = ModelPlaces.of(file, types.model().getName(), element);
        Finding finding = Finding.of(code, place, detail);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** The type of the items of a list, or the type itself. */
    static Type item(Type type) {
        return type instanceof GenListType list ? list.getGen() : type;
    }

    static boolean isComposite(Type type) {
        return item(type) instanceof CompositeType;
    }
}
