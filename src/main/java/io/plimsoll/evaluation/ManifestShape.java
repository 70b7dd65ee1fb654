package io.plimsoll.evaluation;

import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Anything;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Shape.Flag;
import io.plimsoll.platform.Shape.Later;
import io.plimsoll.platform.Shape.ListOf;
import io.plimsoll.platform.Shape.MapOf;
import io.plimsoll.platform.Shape.Numeric;
import io.plimsoll.platform.Shape.ObjectOf;
import io.plimsoll.platform.Shape.Temporal;
import io.plimsoll.platform.Shape.Text;
import io.plimsoll.platform.Shape.TextOr;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The form of {@code policy.yaml}. */
final class ManifestShape {
    private static final Text NAME = new Text(1, 100, Set.of());
    private static final Text PROSE = new Text(1, 2_000, Set.of());
    private static final Text PATH = new Text(1, 200, Set.of());
    private static final ListOf NAMES = new ListOf(NAME, 100);
    private static final ListOf PATHS = new ListOf(PATH, 200);
    private static final Numeric LIMIT = new Numeric(BigDecimal.ZERO, BigDecimal.valueOf(100_000), true);
    private static final Numeric SEVERITY =
            new Numeric(BigDecimal.valueOf(Verdict.LEAST_SEVERITY), BigDecimal.valueOf(Verdict.MOST_SEVERITY), true);
    private static final Temporal DURATION = new Temporal(Temporal.Kind.DURATION);
    private static final Numeric LEVEL = new Numeric(BigDecimal.ONE, BigDecimal.TEN, true);

    /** The types of inputs, written in lower case with hyphens. */
    enum Type {
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        DATE,
        LOCAL_DATE_TIME,
        INSTANT,
        DURATION,
        TIME_ZONE,
        OBJECT,
        LIST;

