package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Manifest.Argument;
import io.plimsoll.evaluation.Manifest.Default;
import io.plimsoll.evaluation.Manifest.Feature;
import io.plimsoll.evaluation.Manifest.Files;
import io.plimsoll.evaluation.Manifest.Handover;
import io.plimsoll.evaluation.Manifest.IntentType;
import io.plimsoll.evaluation.Manifest.RequestType;
import io.plimsoll.evaluation.Manifest.RuleStep;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.StrictYaml;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns {@code policy.yaml}, once its shape is checked against {@link ManifestShape}, into a {@link Manifest}. */
final class ManifestReader {
    private static final int DEFAULT_MAX_LENGTH = 1_000;
    private static final int DEFAULT_MAX_ITEMS = 100;

    private ManifestReader() {}

    /**
     * @param findings receives what is wrong with the form
     * @return null when the form is wrong
     * @throws io.plimsoll.platform.PlimsollException when it is not YAML
     */
    static @Nullable Manifest read(byte[] yaml, List<Finding> findings) {
        Object tree = StrictYaml.read(yaml).tree();
        ManifestShape.MANIFEST
                .violations(tree)
                .forEach(violation -> findings.add(Finding.of(
                        FindingCode.MANIFEST_INVALID, Place.manifest(violation.pointer()), violation.detail())));
        if (!findings.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> manifest = Tree.asObject(tree);
        if (!DomainName.isValid(text(manifest, "domain"))) {
            findings.add(Finding.of(
                    FindingCode.MANIFEST_INVALID,
                    Place.manifest("/domain"),
                    "must be lower-case letters, digits and hyphens"));
            return null;
        }
        ManifestKeys.check(manifest, findings);
        return findings.isEmpty() ? manifest(manifest) : null;
    }

    private static Manifest manifest(Map<String, @Nullable Object> tree) {
        boolean guardrails = "guardrails".equals(tree.get("kind"));
        List<Map<String, @Nullable Object>> steps = objects(tree.get("steps"), step -> step);
        return new Manifest(
                guardrails ? Manifest.Kind.GUARDRAILS : Manifest.Kind.POLICY,
                new DomainName(text(tree, "domain")),
                text(tree, "title"),
                text(tree, "description"),
                text(tree, "currency"),
                each(tree.get("inputs"), ManifestReader::input),
                each(tree.get("requests"), ManifestReader::request),
                each(
                        tree.get("intents"),
                        (name, intent) ->
                                new IntentType(text(intent, "description"), Boolean.TRUE.equals(intent.get("money")))),
                tree.get("history") == null ? null : memory(Tree.asObject(tree.get("history"))),
                each(
                        tree.get("clocks"),
                        (name, clock) ->
                                new Manifest.LocalClock((String) clock.get("zone"), (String) clock.get("fact"))),
                each(tree.get("features"), ManifestReader::feature),
                steps.stream().flatMap(ManifestReader::rules).toList(),
                steps.stream().flatMap(ManifestReader::step).toList(),
                byDefault(tree.get("default")),
                each(tree.get("approvals"), (group, route) -> route(route)),
                handover(Tree.asObject(tree.get("handover"))),
                dossier(tree.get("dossier")),
                wordings(tree.get("reasons")),
                files(Tree.asObject(tree.get("files"))));
    }

    private static Input input(String key, Map<String, @Nullable Object> tree) {
        Map<String, Input> fields = each(tree.get("fields"), ManifestReader::input);
        Object items = tree.get("items");
        Input item = items == null ? null : input(key, Tree.asObject(items));
        return new Input(
                Objects.requireNonNullElse((String) tree.get("name"), key),
                (String) tree.get("unit"),
                (String) tree.get("description"),
                strings(tree.get("requiredFor")),
                shape(tree, fields, item),
                fields,
                item);
    }

    private static Shape shape(Map<String, @Nullable Object> tree, Map<String, Input> fields, @Nullable Input item) {
        return switch (ManifestShape.Type.of(text(tree, "type"))) {
            case STRING -> new Shape.Text(0, whole(tree, "maxLength", DEFAULT_MAX_LENGTH), strings(tree.get("values")));
            case NUMBER -> new Shape.Numeric((BigDecimal) tree.get("min"), (BigDecimal) tree.get("max"), false);
            case INTEGER -> new Shape.Numeric((BigDecimal) tree.get("min"), (BigDecimal) tree.get("max"), true);
            case BOOLEAN -> new Shape.Flag();
            case DATE -> new Shape.Temporal(Shape.Temporal.Kind.DATE);
            case LOCAL_DATE_TIME -> new Shape.Temporal(Shape.Temporal.Kind.LOCAL_DATE_TIME);
            case INSTANT -> new Shape.Temporal(Shape.Temporal.Kind.INSTANT);
            case DURATION -> new Shape.Temporal(Shape.Temporal.Kind.DURATION);
            case TIME_ZONE -> new Shape.Temporal(Shape.Temporal.Kind.TIME_ZONE);
            case OBJECT -> Input.shapeOf(fields);
            case LIST ->
                new Shape.ListOf(
                        item == null ? new Shape.Anything() : item.shape(), whole(tree, "maxItems", DEFAULT_MAX_ITEMS));
        };
    }

    private static RequestType request(String type, Map<String, @Nullable Object> tree) {
        return new RequestType(
                text(tree, "description"),
                each(
                        tree.get("arguments"),
                        (name, argument) -> new Argument(input(name, argument), (String) argument.get("fact"))));
    }

    private static Memory memory(Map<String, @Nullable Object> tree) {
        return new Memory(
                Duration.parse(text(tree, "within")),
                whole(tree, "signals", Memory.MAX_SIGNALS),
                optional(
                        tree.get("loads"),
                        load -> new Memory.LoadCount(
                                text(load, "of"),
                                Scope.valueOf(text(load, "by")),
                                Duration.parse(text(load, "within")))),
                optional(
                        tree.get("trends"),
                        trend -> new Memory.TrendCount(
                                text(trend, "name"),
                                strings(trend.get("intentions")),
                                Scope.valueOf(text(trend, "by")),
                                Duration.parse(text(trend, "baseline")))));
    }

    private static Feature feature(String name, Map<String, @Nullable Object> tree) {
        Feature.Type type = Feature.Type.valueOf(text(tree, "type").toUpperCase(Locale.ROOT));
        Object absent = tree.get("absent");
        return new Feature(
                type,
                (String) tree.get("description"),
                absent != null ? absent : type == Feature.Type.NUMBER ? BigDecimal.ZERO : Boolean.FALSE);
    }

    /** Which rules a step runs; nothing for a step that asks tables. */
    private static Stream<RuleStep> rules(Map<String, @Nullable Object> tree) {
        for (Phase phase : Phase.values()) {
            if (tree.get(phase.name().toLowerCase(Locale.ROOT)) instanceof String path && tree.get("answer") == null) {
                return Stream.of(new RuleStep(phase, path));
            }
        }
        return Stream.empty();
    }

    private static Stream<Step> step(Map<String, @Nullable Object> tree) {
        if (tree.get("answer") == null) {
            return Stream.empty();
        }
        Phase phase = tree.get("guard") == null ? Phase.DECIDE : Phase.GUARD;
        return Stream.of(new Step(
                phase,
                text(tree, phase.name().toLowerCase(Locale.ROOT)),
                text(tree, "answer"),
                strings(tree.get("for")),
                tree.get("each") != null));
    }

    /** Guardrails never answer by themselves. */
    private static Default byDefault(@Nullable Object absentInGuardrails) {
        if (absentInGuardrails == null) {
            return new Default(Outcome.DISMISS, Verdict.LEAST_SEVERITY, "");
        }
        Map<String, @Nullable Object> tree = Tree.asObject(absentInGuardrails);
        return new Default(
                Outcome.valueOf(text(tree, "outcome")),
                whole(tree, "severity", Verdict.LEAST_SEVERITY),
                text(tree, "reason"));
    }

    private static Handover handover(Map<String, @Nullable Object> tree) {
        return new Handover(whole(tree, "severity", Verdict.LEAST_SEVERITY), route(tree));
    }

    private static Manifest.Dossier dossier(@Nullable Object tree) {
        if (tree == null) {
            return Manifest.Dossier.NOTHING;
        }
        Map<String, @Nullable Object> facts = Tree.asObject(tree);
        return new Manifest.Dossier(
                facts.get("segments") == null
                        ? List.of()
                        : Tree.asList(facts.get("segments")).stream()
                                .map(String::valueOf)
                                .toList(),
                optional(
                        facts.get("fairness"),
                        audited -> new Manifest.Dossier.Audited(text(audited, "fact"), text(audited, "why"))));
    }

    private static Route route(Map<String, @Nullable Object> tree) {
        return new Route(text(tree, "queue"), whole(tree, "level", 1), Duration.parse(text(tree, "dueWithin")));
    }

    private static Files files(Map<String, @Nullable Object> tree) {
        return new Files(
                List.copyOf(strings(tree.get("dmn"))),
                List.copyOf(strings(tree.get("rules"))),
                List.copyOf(strings(tree.get("scenarios"))));
    }

    private static String text(Map<String, @Nullable Object> tree, String name) {
        return (String) Objects.requireNonNull(tree.get(name));
    }

    private static int whole(Map<String, @Nullable Object> tree, String name, int absent) {
        return tree.get(name) instanceof BigDecimal number ? number.intValueExact() : absent;
    }

    private static Set<String> strings(@Nullable Object tree) {
        Set<String> strings = new LinkedHashSet<>();
        if (tree != null) {
            Tree.asList(tree).forEach(each -> strings.add((String) Objects.requireNonNull(each)));
        }
        return strings;
    }

    private static Map<String, Wording> wordings(@Nullable Object tree) {
        Map<String, Wording> wordings = new LinkedHashMap<>();
        Tree.asObject(tree).forEach((code, said) -> wordings.put(code, wording(Objects.requireNonNull(said))));
        return wordings;
    }

    /** Either the text alone, or an object that says more. */
    private static Wording wording(Object tree) {
        if (tree instanceof String text) {
            return Wording.of(text);
        }
        Map<String, @Nullable Object> wording = Tree.asObject(tree);
        return new Wording(
                said(wording), each(wording.get("translations"), (language, translation) -> said(translation)));
    }

    private static Wording.Texts said(Map<String, @Nullable Object> tree) {
        return new Wording.Texts(text(tree, "text"), (String) tree.get("customer"));
    }

    private static <T> List<T> optional(@Nullable Object tree, Function<Map<String, @Nullable Object>, T> each) {
        return tree == null ? List.of() : objects(tree, each);
    }

    private static <T> List<T> objects(@Nullable Object tree, Function<Map<String, @Nullable Object>, T> each) {
        return Tree.asList(tree).stream()
                .map(object -> each.apply(Tree.asObject(object)))
                .toList();
    }

    private static <T> Map<String, T> each(@Nullable Object tree, Entry<T> entry) {
        Map<String, T> entries = new LinkedHashMap<>();
        if (tree != null) {
            Tree.asObject(tree).forEach((name, value) -> entries.put(name, entry.of(name, Tree.asObject(value))));
        }
        return entries;
    }

    private interface Entry<T> {
        T of(String name, Map<String, @Nullable Object> tree);
    }
}
