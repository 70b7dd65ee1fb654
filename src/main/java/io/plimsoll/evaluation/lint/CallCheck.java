package io.plimsoll.evaluation.lint;

import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.lint.FeelCheck.Issues;
import io.plimsoll.evaluation.lint.Scope.Binding;
import io.plimsoll.evaluation.lint.Scope.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.ast.NamedParameterNode;
import org.kie.dmn.feel.lang.ast.QualifiedNameNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.runtime.FEELFunction;
import org.kie.dmn.feel.runtime.functions.BuiltInFunctions;
import org.kie.dmn.feel.runtime.functions.extended.KieExtendedDMNFunctions;

/** Looks at the calls of functions. */
final class CallCheck {
    private static final Set<String> BUILT_IN = Stream.of(
                    BuiltInFunctions.getFunctions(), KieExtendedDMNFunctions.getFunctions())
            .flatMap(Arrays::stream)
            .map(FEELFunction::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> CLOCKS = Set.of("now", "today");
    private static final Map<String, String> REFUSED = Map.of(
            "invoke", "asks another decision behind the back of the model; draw a requirement to it",
            "decision table", "makes a table while it runs; write the table into the model",
            "exp", "can take for ever with a large number; write the numbers into a table");
    /** Which argument is the pattern, and which the flags. */
    private static final Map<String, List<Integer>> PATTERN_AT =
            Map.of("matches", List.of(1, 2), "replace", List.of(1, 3), "split", List.of(1, 9));

    private static final Pattern FLAGS = Pattern.compile("[ism]*");

    private final Issues issues;
    private final FeelCheck expressions;

    CallCheck(Issues issues, FeelCheck expressions) {
        this.issues = issues;
        this.expressions = expressions;
    }

    static boolean isBuiltIn(String name) {
        return BUILT_IN.contains(name);
    }

    /** A function that is handed about is called where nobody sees it. */
    void checkAsValue(String name) {
        if (CLOCKS.contains(name) || REFUSED.containsKey(name) || PATTERN_AT.containsKey(name)) {
            issues.add(
                    FindingCode.FUNCTION_REFUSED, "hands about the function " + name + "; call it where it is needed");
        }
    }

    Cost check(FunctionInvocationNode call, Scope scope) {
        Cost arguments = Cost.ONE;
        List<BaseNode> parameters = call.getParams().getElements();
        for (BaseNode parameter : parameters) {
            arguments = arguments.and(expressions.check(
                    parameter instanceof NamedParameterNode named ? named.getExpression() : parameter, scope));
        }
        String name = Scope.normal(call.getName().getText());
        if (call.getName() instanceof QualifiedNameNode qualified) {
            return imported(qualified, name, arguments, scope);
        }
        if (!(call.getName() instanceof NameRefNode)) {
            issues.add(
                    FindingCode.FUNCTION_REFUSED,
                    "calls what another call returned; give the function a name and call that");
            return arguments;
        }
        Binding binding = scope.find(name);
        if (binding != null) {
            return known(name, binding, arguments);
        }
        if (!BUILT_IN.contains(name)) {
            if (!scope.isOpen()) {
                issues.add(
                        FindingCode.NAME_UNKNOWN,
                        "calls the function " + name + ", which is not known here; draw the requirement to it");
            }
            return arguments;
        }
        return builtIn(name, parameters, arguments);
    }

    /** A function of an imported model, which is called by the name of the import and its own. */
    private Cost imported(QualifiedNameNode qualified, String name, Cost arguments, Scope scope) {
        Binding root = scope.find(qualified.getParts().get(0).getText());
        Binding whole = scope.find(name);
        if (whole != null && whole.kind() == Kind.FUNCTION) {
            return known(name, whole, arguments);
        }
        if (root == null) {
            issues.add(FindingCode.NAME_UNKNOWN, "calls the function " + name + ", which is not known here");
        } else {
            issues.add(
                    FindingCode.FUNCTION_REFUSED,
                    "calls " + name + ", of which nobody knows what it does; give the function a name of its own");
        }
        return arguments;
    }

    private Cost known(String name, Binding binding, Cost arguments) {
        switch (binding.kind()) {
            case ITSELF ->
                issues.add(
                        FindingCode.RECURSION,
                        "calls " + name + " inside of " + name + "; write it as a table, or as a loop over a list");
            case PARAMETER ->
                issues.add(
                        FindingCode.RECURSION,
                        "calls " + name + ", which is handed in and may be anything; call functions by their own name");
            case VALUE, GROWING ->
                issues.add(FindingCode.FUNCTION_REFUSED, "calls " + name + ", which is not a function of the model");
            case FUNCTION -> {
                // With larger arguments than usual a function costs more, up to three loops inside one another.
                long scale = 1 + arguments.size() / Cost.TEXT;
                long factor = Cost.product(Cost.product(scale, scale), scale);
                Cost once = binding.cost().times(factor);
                return once.and(arguments);
            }
        }
        return arguments;
    }

    private Cost builtIn(String name, List<BaseNode> parameters, Cost arguments) {
        if (CLOCKS.contains(name)) {
            issues.add(
                    FindingCode.CLOCK_READ,
                    "calls " + name + "(), which reads the clock; declare the time as an input");
        }
        String refusal = REFUSED.get(name);
        if (refusal != null) {
            issues.add(FindingCode.FUNCTION_REFUSED, "calls " + name + "(), which " + refusal);
        }
        List<Integer> at = PATTERN_AT.get(name);
        if (at != null) {
            checkPattern(name, argument(parameters, at.get(0), Set.of("pattern", "delimiter")));
            checkFlags(name, argument(parameters, at.get(1), Set.of("flags")));
        }
        return switch (name) {
            case "range" -> arguments.holding(Cost.MOST);
            case "string join", "replace" ->
                arguments.withSize(Cost.product(arguments.size(), arguments.size()) / 4 + 1);
            case "string", "get entries" -> arguments.withSize(arguments.size() * 4);
            case "count",
                    "sum",
                    "mean",
                    "min",
                    "max",
                    "all",
                    "any",
                    "not",
                    "contains",
                    "list contains",
                    "is",
                    "string length",
                    "starts with",
                    "ends with",
                    "matches",
                    "abs",
                    "floor",
                    "ceiling",
                    "number",
                    "decimal",
                    "date",
                    "time",
                    "date and time",
                    "duration",
                    "years and months duration" -> arguments.withSize(1);
            case "distinct values", "union", "sort" ->
                arguments.withSteps(Cost.ONE.times(Cost.product(arguments.size(), arguments.size())));
            default -> arguments;
        };
    }

    private static @Nullable BaseNode argument(List<BaseNode> parameters, int position, Set<String> names) {
        for (BaseNode parameter : parameters) {
            if (parameter instanceof NamedParameterNode named
                    && names.contains(Scope.normal(named.getName().getText()))) {
                return named.getExpression();
            }
        }
        boolean positional = parameters.stream().noneMatch(NamedParameterNode.class::isInstance);
        return positional && position < parameters.size() ? parameters.get(position) : null;
    }

    private void checkPattern(String function, @Nullable BaseNode pattern) {
        if (pattern instanceof StringNode literal) {
            String refusal = PatternCheck.refusal(literal.getValue());
            if (refusal != null) {
                issues.add(FindingCode.PATTERN_REFUSED, function + " has a pattern that " + refusal);
            }
        } else {
            issues.add(
                    FindingCode.PATTERN_REFUSED,
                    function + " has a pattern that is computed; write it out between double quotes");
        }
    }

    /** The engine pastes them into a program of its own. */
    private void checkFlags(String function, @Nullable BaseNode flags) {
        if (flags != null
                && !(flags instanceof StringNode literal
                        && FLAGS.matcher(literal.getValue()).matches())) {
            issues.add(
                    FindingCode.PATTERN_REFUSED,
                    function + " has flags other than \"i\", \"s\" and \"m\"; write those");
        }
    }
}
