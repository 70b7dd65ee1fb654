package io.plimsoll.platform;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Tree} must look like. Shapes are data: the envelope of a call and the facts of a domain are checked by
 * the same few classes, and everything that is wrong is reported at once, each with its JSON pointer.
 */
public sealed interface Shape {
    /** Violations that are told at once; an answer must not grow with what is wrong. */
    int MAX_VIOLATIONS = 50;

    /** Reports every place below {@code at} at which the value differs from this shape. {@code value} is not null. */
    void check(Object value, Pointer at, List<Violation> into);

    /** All violations of the value as a whole. */
    default List<Violation> violations(@Nullable Object value) {
        List<Violation> violations = new ArrayList<>();
        if (value == null) {
            violations.add(new Violation("", "null stands where a value is needed"));
        } else {
            check(value, Pointer.ROOT, violations);
        }
        return violations;
    }

    private static void report(List<Violation> into, Pointer at, String detail) {
        if (into.size() < MAX_VIOLATIONS) {
            into.add(new Violation(at.value(), detail));
        }
    }

    /**
     * A string.
     *
     * @param minLength least number of characters
     * @param maxLength greatest number of characters
     * @param values the only strings allowed; empty for any
     */
    record Text(int minLength, int maxLength, Set<String> values) implements Shape {
        public Text {
            values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
        }

        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (!(value instanceof String text)) {
                boolean plain = value instanceof BigDecimal || value instanceof Boolean;
                report(into, at, plain ? "must be a string; put quotes around it" : "must be a string");
            } else if (!values.isEmpty() && !values.contains(text)) {
                report(into, at, "must be one of " + String.join(", ", values));
            } else if (text.length() < minLength || text.length() > maxLength) {
                report(into, at, "must have " + minLength + " to " + maxLength + " characters");
            }
        }
    }

    /**
     * A number.
     *
     * @param min least value, null for none
     * @param max greatest value, null for none
     * @param whole whether fractions are refused
     */
    record Numeric(@Nullable BigDecimal min, @Nullable BigDecimal max, boolean whole) implements Shape {
        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (!(value instanceof BigDecimal number)) {
                report(into, at, "must be a number");
            } else if (whole && number.stripTrailingZeros().scale() > 0) {
                report(into, at, "must be a whole number");
            } else if (min != null && number.compareTo(min) < 0) {
                report(into, at, "must be at least " + CanonicalJson.number(min));
            } else if (max != null && number.compareTo(max) > 0) {
                report(into, at, "must be at most " + CanonicalJson.number(max));
            }
        }
    }

    /** True or false. */
    record Flag() implements Shape {
        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (!(value instanceof Boolean)) {
                report(into, at, "must be true or false");
            }
        }
    }

    /** A string that stands for a point or a length of time. */
    record Temporal(Kind kind) implements Shape {
        /** Characters. */
        static final int MAX_LENGTH = 50;

        /** What the string holds. */
        public enum Kind {
            INSTANT("an instant as in RFC 3339 with its offset", "2026-03-02T09:15:00Z") {
                @Override
                Object parse(String text) {
                    return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
                }
            },
            LOCAL_DATE_TIME("a local date and time", "2026-03-02T09:15:00") {
                @Override
                Object parse(String text) {
                    return LocalDateTime.parse(text);
                }
            },
            DATE("a date", "2026-03-02") {
                @Override
                Object parse(String text) {
                    return LocalDate.parse(text);
                }
            },
            DURATION("a length of time as in ISO 8601", "PT4H") {
                @Override
                Object parse(String text) {
                    return Duration.parse(text);
                }
            },
            TIME_ZONE("a time zone of the IANA database", "Europe/Berlin") {
                @Override
                Object parse(String text) {
                    return ZoneId.of(text);
                }
            };

            private final String meaning;
            private final String sample;

            Kind(String meaning, String sample) {
                this.meaning = meaning;
                this.sample = sample;
            }

            /** A string of this kind. */
            public String sample() {
                return sample;
            }

            abstract Object parse(String text);
        }

        /** The string as the {@code java.time} value that it stands for. The caller MUST have checked it. */
        public Object parse(String text) {
            return kind.parse(text);
        }

        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (!(value instanceof String text) || text.length() > MAX_LENGTH || !parses(text)) {
                report(into, at, "must be " + kind.meaning + ", for example " + kind.sample);
            }
        }

        private boolean parses(String text) {
            try {
                kind.parse(text);
                return true;
            } catch (DateTimeException | ArithmeticException e) {
                return false;
            }
        }
    }

    /**
     * A list whose items, none of them null, all have one shape.
     *
     * @param minItems least number of items
     * @param maxItems greatest number of items
     */
    record ListOf(Shape items, int minItems, int maxItems) implements Shape {
        public ListOf(Shape items, int maxItems) {
            this(items, 0, maxItems);
        }

        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (!(value instanceof List<?>)) {
                report(into, at, "must be a list");
                return;
            }
            List<@Nullable Object> list = Tree.asList(value);
            if (list.size() > maxItems) {
                report(into, at, "must have at most " + maxItems + " items");
                return;
            }
            if (list.size() < minItems) {
                report(into, at, "must have at least " + minItems + (minItems == 1 ? " item" : " items"));
            }
            for (int i = 0; i < list.size(); i++) {
                Object item = list.get(i);
                if (item == null) {
                    report(into, at.index(i), "must not be null");
                } else {
                    items.check(item, at.index(i), into);
                }
            }
        }
    }

    /** An object with declared fields; any other field is a violation. */
    record ObjectOf(Map<String, Field> fields) implements Shape {
        public ObjectOf {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (!(value instanceof Map<?, ?>)) {
                report(into, at, "must be an object");
                return;
            }
            Map<String, @Nullable Object> object = Tree.asObject(value);
            for (String name : object.keySet()) {
                if (!fields.containsKey(name)) {
                    report(
                            into,
                            at.field(name),
                            "is not declared here; known are " + String.join(", ", fields.keySet()));
                }
            }
            fields.forEach((name, field) -> {
                Object present = object.get(name);
                if (present != null) {
                    field.shape().check(present, at.field(name), into);
                } else if (field.required()) {
                    report(into, at.field(name), "is missing");
                } else if (!field.mayBeNull() && object.containsKey(name)) {
                    report(into, at.field(name), "is empty; give it a value or leave it out");
                }
            });
        }
    }

    /**
     * An object whose field names are free and whose values all have one shape.
     *
     * @param maxEntries greatest number of fields
     * @param nulls whether a value may be null
     */
    record MapOf(Shape values, int maxEntries, boolean nulls) implements Shape {
        public MapOf(Shape values, int maxEntries) {
            this(values, maxEntries, false);
        }

        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (!(value instanceof Map<?, ?>)) {
                report(into, at, "must be an object");
                return;
            }
            Map<String, @Nullable Object> object = Tree.asObject(value);
            if (object.size() > maxEntries) {
                report(into, at, "must have at most " + maxEntries + " fields");
                return;
            }
            object.forEach((name, entry) -> {
                if (entry != null) {
                    values.check(entry, at.field(name), into);
                } else if (!nulls) {
                    report(into, at.field(name), "must not be null");
                }
            });
        }
    }

    /**
     * One of several objects, told apart by a field that each of them alone has.
     *
     * @param forms by the name of that field
     */
    record OneOf(Map<String, ObjectOf> forms) implements Shape {
        public OneOf {
            forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
        }

        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (!(value instanceof Map<?, ?> object)) {
                report(into, at, "must be an object");
                return;
            }
            List<String> present = forms.keySet().stream()
                    .filter(name -> object.get(name) != null)
                    .toList();
            if (present.isEmpty()) {
                report(into, at, "needs one of " + String.join(", ", forms.keySet()));
            } else if (present.size() > 1) {
                report(into, at.field(present.get(1)), "cannot stand beside " + present.get(0) + "; keep one of them");
            } else {
                Objects.requireNonNull(forms.get(present.get(0))).check(value, at, into);
            }
        }
    }

    /** A string, or an object that says more than a string can. */
    record TextOr(Text text, ObjectOf object) implements Shape {
        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            if (value instanceof Map<?, ?>) {
                object.check(value, at, into);
            } else if (value instanceof String) {
                text.check(value, at, into);
            } else {
                report(into, at, "must be a string or an object");
            }
        }
    }

    /** Any value at all. */
    record Anything() implements Shape {
        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            // nothing differs from anything
        }
    }

    /** A shape that is known later, so that a shape can contain itself. */
    record Later(Supplier<Shape> shape) implements Shape {
        @Override
        public void check(Object value, Pointer at, List<Violation> into) {
            shape.get().check(value, at, into);
        }
    }

    /**
     * A declared field of an object.
     *
     * @param required whether it is a violation that the field is absent or null
     * @param mayBeNull whether null says the same as absence; never of a required field
     * @param description for people; null for none
     */
    record Field(
            Shape shape,
            boolean required,
            boolean mayBeNull,
            @Nullable String description) {
        public static Field required(Shape shape) {
            return new Field(shape, true, false, null);
        }

        /** May be absent or null. */
        public static Field optional(Shape shape) {
            return new Field(shape, false, true, null);
        }

        /** May be absent; null is a violation, because whoever wrote the name forgot the value. */
        public static Field filled(Shape shape) {
            return new Field(shape, false, false, null);
        }

        public Field described(@Nullable String text) {
            return new Field(shape, required, mayBeNull, text);
        }
    }
}
