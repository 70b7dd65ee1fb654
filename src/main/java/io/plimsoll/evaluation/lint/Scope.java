package io.plimsoll.evaluation.lint;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.types.BuiltInType;

/** The names that an expression may use. Immutable. */
final class Scope {
    static final Scope EMPTY = new Scope(Map.of(), false);

    private final Map<String, Binding> bindings;
    private final boolean open;

    private Scope(Map<String, Binding> bindings, boolean open) {
        this.bindings = Collections.unmodifiableMap(bindings);
        this.open = open;
    }

    /** What a name stands for. */
    enum Kind {
        /** A value. */
        VALUE,
        /** A value that is handed in, which may therefore be a function that nobody knows. */
        PARAMETER,
        /** A function whose cost is known. */
        FUNCTION,
        /** What a loop has made so far. */
        GROWING,
        /** The function, or the entry, inside of which one is. */
        ITSELF
    }

    /**
     * A name.
     *
     * @param cost of the value; of a function, of one call with arguments of the usual size
     */
    record Binding(Kind kind, Type type, Cost cost) {
        static Binding value(Type type) {
            return new Binding(Kind.VALUE, type, Cost.sized(usualSize(type)));
        }

        static Binding value(Cost cost) {
            return new Binding(Kind.VALUE, BuiltInType.UNKNOWN, cost.named());
        }

        static Binding parameter(Type type) {
            return new Binding(Kind.PARAMETER, type, Cost.sized(usualSize(type)));
        }

        static Binding function(Cost cost) {
            return new Binding(Kind.FUNCTION, BuiltInType.UNKNOWN, cost);
        }

        static Binding growing() {
            return new Binding(Kind.GROWING, BuiltInType.LIST, Cost.ONE);
        }

        static Binding itself() {
            return new Binding(Kind.ITSELF, BuiltInType.UNKNOWN, Cost.ONE);
        }
    }

    /** What a value costs once it is there: one of a plain type is small, however it was made. */
    static Cost bounded(Type type, Cost cost) {
        return type != BuiltInType.STRING && usualSize(type) == 1 ? Cost.ONE : cost.named();
    }

    static long usualSize(Type type) {
        if (type == BuiltInType.STRING) {
            return Cost.TEXT;
        }
        boolean small = type instanceof BuiltInType
                && type != BuiltInType.UNKNOWN
                && type != BuiltInType.LIST
                && type != BuiltInType.CONTEXT;
        return small ? 1 : Cost.LIST;
    }

    Scope with(String name, Binding binding) {
        Map<String, Binding> more = new HashMap<>(bindings);
        more.put(normal(name), binding);
        return new Scope(more, open);
    }

    /** The same where names may be used that only the value tells: fields of the items of an unknown list. */
    Scope opened() {
        return new Scope(bindings, true);
    }

    boolean isOpen() {
        return open;
    }

    @Nullable Binding find(String name) {
        return bindings.get(normal(name));
    }

    Map<String, Type> types() {
        Map<String, Type> types = new HashMap<>();
        bindings.forEach((name, binding) -> types.put(name, binding.type()));
        return types;
    }

    /** Names that differ in white space only are the same. */
    static String normal(String name) {
        return name.strip().replaceAll("\\s+", " ");
    }
}
