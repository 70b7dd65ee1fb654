package io.plimsoll.app.kogito;

import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.api.core.ast.InputDataNode;

/**
 * Checks what a caller sends against the inputs that a model declares: all of them, nothing else, each of its type. The
 * engine would take the name of a decision for its result, and would leave out what lacks an input.
 */
final class ModelInputs {
    /** Items of one list: tables go through lists item by item, and a body has room for very many. */
    static final int MAX_ITEMS = 1000;

    private final List<Violation> violations = new ArrayList<>();

    private ModelInputs() {}

    /**
     * All that is wrong with what was sent, by name of the input; null stands for what is not known.
     *
     * @param sent the JSON
     * @param values the FEEL values that Kogito made of it
     */
    static List<Violation> violations(
            DMNModel model, Map<String, @Nullable Object> sent, Map<String, @Nullable Object> values) {
        ModelInputs check = new ModelInputs();
        List<InputDataNode> inputs = model.getInputs().stream()
                .sorted(Comparator.comparing(InputDataNode::getName))
                .toList();
        for (InputDataNode input : inputs) {
            Pointer at = Pointer.ROOT.field(input.getName());
            if (sent.containsKey(input.getName())) {
                check.value(input.getType(), sent.get(input.getName()), values.get(input.getName()), at);
            } else {
                check.report(at, "is missing; send null where it is not known");
            }
        }
        Set<String> unknown = new TreeSet<>(sent.keySet());
        inputs.forEach(input -> unknown.remove(input.getName()));
        unknown.forEach(name -> check.report(Pointer.ROOT.field(name), "is not an input of this model; leave it out"));
        return check.violations;
    }

    private void value(DMNType type, @Nullable Object sent, @Nullable Object value, Pointer at) {
        if (sent instanceof List<?> items && items.size() > MAX_ITEMS) {
            report(at, "must have at most " + MAX_ITEMS + " items");
            return;
        }
        int before = violations.size();
        if (sent instanceof List<?> items && value instanceof List<?> values && type.isCollection()) {
            for (int i = 0; i < items.size(); i++) {
                value(type.getBaseType(), items.get(i), values.get(i), at.index(i));
            }
        } else if (sent instanceof Map<?, ?> fields && value instanceof Map<?, ?> values && type.isComposite()) {
            type.getFields().forEach((name, field) -> value(field, fields.get(name), values.get(name), at.field(name)));
        }
        if (violations.size() == before && (changed(sent, value) || !type.isAssignableValue(value))) {
            report(at, "must be " + expected(type));
        }
    }

    /** Kogito reads text as a number where it can, and takes for null what it cannot. */
    private static boolean changed(@Nullable Object sent, @Nullable Object value) {
        return (value == null || value instanceof Number) && !Objects.equals(sent, value);
    }

    private static String expected(DMNType type) {
        if (type.isCollection()) {
            return "a list";
        }
        if (type.isComposite()) {
            return "an object";
        }
        String allowed = type.getAllowedValues().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "of the FEEL type " + builtIn(type) + (allowed.isEmpty() ? "" : ", one of " + allowed);
    }

    private static String builtIn(DMNType type) {
        DMNType base = type.getBaseType();
        return base == null ? type.getName() : builtIn(base);
    }

    private void report(Pointer at, String detail) {
        if (violations.size() < Shape.MAX_VIOLATIONS) {
            violations.add(new Violation(at.value(), detail));
        }
    }
}
