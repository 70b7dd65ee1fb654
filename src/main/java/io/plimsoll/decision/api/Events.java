package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Contract;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents 1.0 (HTTP binding and JSON format, version 1.0.2) as strictly as every other body. */
final class Events {
    static final String TYPE = "io.plimsoll.signal.v1";
    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCHED = "application/cloudevents-batch+json";
    /** Events of one batch; what does not fit can be sent as lines. */
    static final int MAX_BATCH = 1_000;

    private static final String HEADER = "ce-";
    private static final String DATA = "data";
    private static final String BASE64 = "data_base64";
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,20}");
    /** What RFC 3986 allows in a reference. */
    private static final Pattern REFERENCE = Pattern.compile("[!-~&&[^\"<>\\\\^`{|}]]+");

    private static final Shape.Text LINE = new Shape.Text(1, 500, Set.of());
    private static final Shape.ObjectOf ATTRIBUTES = attributes();
    private static final Shape BATCH = new Shape.ListOf(new Shape.Anything(), MAX_BATCH);

    private Events() {}

    /**
     * An event that holds a submission.
     *
     * @param source as the sender names it
     * @param submission the data, with id and time of the event; not yet checked
     * @param at where the data stands in what was sent
     * @param traceparent the extension of distributed tracing; null for none
     */
    record Event(
            String source,
            String domain,
            @Nullable Object submission,
            Pointer at,
            @Nullable String traceparent) {}

    /** The events of a batch, not yet looked at. */
    static List<@Nullable Object> batch(byte[] body) {
        Object tree = StrictJson.read(body);
        refuse(BATCH.violations(tree));
        return Tree.asList(tree);
    }

    /** An event in the JSON format. */
    static Event structured(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?>)) {
            throw refused(List.of(new Violation("", "must be a CloudEvent in the JSON format, an object")));
        }
        Map<String, @Nullable Object> event = new LinkedHashMap<>(Tree.asObject(tree));
        boolean plain = event.containsKey(DATA);
        Object data = event.remove(DATA);
        Object base64 = event.remove(BASE64);
        List<Violation> violations = attributeViolations(event);
        if (base64 != null && data != null) {
            violations.add(new Violation("/" + BASE64, "cannot stand beside data; keep one of them"));
        } else if (base64 == null && !plain) {
            violations.add(new Violation("/" + DATA, "is missing"));
        }
        refuse(violations);
        return base64 == null
                ? event(event, data, Pointer.ROOT.field(DATA))
                : event(event, StrictJson.read(decoded(base64)), Pointer.ROOT.field(BASE64));
    }

    /** An event whose attributes are headers and whose data is the body. */
    static Event binary(Map<String, List<String>> headers, byte[] body) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        headers.forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(HEADER)) {
                if (values.size() > 1) {
                    violations.add(new Violation(place(name.substring(HEADER.length())), "is sent twice"));
                }
                attributes.put(name.substring(HEADER.length()), unescaped(values.get(0)));
            }
        });
        violations.addAll(attributeViolations(attributes));
        refuse(violations.stream()
                .map(each -> new Violation(
                        "",
                        "the header " + HEADER + each.pointer().substring(1).replace("~0", "~") + " " + each.detail()))
                .toList());
        return event(attributes, StrictJson.read(body), Pointer.ROOT);
    }

    private static Event event(Map<String, @Nullable Object> attributes, @Nullable Object data, Pointer at) {
        return new Event(
                text(attributes, "source"),
                text(attributes, "plimsolldomain"),
                submission(data, text(attributes, "id"), (String) attributes.get("time"), at),
                at,
                attributes.get("traceparent") instanceof String traceparent ? traceparent : null);
    }

    /** What is wrong with the data itself is told by the contract of its domain. */
    private static @Nullable Object submission(@Nullable Object data, String id, @Nullable String time, Pointer at) {
        if (!(data instanceof Map<?, ?> body) || !(body.get("signal") instanceof Map<?, ?> heard)) {
            return data;
        }
        Map<String, @Nullable Object> signal = new LinkedHashMap<>(Tree.asObject(heard));
        Object own = signal.get("id");
        if (own != null && !own.equals(id)) {
            throw refused(List.of(new Violation(
                    at.field("signal").field("id").value(),
                    "differs from the id of the event; send the same or leave it out")));
        }
        signal.put("id", id);
        if (signal.get("occurredAt") == null && time != null) {
            signal.put("occurredAt", time);
        }
        Map<String, @Nullable Object> submission = new LinkedHashMap<>(Tree.asObject(body));
        submission.put("signal", signal);
        return submission;
    }

    /** Extension attributes that are not ours are allowed and not read. */
    private static List<Violation> attributeViolations(Map<String, @Nullable Object> attributes) {
        List<Violation> violations = new ArrayList<>();
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (ATTRIBUTES.fields().containsKey(name)) {
                known.put(name, value);
            } else if (!EXTENSION.matcher(name).matches()) {
                violations.add(
                        new Violation(place(name), "is no attribute: lower-case letters and digits, at most 20"));
            } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
                violations.add(new Violation(place(name), "must be a string, a number, true or false"));
            }
        });
        violations.addAll(ATTRIBUTES.violations(known));
        if (attributes.get("source") instanceof String source && !isReference(source)) {
            violations.add(new Violation("/source", "must be a URI reference as in RFC 3986"));
        }
        if (attributes.get("datacontenttype") instanceof String type && !isJson(type)) {
            throw new PlimsollException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Nothing was stored. The data of an event is JSON; say application/json in datacontenttype, or leave"
                            + " it out.");
        }
        return violations;
    }

    private static String place(String attribute) {
        return Pointer.ROOT.field(attribute).value();
    }

    private static boolean isReference(String source) {
        try {
            return REFERENCE.matcher(source).matches()
                    && !new URI(source).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isJson(String type) {
        return type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
    }

    private static byte[] decoded(Object base64) {
        try {
            return Base64.getDecoder().decode(String.valueOf(base64));
        } catch (IllegalArgumentException e) {
            throw refused(List.of(new Violation("/" + BASE64, "must be base64 as in RFC 4648")));
        }
    }

    /** Section 3.1.3.2 of the HTTP binding: what is no printable ASCII comes as percent-encoded UTF-8. */
    private static String unescaped(String header) {
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return header;
        }
    }

    private static String text(Map<String, @Nullable Object> attributes, String name) {
        return (String) Objects.requireNonNull(attributes.get(name));
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw refused(violations);
        }
    }

    private static PlimsollException refused(List<Violation> violations) {
        return new PlimsollException(
                ProblemCode.CONTRACT_VIOLATED,
                "Nothing was stored. Send a CloudEvent 1.0 with the attributes "
                        + ATTRIBUTES.fields().entrySet().stream()
                                .filter(field -> field.getValue().required())
                                .map(Map.Entry::getKey)
                                .collect(Collectors.joining(", "))
                        + ", whose data is a submission.",
                violations);
    }

    private static Shape.ObjectOf attributes() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("specversion", Field.required(new Shape.Text(1, 10, Set.of("1.0"))));
        fields.put("type", Field.required(new Shape.Text(1, 100, Set.of(TYPE))));
        fields.put("source", Field.required(LINE));
        fields.put("id", Field.required(new Shape.Text(1, Contract.MAX_ID, Set.of())));
        fields.put("plimsolldomain", Field.required(LINE));
        fields.put("time", Field.optional(new Shape.Temporal(Shape.Temporal.Kind.INSTANT)));
        fields.put("datacontenttype", Field.optional(LINE));
        fields.put("dataschema", Field.optional(LINE));
        fields.put("subject", Field.optional(LINE));
        return new Shape.ObjectOf(fields);
    }
}
