package io.plimsoll.rollout.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plimsoll.evaluation.Input;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Shape;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a call to a domain may contain and what it may be answered.
 *
 * @param facts by the name under which a client sends them
 * @param requests by type
 * @param intents by type
 * @param reasons text by code
 */
@Schema(name = "Inputs")
record InputsRepresentation(
        Map<String, Fact> facts,
        Map<String, RequestType> requests,
        Map<String, Manifest.IntentType> intents,
        Map<String, String> reasons) {

    /**
     * A fact, or an argument of a request.
     *
     * @param type string, number, integer, boolean, date, local-date-time, instant, duration, object or list
     * @param name as the tables call it
     * @param requiredFor types of requests that cannot be decided without it
     * @param values the only strings allowed
     * @param fields what an object consists of
     * @param items what a list consists of
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Fact(
            String type,
            String name,
            @Nullable String unit,
            @Nullable String description,
            Set<String> requiredFor,
            Set<String> values,
            @Nullable Integer maxLength,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer maxItems,
            Map<String, Fact> fields,
            @Nullable Fact items) {

        static Fact of(Input input) {
            Shape shape = input.shape();
            Shape.Text text = shape instanceof Shape.Text is ? is : null;
            Shape.Numeric number = shape instanceof Shape.Numeric is ? is : null;
            Shape.ListOf list = shape instanceof Shape.ListOf is ? is : null;
            return new Fact(
                    type(shape),
                    input.name(),
                    input.unit(),
                    input.description(),
                    new TreeSet<>(input.requiredFor()),
                    text == null ? Set.of() : text.values(),
                    text == null ? null : text.maxLength(),
                    number == null ? null : number.min(),
                    number == null ? null : number.max(),
                    list == null ? null : list.maxItems(),
                    each(input.fields(), Fact::of),
                    input.item() == null ? null : of(input.item()));
        }

        private static String type(Shape shape) {
            if (shape instanceof Shape.Numeric number) {
                return number.whole() ? "integer" : "number";
            }
            if (shape instanceof Shape.Temporal temporal) {
                return temporal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
            if (shape instanceof Shape.Flag) {
                return "boolean";
            }
            if (shape instanceof Shape.ListOf) {
                return "list";
            }
            return shape instanceof Shape.ObjectOf ? "object" : "string";
        }
    }

    /** A type of request. */
    record RequestType(String description, Map<String, Fact> arguments) {}

    static InputsRepresentation of(Manifest manifest) {
        return new InputsRepresentation(
                each(manifest.inputs(), Fact::of),
                each(
                        manifest.requests(),
                        request -> new RequestType(
                                request.description(),
                                each(request.arguments(), argument -> Fact.of(argument.input())))),
                manifest.intents(),
                each(manifest.reasons(), wording -> wording.english().text()));
    }

    private static <T, R> Map<String, R> each(Map<String, T> from, Function<T, R> to) {
        Map<String, R> mapped = new LinkedHashMap<>();
        from.forEach((name, value) -> mapped.put(name, to.apply(value)));
        return mapped;
    }
}
