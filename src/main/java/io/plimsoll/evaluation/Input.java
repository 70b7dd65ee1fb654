package io.plimsoll.evaluation;

import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One fact that a domain's tables may read.
 *
 * @param name as the tables call it
 * @param unit for people, for example {@code USD}; null for none
 * @param description for people
 * @param requiredFor the types of requests, or {@link #ALWAYS}, for which the decision cannot be made without it
 * @param shape what a value must look like
 * @param fields what an object consists of; empty for everything else
 * @param item what a list consists of; null for everything else
 */
public record Input(
        String name,
        @Nullable String unit,
        @Nullable String description,
        Set<String> requiredFor,
        Shape shape,
        Map<String, Input> fields,
        @Nullable Input item) {
    /** Stands in {@code requiredFor} for every submission, with or without a request. */
    public static final String ALWAYS = "always";

    public Input {
        requiredFor = Set.copyOf(requiredFor);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** An object of inputs. Nothing in it is required by shape: what is missing is a matter of {@link #missing}. */
    static Shape.ObjectOf shapeOf(Map<String, Input> inputs) {
        Map<String, Field> fields = new LinkedHashMap<>();
        inputs.forEach(
                (key, input) -> fields.put(key, Field.optional(input.shape()).described(input.words())));
        return new Shape.ObjectOf(fields);
    }

    /** The input at a path such as {@code original_payment.source}; null where there is none. It leads into no list. */
    static @Nullable Input at(Map<String, Input> inputs, String path) {
        Map<String, Input> level = inputs;
        Input found = null;
        for (String step : path.split("\\.", -1)) {
            found = level.get(step);
            if (found == null) {
                return null;
            }
            level = found.fields();
        }
        return found;
    }

    /** All that is known of it, for people; null for nothing. */
    private @Nullable String words() {
        List<String> words = new ArrayList<>();
        if (description != null) {
            words.add(description);
        }
        if (unit != null) {
            words.add("In " + unit + ".");
        }
        if (!requiredFor.isEmpty()) {
            words.add(
                    requiredFor.contains(ALWAYS)
                            ? "Needed for every decision."
                            : "Needed to decide " + String.join(", ", new TreeSet<>(requiredFor)) + ".");
        }
        return words.isEmpty() ? null : String.join(" ", words);
    }

    /** Collects the places below {@code at} that a submission with this request needs and does not have. */
    void missing(@Nullable Object value, @Nullable String requestType, Pointer at, List<String> into) {
        if (value == null) {
            if (requiredFor.contains(ALWAYS) || (requestType != null && requiredFor.contains(requestType))) {
                into.add(at.value());
            }
            return;
        }
        if (!fields.isEmpty()) {
            Map<String, @Nullable Object> object = Tree.asObject(value);
            fields.forEach((key, field) -> field.missing(object.get(key), requestType, at.field(key), into));
        }
        if (item != null) {
            List<@Nullable Object> list = Tree.asList(value);
            for (int i = 0; i < list.size(); i++) {
                item.missing(list.get(i), requestType, at.index(i), into);
            }
        }
    }

    /** The value as FEEL knows it: dates, times and durations parsed, declared fields that are absent set to null. */
    @Nullable Object feelValue(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (shape instanceof Shape.Temporal temporal && temporal.kind() != Shape.Temporal.Kind.TIME_ZONE) {
            return temporal.parse((String) value);
        }
        if (!fields.isEmpty()) {
            Map<String, @Nullable Object> object = Tree.asObject(value);
            Map<String, @Nullable Object> context = new LinkedHashMap<>();
            fields.forEach((key, field) -> context.put(key, field.feelValue(object.get(key))));
            return context;
        }
        if (item != null) {
            List<@Nullable Object> list = new ArrayList<>();
            Tree.asList(value).forEach(each -> list.add(item.feelValue(each)));
            return list;
        }
        return value;
    }

    /** Some value of this shape, to warm a policy with. */
    Object sample() {
        if (item != null) {
            return List.of(item.sample());
        }
        if (!fields.isEmpty()) {
            Tree.Builder object = Tree.object();
            fields.forEach((key, field) -> object.put(key, field.sample()));
            return object.build();
        }
        if (shape instanceof Shape.Text text) {
            return text.values().stream().findFirst().orElse("sample");
        }
        if (shape instanceof Shape.Numeric numeric) {
            BigDecimal min = numeric.min();
            return min == null ? BigDecimal.ONE : min;
        }
        if (shape instanceof Shape.Temporal temporal) {
            return temporal.kind().sample();
        }
        return true;
    }
}
