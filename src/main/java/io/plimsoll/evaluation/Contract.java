package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.JsonSchema;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The data contract of a domain: what a submission may look like. It is made once from a manifest and refuses everything
 * that is not declared.
 */
public final class Contract {
    /** Characters of an id that a client chooses. */
    public static final int MAX_ID = 200;
    /** Characters of a customer's words. */
    public static final int MAX_TEXT = 20_000;

    private static final String PROPERTIES = "properties";
    private static final Shape.Text ID = new Shape.Text(1, MAX_ID, Set.of());
    private static final Shape.Text NAME = new Shape.Text(1, 100, Set.of());
    private static final Shape.Numeric UNIT_INTERVAL = new Shape.Numeric(BigDecimal.ZERO, BigDecimal.ONE, false);

    private final Manifest manifest;
    private final Shape envelope;
    private final Map<String, Shape> arguments;

    Contract(Manifest manifest) {
        this.manifest = manifest;
        this.envelope = envelope(manifest);
        this.arguments = new LinkedHashMap<>();
        manifest.requests().forEach((type, request) -> arguments.put(type, argumentsOf(request)));
    }

    /** Everything at which the body differs from the contract; empty when it can become a {@link Submission}. */
    public List<Violation> violations(@Nullable Object body) {
        List<Violation> violations = new ArrayList<>(envelope.violations(body));
        if (!violations.isEmpty()) {
            return violations;
        }
        Map<String, @Nullable Object> signal = Tree.asObject(Tree.asObject(body).get("signal"));
        if (signal.get("scores") != null && signal.get("producer") == null) {
            violations.add(new Violation("/signal/producer", "is missing; scores need the producer that made them"));
        }
        Object request = Tree.asObject(body).get("request");
        if (request != null) {
            checkArguments(Tree.asObject(request), violations);
        }
        return violations;
    }

    /**
     * The contract as a JSON Schema, for clients: what it refuses, the service refuses. What only the service can know, a
     * time that lies in the future or an argument that contradicts a fact, is not in it.
     *
     * @param id where it is published; need not be an address that answers
     */
    public Map<String, @Nullable Object> schema(String id) {
        List<Object> conditions = new ArrayList<>();
        conditions.add(condition("signal", present("scores"), present("producer")));
        arguments.forEach((type, shape) -> conditions.add(condition(
                "request",
                property("type", Map.of("const", type)),
                Map.of(
                        PROPERTIES,
                        Map.of(
                                "arguments",
                                Map.of("anyOf", List.of(Map.of("type", "null"), JsonSchema.part(shape))))))));
        Tree.Builder schema = Tree.object();
        JsonSchema.of(envelope, id, "What may be sent to the domain " + manifest.domain() + " to have it decided")
                .forEach(schema::put);
        return schema.put("allOf", conditions).build();
    }

    private static Map<String, Object> condition(String field, Map<String, Object> when, Map<String, Object> then) {
        return Map.of("if", property(field, when), "then", Map.of(PROPERTIES, Map.of(field, then)));
    }

    private static Map<String, Object> present(String field) {
        return property(field, Map.of("type", "object"));
    }

    private static Map<String, Object> property(String name, Map<String, Object> schema) {
        return Map.of("type", "object", "required", List.of(name), PROPERTIES, Map.of(name, schema));
    }

    /** Arguments whose value differs from the fact that the manifest says they repeat. */
    public List<Violation> contradictions(Submission submission) {
        List<Violation> contradictions = new ArrayList<>();
        Request request = submission.request();
        Manifest.RequestType type = request == null ? null : manifest.requests().get(request.type());
        if (request != null && type != null) {
            type.arguments().forEach((name, argument) -> {
                Object sent = request.arguments().get(name);
                Object known = argument.fact() == null ? null : fact(submission.facts(), argument.fact());
                if (sent != null && isKnown(known) && !same(sent, known)) {
                    contradictions.add(new Violation(
                            Pointer.ROOT
                                    .field("request")
                                    .field("arguments")
                                    .field(name)
                                    .value(),
                            "differs from the fact " + argument.fact() + "; send the same value or leave it out"));
                }
            });
        }
        return contradictions;
    }

    /** JSON pointers to the facts that the decision needs and the submission does not have. */
    List<String> missing(Submission submission) {
        List<String> missing = new ArrayList<>();
        Pointer facts = Pointer.ROOT.field("facts");
        manifest.inputs()
                .forEach((key, input) -> input.missing(
                        submission.facts().get(key), submission.requestType(), facts.field(key), missing));
        return missing;
    }

