package io.plimsoll.evaluation.rules;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary of rules: which record types they may read, and which they may insert. Rules name types and fields by
 * their simple names.
 *
 * <p>The record classes MUST be public, with public enclosing classes, because the engine compiles code that reads them.
 * Numbers are {@code BigDecimal}, {@code int} or {@code long}; texts, booleans, enums and instants are known; values of
 * other types can only be compared for equality and passed on.
 */
public final class RuleTypes {
    /** What a field can hold, as far as rules can tell. */
    enum Kind {
        NUMBER("a number"),
        TEXT("a text"),
        FLAG("true or false"),
        CHOICE("one of a fixed list of texts"),
        INSTANT("an instant"),
        OTHER("a value that can only be compared with its like"),
        NOTHING("nothing");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** The type of a field or of any other value. */
    record ValueType(Kind kind, Class<?> type) {
        static final ValueType NUMBER = new ValueType(Kind.NUMBER, BigDecimal.class);
    }

    /** A record type with its fields in order. */
    record FactType(String name, Class<? extends Record> type, Map<String, ValueType> fields) {
        FactType {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Set<String> TAKEN_TYPES = Set.of("Exact", "Tally", "D", "Rules", "Object", "String", "Record");

    /**
     * Names of methods of the engine's own model language: the engine takes a call of an accessor of this name, or of one
     * whose name is part of the last two, for its own and fails.
     */
    private static final Set<String> TAKEN_FIELDS = Set.of(
            "bind", "expr", "execute", "on", "pattern", "rule", "eval", "query", "from", "window", "reactOn", "forall");

    private static final List<String> TAKEN_PARTS = List.of("alphaIndexedBy", "betaIndexedBy");

    private final Map<String, FactType> types = new LinkedHashMap<>();
    private final Set<String> results = new LinkedHashSet<>();

    /**
     * @param facts what rules may read
     * @param results what rules may insert, and read too
     * @throws IllegalArgumentException when a class cannot be a fact
     */
    public RuleTypes(Collection<Class<? extends Record>> facts, Collection<Class<? extends Record>> results) {
        facts.forEach(this::add);
        for (Class<? extends Record> result : results) {
            if (!facts.contains(result)) {
                add(result);
            }
            this.results.add(result.getSimpleName());
        }
    }

    @Nullable FactType type(String name) {
        return types.get(name);
    }

    Set<String> names() {
        return types.keySet();
    }

    /** What may be inserted. */
    Set<String> results() {
        return results;
    }

    Collection<FactType> all() {
        return types.values();
    }

    boolean knows(Class<?> type) {
        FactType known = types.get(type.getSimpleName());
        return known != null && known.type() == type;
    }

    private void add(Class<? extends Record> type) {
        String name = type.getSimpleName();
        require(TYPE_NAME.matcher(name).matches() && !TAKEN_TYPES.contains(name), type, "its name cannot be used");
        require(!types.containsKey(name), type, "another type has the same simple name");
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            require(Modifier.isPublic(each.getModifiers()), type, "it is not public all the way");
        }
        Map<String, ValueType> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String field = component.getName();
            require(
                    FIELD_NAME.matcher(field).matches()
                            && !TAKEN_FIELDS.contains(field)
                            && !Words.RESERVED.contains(field)
                            && TAKEN_PARTS.stream().noneMatch(part -> part.contains(field)),
                    type,
                    "its field cannot be called " + field);
            fields.put(field, valueType(type, component.getType()));
        }
        types.put(name, new FactType(name, type, fields));
    }

    private static ValueType valueType(Class<?> owner, Class<?> type) {
        require(
                !List.of(double.class, Double.class, float.class, Float.class).contains(type),
                owner,
                "binary floating point is not exact");
        if (List.of(BigDecimal.class, int.class, Integer.class, long.class, Long.class)
                .contains(type)) {
            return new ValueType(Kind.NUMBER, type);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new ValueType(Kind.FLAG, type);
        }
        Kind kind = type == String.class
                ? Kind.TEXT
                : type.isEnum() ? Kind.CHOICE : type == Instant.class ? Kind.INSTANT : Kind.OTHER;
        require(!type.isPrimitive() || kind != Kind.OTHER, owner, "a field has the type " + type);
        return new ValueType(kind, type);
    }

    private static void require(boolean condition, Class<?> type, String why) {
        if (!condition) {
            throw new IllegalArgumentException("no fact type: " + type.getName() + ", because " + why);
        }
    }

    /** The constants of an enum field. */
    static List<String> constants(ValueType type) {
        List<String> names = new ArrayList<>();
        if (type.type().getEnumConstants() instanceof Enum<?>[] constants) {
            for (Enum<?> constant : constants) {
                names.add(constant.name());
            }
        }
        return names;
    }
}
