package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.core.impl.BaseDMNTypeImpl;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.runtime.functions.RangeFunction;

/**
 * Turns a {@link Tree} into what FEEL knows, by the types that a model declares: numbers, strings, booleans, lists and
 * contexts as they are; dates, times, dates with times, durations and ranges from strings as FEEL writes them. Where no type
 * is declared a string stays one, unless it is an at-literal such as {@code @"2026-03-02"}. A list of one item is the item
 * where no list is declared, and an item a list where one is. What does not fit its type stays what it is, for the engine
 * to refuse.
 */
final class FeelInputs {
    private static final String AT = "@\"";

    private FeelInputs() {}

    static @Nullable Object of(DMNType type, @Nullable Object tree) {
        if (tree == null) {
            return null;
        }
        DMNType base = type.getBaseType();
        if (!type.isCollection()) {
            return base != null && base.isCollection() ? of(base, tree) : single(type, unwrapped(type, tree));
        }
        if (!(tree instanceof List<?> list)) {
            return item(type, tree);
        }
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(each -> items.add(item(type, each)));
        return items;
    }

    /** A list of one item is the item where no list is declared (DMN, implicit conversions). */
    private static @Nullable Object unwrapped(DMNType type, @Nullable Object tree) {
        BuiltInType feel = builtIn(type);
        boolean declared =
                type.isComposite() || feel != null && feel != BuiltInType.UNKNOWN && feel != BuiltInType.LIST;
        return declared && tree instanceof List<?> list && list.size() == 1 ? list.get(0) : tree;
    }

    private static @Nullable Object item(DMNType type, @Nullable Object tree) {
        DMNType base = type.getBaseType();
        return base != null && base.isCollection() ? of(base, tree) : single(type, tree);
    }

    private static @Nullable Object single(DMNType type, @Nullable Object tree) {
        if (type.isComposite()) {
            return tree instanceof Map<?, ?> ? fields(type, Tree.asObject(tree)) : untyped(tree);
        }
        BuiltInType feel = builtIn(type);
        if (!(tree instanceof String text) || feel == null || feel == BuiltInType.UNKNOWN) {
            return untyped(tree);
        }
        return switch (feel) {
            case DATE, TIME, DATE_TIME, DURATION -> parsed(feel, text);
            case RANGE -> range(text);
            case UNKNOWN, NUMBER, STRING, BOOLEAN, FUNCTION, LIST, CONTEXT, UNARY_TEST -> text;
        };
    }

    private static Map<String, @Nullable Object> fields(DMNType type, Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        tree.forEach((name, value) -> {
            DMNType field = type.getFields().get(name);
            fields.put(name, field == null ? untyped(value) : of(field, value));
        });
        return fields;
    }

    /** What stands there without a declared type. */
    static @Nullable Object untyped(@Nullable Object tree) {
        if (tree instanceof Map<?, ?>) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            Tree.asObject(tree).forEach((name, value) -> fields.put(name, untyped(value)));
            return fields;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(each -> items.add(untyped(each)));
            return items;
        }
        if (tree instanceof String text && text.length() > AT.length() && text.startsWith(AT) && text.endsWith("\"")) {
            String literal = text.substring(AT.length(), text.length() - 1);
            Object value = parsed(kind(literal), literal);
            return value.equals(literal) ? text : value;
        }
        return tree;
    }

    private static BuiltInType kind(String literal) {
        if (literal.startsWith("P") || literal.startsWith("-P")) {
            return BuiltInType.DURATION;
        }
        if (literal.contains("T")) {
            return BuiltInType.DATE_TIME;
        }
        return literal.contains(":") ? BuiltInType.TIME : BuiltInType.DATE;
    }

    private static Object parsed(BuiltInType type, String text) {
        Object value = type.fromString(text);
        return value == null ? text : value;
    }

    private static Object range(String text) {
        Object range = RangeFunction.INSTANCE.invoke(text).getOrElse(null);
        return range == null ? text : range;
    }

    /** The type of FEEL that a declared type is made of; null for one that is made of none. */
    private static @Nullable BuiltInType builtIn(DMNType type) {
        for (DMNType each = type; each != null; each = each.getBaseType()) {
            Type feel = ((BaseDMNTypeImpl) each).getFeelType();
            if (feel instanceof BuiltInType found) {
                return found;
            }
        }
        return null;
    }
}