    private void checkArguments(Map<String, @Nullable Object> request, List<Violation> violations) {
        Shape shape = arguments.get(String.valueOf(request.get("type")));
        Object present = request.get("arguments");
        if (shape != null && present != null) {
            shape.check(present, Pointer.ROOT.field("request").field("arguments"), violations);
        }
    }

    /** A list that was collected is known when each of its items is. */
    private static boolean isKnown(@Nullable Object fact) {
        return fact instanceof List<?> list ? !list.contains(null) : fact != null;
    }

    /** Equal as canonical JSON, so that 1 and 1.0 are the same. */
    private static boolean same(Object one, @Nullable Object other) {
        return CanonicalJson.text(one).equals(CanonicalJson.text(other));
    }

    /** Walks a path such as {@code items.item_id}; through a list it collects from every item. */
    private static @Nullable Object fact(@Nullable Object value, String path) {
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        if (value instanceof List<?>) {
            List<@Nullable Object> collected = new ArrayList<>();
            Tree.asList(value).forEach(item -> collected.add(fact(item, path)));
            return collected;
        }
        Object next = value instanceof Map<?, ?> map ? Tree.asObject(map).get(head) : null;
        return dot < 0 || next == null ? next : fact(next, path.substring(dot + 1));
    }

    private static Shape argumentsOf(Manifest.RequestType request) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        request.arguments().forEach((name, argument) -> inputs.put(name, argument.input()));
        return Input.shapeOf(inputs);
    }

    private static Shape envelope(Manifest manifest) {
        Map<String, Field> request = new LinkedHashMap<>();
        request.put(
                "type",
                Field.required(new Shape.Text(1, 100, manifest.requests().keySet())));
        request.put("arguments", Field.optional(new Shape.Anything()));
        Map<String, Field> envelope = new LinkedHashMap<>();
        envelope.put("signal", Field.required(signal()));
        envelope.put("request", Field.optional(new Shape.ObjectOf(request)));
        envelope.put("facts", Field.optional(Input.shapeOf(manifest.inputs())));
        return new Shape.ObjectOf(envelope);
    }

    /** A signal as clients send it, in every domain. */
    public static Shape.ObjectOf signal() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("id", Field.required(ID).described("Unique for the client that sends it."));
        fields.put("customer", Field.required(ID).described("From whom or about whom it was heard."));
        fields.put(
                "occurredAt",
                Field.required(new Shape.Temporal(Shape.Temporal.Kind.INSTANT))
                        .described("When it was said, in the client's clock."));
        fields.put("case", Field.optional(ID).described("The order, ticket or conversation that it belongs to."));
        fields.put("channel", Field.optional(constants(Channel.values())).described("How it came in."));
        fields.put("topic", Field.optional(NAME).described("The client's own word for what it is about."));
        fields.put(
                "text",
                Field.optional(new Shape.Text(0, MAX_TEXT, Set.of()))
                        .described("The customer's words; scored by the service when nobody else did."));
        fields.put("scores", Field.optional(scores()).described("What a producer measured in the signal."));
        fields.put("producer", Field.optional(producer()).described("Who scored the signal; scores need one."));
        return new Shape.ObjectOf(fields);
    }

    private static Shape scores() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                "sentiment",
                Field.optional(new Shape.Numeric(BigDecimal.ONE.negate(), BigDecimal.ONE, false))
                        .described("From -1, very negative, to 1, very positive."));
        fields.put("intensity", Field.optional(UNIT_INTERVAL).described("Strength of the feeling, 0 to 1."));
        fields.put(
                "activeness",
                Field.optional(UNIT_INTERVAL).described("How far the customer is about to act on it, 0 to 1."));
        fields.put("confidence", Field.optional(UNIT_INTERVAL).described("Of the producer in these scores, 0 to 1."));
        fields.put("intention", Field.optional(NAME).described("What the customer wants."));
        return new Shape.ObjectOf(fields);
    }

    private static Shape producer() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("kind", Field.required(constants(Producer.Kind.values())).described("What it is."));
        fields.put("name", Field.required(NAME).described("Which one."));
        fields.put("version", Field.required(NAME).described("Which of its versions, in quotes."));
        return new Shape.ObjectOf(fields);
    }

    private static Shape.Text constants(Enum<?>[] values) {
        return new Shape.Text(
                1,
                100,
                Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(java.util.LinkedHashSet::new)));
    }
}