        static Type of(String written) {
            return valueOf(written.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        String inManifest() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Set<String> written() {
            return Arrays.stream(values()).map(Type::inManifest).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    static final Shape MANIFEST = new ObjectOf(fields(
            Map.entry("plimsoll", Field.required(new Numeric(BigDecimal.ONE, BigDecimal.ONE, true))),
            Map.entry("domain", Field.required(new Text(2, 40, Set.of()))),
            Map.entry("title", Field.required(NAME)),
            Map.entry("description", Field.required(PROSE)),
            Map.entry("currency", Field.required(new Text(3, 3, Set.of()))),
            Map.entry("inputs", Field.required(new MapOf(new Later(ManifestShape::input), 500))),
            Map.entry("kind", Field.optional(new Text(1, 20, Set.of("policy", "guardrails")))),
            Map.entry("requests", Field.optional(new MapOf(request(), 200))),
            Map.entry("intents", Field.optional(new MapOf(intent(), 200))),
            Map.entry("history", Field.optional(history())),
            Map.entry("clocks", Field.optional(new MapOf(clock(), 20))),
            Map.entry("features", Field.optional(new MapOf(feature(), 100))),
            Map.entry("steps", Field.required(new ListOf(step(), 200))),
            Map.entry("default", Field.optional(byDefault())),
            Map.entry("approvals", Field.optional(new MapOf(route(), 50))),
            Map.entry("handover", Field.required(handover())),
            Map.entry("dossier", Field.optional(dossier())),
            Map.entry("reasons", Field.required(new MapOf(new TextOr(PROSE, wording()), 1_000))),
            Map.entry("files", Field.required(files()))));

    private ManifestShape() {}

    private static Shape input() {
        return new ObjectOf(inputFields());
    }

    private static Map<String, Field> inputFields() {
        return fields(
                Map.entry("name", Field.optional(NAME)),
                Map.entry("type", Field.required(new Text(1, 20, Type.written()))),
                Map.entry("unit", Field.optional(NAME)),
                Map.entry("description", Field.optional(PROSE)),
                Map.entry("requiredFor", Field.optional(NAMES)),
                Map.entry("values", Field.optional(NAMES)),
                Map.entry("maxLength", Field.optional(LIMIT)),
                Map.entry("min", Field.optional(new Numeric(null, null, false))),
                Map.entry("max", Field.optional(new Numeric(null, null, false))),
                Map.entry("maxItems", Field.optional(LIMIT)),
                Map.entry("fields", Field.optional(new MapOf(new Later(ManifestShape::input), 200))),
                Map.entry("items", Field.optional(new Later(ManifestShape::input))));
    }

    private static Shape request() {
        Map<String, Field> argument = inputFields();
        argument.put("fact", Field.optional(NAME));
        return new ObjectOf(fields(
                Map.entry("description", Field.required(PROSE)),
                Map.entry("arguments", Field.optional(new MapOf(new ObjectOf(argument), 100)))));
    }

    private static Shape intent() {
        return new ObjectOf(fields(
                Map.entry("description", Field.required(PROSE)), Map.entry("money", Field.required(new Flag()))));
    }

    private static Shape history() {
        Shape load = new ObjectOf(fields(
                Map.entry("of", Field.required(NAME)),
                Map.entry("by", Field.required(constants(Scope.QUEUE, Scope.TOPIC, Scope.DOMAIN))),
                Map.entry("within", Field.required(DURATION))));
        Shape trend = new ObjectOf(fields(
                Map.entry("name", Field.required(NAME)),
                Map.entry("intentions", Field.required(NAMES)),
                Map.entry("by", Field.required(constants(Scope.TOPIC, Scope.DOMAIN))),
                Map.entry("baseline", Field.required(DURATION))));
        return new ObjectOf(fields(
                Map.entry("within", Field.required(DURATION)),
                Map.entry(
                        "signals",
                        Field.required(new Numeric(BigDecimal.ONE, BigDecimal.valueOf(Memory.MAX_SIGNALS), true))),
                Map.entry("loads", Field.optional(new ListOf(load, 20))),
                Map.entry("trends", Field.optional(new ListOf(trend, 20)))));
    }

    private static Shape clock() {
        return new ObjectOf(fields(
                Map.entry("zone", Field.optional(new Temporal(Temporal.Kind.TIME_ZONE))),
                Map.entry("fact", Field.optional(NAME))));
    }

    private static Shape feature() {
        return new ObjectOf(fields(
                Map.entry(
                        "type",
                        Field.required(new Text(1, 20, Set.of(Type.NUMBER.inManifest(), Type.BOOLEAN.inManifest())))),
                Map.entry("absent", Field.optional(new Anything())),
                Map.entry("description", Field.optional(PROSE))));
    }

    /** Which keys go together is held by {@link ManifestReader}. */
    private static Shape step() {
        return new ObjectOf(fields(
                Map.entry("perceive", Field.optional(PATH)),
                Map.entry("decide", Field.optional(NAME)),
                Map.entry("govern", Field.optional(PATH)),
                Map.entry("guard", Field.optional(NAME)),
                Map.entry("answer", Field.optional(NAME)),
                Map.entry("each", Field.optional(new Text(1, 10, Set.of("intent")))),
                Map.entry("for", Field.optional(NAMES))));
    }

    private static Shape byDefault() {
        return new ObjectOf(fields(
                Map.entry("outcome", Field.required(constants(Outcome.values()))),
                Map.entry("severity", Field.required(SEVERITY)),
                Map.entry("reason", Field.required(NAME))));
    }

    private static Shape handover() {
        Map<String, Field> handover = routeFields();
        handover.put("severity", Field.required(SEVERITY));
        return new ObjectOf(handover);
    }

    private static Shape route() {
        return new ObjectOf(routeFields());
    }

    private static Map<String, Field> routeFields() {
        return fields(
                Map.entry("queue", Field.required(NAME)),
                Map.entry("level", Field.required(LEVEL)),
                Map.entry("dueWithin", Field.required(DURATION)));
    }

    private static Shape dossier() {
        Shape audited =
                new ObjectOf(fields(Map.entry("fact", Field.required(NAME)), Map.entry("why", Field.required(PROSE))));
        return new ObjectOf(fields(
                Map.entry("segments", Field.optional(new ListOf(NAME, Manifest.Dossier.MAX_FACTS))),
                Map.entry("fairness", Field.optional(new ListOf(audited, Manifest.Dossier.MAX_FACTS)))));
    }

    private static ObjectOf wording() {
        Map<String, Field> texts =
                fields(Map.entry("text", Field.required(PROSE)), Map.entry("customer", Field.optional(PROSE)));
        Map<String, Field> wording = new LinkedHashMap<>(texts);
        wording.put("translations", Field.optional(new MapOf(new ObjectOf(texts), 50)));
        return new ObjectOf(wording);
    }

    private static Shape files() {
        return new ObjectOf(fields(
                Map.entry("dmn", Field.required(PATHS)),
                Map.entry("rules", Field.optional(PATHS)),
                Map.entry("scenarios", Field.optional(PATHS))));
    }

    private static Text constants(Enum<?>... constants) {
        return new Text(
                1, 40, Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    @SafeVarargs
    private static Map<String, Field> fields(Map.Entry<String, Field>... entries) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Field> entry : entries) {
            fields.put(entry.getKey(), entry.getValue());
        }
        return fields;
    }
}
