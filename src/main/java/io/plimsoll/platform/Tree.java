package io.plimsoll.platform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as plain, immutable Java: {@code Map<String, Object>}, {@code List<Object>}, {@link String},
 * {@link java.math.BigDecimal}, {@link Boolean} and {@code null}. It is the common tongue of the strict reader
 * ({@link StrictJson}), the contract ({@link Shape}), the canonical writer ({@link CanonicalJson}) and FEEL.
 */
public final class Tree {
    private Tree() {}

    /** An object that keeps the order of its fields. */
    public static Builder object() {
        return new Builder();
    }

    /** The value as an object. The caller MUST have checked its shape. */
    @SuppressWarnings("unchecked") // trees are built by this package only, and objects have string keys
    public static Map<String, @Nullable Object> asObject(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalStateException("expected an object");
    }

    /** The value as a list. The caller MUST have checked its shape. */
    @SuppressWarnings("unchecked") // a list of anything is a list of trees
    public static List<@Nullable Object> asList(@Nullable Object tree) {
        if (tree instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw new IllegalStateException("expected a list");
    }

    /** Collects the fields of an object. */
    public static final class Builder {
        private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, @Nullable Object value) {
            fields.put(name, value);
            return this;
        }

        public Map<String, @Nullable Object> build() {
            return Collections.unmodifiableMap(fields);
        }
    }
}
