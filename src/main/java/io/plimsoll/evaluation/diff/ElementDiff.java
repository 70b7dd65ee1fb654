package io.plimsoll.evaluation.diff;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares two elements with all that is inside. Every attribute, every text and every element comes by here, and the
 * order of elements: what differs is reported, whatever it means.
 */
final class ElementDiff {
    private static final Set<String> ELEMENTS = Set.of(
            "decision",
            "inputData",
            "businessKnowledgeModel",
            "decisionService",
            "knowledgeSource",
            "itemDefinition",
            "import",
            "textAnnotation",
            "association",
            "group",
            "elementCollection",
            "performanceIndicator",
            "organizationUnit");

    /** Elements that are the same only when something says so: an id, a name or the whole content. */
    private static final Set<String> KNOWN_BY_NAME = Set.of(
            "itemComponent",
            "contextEntry",
            "formalParameter",
            "binding",
            "informationRequirement",
            "knowledgeRequirement",
            "authorityRequirement");

    private final Report report;
    private final Map<String, String> names;

    /** @param names what elements are called, by what refers to them, {@code #id} */
    ElementDiff(Report report, Map<String, String> names) {
        this.report = report;
        this.names = names;
    }

    Report report() {
        return report;
    }

    void compare(ChangePlace place, Node before, Node after) {
        if (before.fingerprint().equals(after.fingerprint())) {
            report.addSpacing(spacing(before, after));
            return;
        }
        compareItself(place, before, after);
        if (before.is("decisionTable")) {
            new TableDiff(this, place, before, after).compare();
        } else {
            compareChildren(place, before, after, Map.of());
        }
    }

    /** Attributes and text, not what is inside. */
    void compareItself(ChangePlace place, Node before, Node after) {
        Set<String> attributes = new TreeSet<>(before.attributes().keySet());
        attributes.addAll(after.attributes().keySet());
        for (String name : attributes) {
            Sides<String> values = new Sides<>(before.attribute(name), after.attribute(name));
            if (values.differ() && !followsItsElement(place, name, values)) {
                attribute(place, name, values);
            }
        }
        Sides<String> texts = new Sides<>(before.text(), after.text());
        if (!Spacing.plain(before.text()).equals(Spacing.plain(after.text()))) {
            Meaning meaning = Meaning.ofElement(place);
            report.add(Change.of(meaning.subject(), Action.CHANGED, place, texts, meaning.effective()));
        } else if (texts.differ()) {
            report.addSpacing(1);
        }
    }

    /** A variable is called as its decision; when both are renamed, it is one change. */
    private static boolean followsItsElement(ChangePlace place, String attribute, Sides<String> values) {
        return attribute.equals("name")
                && place.tags().matches("definitions/[^/]+/variable")
                && values.equals(place.element().map(Part::name));
    }

    private void attribute(ChangePlace place, String name, Sides<String> values) {
        Meaning meaning = Meaning.ofAttribute(place, name);
        boolean title = name.equals("name")
                && meaning.subject() == Subject.ELEMENT
                && place.path().isEmpty();
        Subject subject = title && place.table().paired() ? Subject.TABLE : meaning.subject();
        boolean naming = (name.equals("name") || name.equals("label")) && subject != Subject.DESCRIPTION;
        boolean unwritten =
                subject == Subject.HIT_POLICY && written(values.before()).equals(written(values.after()));
        report.add(Change.of(
                subject,
                naming ? Action.RENAMED : Action.CHANGED,
                place.at("@" + name),
                values,
                meaning.effective() && !unwritten));
    }

    /** A table without a hit policy has this one. */
    static String written(@Nullable String hitPolicy) {
        return Objects.requireNonNullElse(hitPolicy, "UNIQUE");
    }

    /**
     * All that is inside.
     *
     * @param known matches that were found already, by the names of the elements
     */
    void compareChildren(ChangePlace place, Node before, Node after, Map<String, Special> known) {
        Map<String, List<Node>> stood = before.byTag();
        Map<String, List<Node>> stand = after.byTag();
        Set<String> tags = new LinkedHashSet<>(stand.keySet());
        tags.addAll(stood.keySet());
        Map<String, Matches<Node>> all = new LinkedHashMap<>();
        for (String tag : tags) {
            Special special = known.get(tag);
            if (special != null) {
                all.put(tag, special.matches());
                special.matches().indices().forEach(pair -> special.each().see(pair));
            } else {
                Matches<Node> matches =
                        matched(tag, stood.getOrDefault(tag, List.of()), stand.getOrDefault(tag, List.of()));
                all.put(tag, matches);
                matches.indices().forEach(pair -> child(place, matches, pair));
                reportOrder(place, tag, matches);
            }
        }
        reportMixedOrder(place, before, after, all);
    }

    /** Elements whose pairs are found and told in a way of their own. */
    record Special(Matches<Node> matches, Visitor each) {}

    /** Tells about a pair of elements, by their indices. */
    interface Visitor {
        void see(Sides<Integer> indices);
    }

    private static Matches<Node> matched(String tag, List<Node> before, List<Node> after) {
        Matches<Node> matches = new Matches<>(before, after)
                .by(Node::id)
                .by(Node::name)
                .by(Node::fingerprint)
                .by(Node::shape);
        return ELEMENTS.contains(tag) || KNOWN_BY_NAME.contains(tag) ? matches : matches.inOrder();
    }

    private void child(ChangePlace parent, Matches<Node> matches, Sides<Integer> indices) {
        Sides<Node> nodes = matches.at(indices);
        boolean alone = matches.before().size() < 2 && matches.after().size() < 2;
        compareOrTell(below(parent, nodes, indices, alone), nodes);
    }

    /** The whole element when it is on one side only, else what differs inside. */
    void compareOrTell(ChangePlace place, Sides<Node> nodes) {
        Node before = nodes.before();
        Node after = nodes.after();
        if (before != null && after != null) {
            compare(place, before, after);
            return;
        }
        Meaning meaning = Meaning.ofElement(place);
        boolean table = place.table().any() != null && meaning.subject() == Subject.ELEMENT;
        Sides<String> texts = meaning.subject() == Subject.REQUIREMENT
                ? nodes.map(node -> named(Objects.requireNonNullElse(node.name(), Summary.of(node))))
                : nodes.map(Summary::of);
        report.add(Change.of(table ? Subject.TABLE : meaning.subject(), place, texts, meaning.effective()));
    }

    private ChangePlace below(ChangePlace parent, Sides<Node> nodes, Sides<Integer> indices, boolean alone) {
        String tag = Objects.requireNonNull(nodes.any()).tag();
        ChangePlace place;
        if (parent.tags().equals("definitions") && ELEMENTS.contains(tag)) {
            Sides<Part> parts = nodes.map(node -> new Part(tag, node.id(), node.attribute("name"), 0));
            place = parent.withElement(parts);
            Sides<Part> tables = nodes.map(node -> table(node.child("decisionTable"), node.attribute("name")));
            place = tables.any() == null ? place : place.withTable(tables);
        } else {
            String name = Objects.requireNonNull(nodes.first()).name();
            Integer number = Objects.requireNonNull(indices.first()) + 1;
            place = parent.at(
                    tag + (name != null ? "[" + Part.cut(named(name)) + "]" : alone ? "" : "[" + number + "]"));
            if (tag.equals("decisionTable")) {
                place = place.withTable(nodes.map(node -> table(Optional.of(node), tableName(parent))));
            }
        }
        return place.in(tag);
    }

    private static @Nullable Part table(Optional<Node> table, @Nullable String name) {
        return table.map(node -> new Part("decisionTable", node.id(), name, 0)).orElse(null);
    }

    /** That of its decision or function, and of the entry inside it. */
    private static @Nullable String tableName(ChangePlace parent) {
        Part element = parent.element().any();
        String name = element == null ? null : element.name();
        return name == null || !parent.path().contains("[") ? name : name + ", " + parent.path();
    }

    private void reportOrder(ChangePlace parent, String tag, Matches<Node> matches) {
        if (!matches.moved().isEmpty()) {
            Sides<String> orders = matches.paired()
                    .map(nodes -> nodes.stream().map(this::title).collect(Collectors.joining(", ")));
            report.add(Change.of(
                    Subject.ORDER,
                    Action.MOVED,
                    parent.at("order of " + tag),
                    orders,
                    Meaning.orderMatters(parent, tag)));
        }
    }

    private String title(Node node) {
        String name = node.name();
        return name != null ? named(name) : Objects.requireNonNullElseGet(node.id(), () -> Summary.of(node));
    }

    /** Whether elements of different names, those that are on both sides, stand in another order among each other. */
    private void reportMixedOrder(ChangePlace place, Node before, Node after, Map<String, Matches<Node>> matches) {
        List<String> stood = pairedTags(before, matches, true);
        List<String> stand = pairedTags(after, matches, false);
        if (!stood.equals(stand)) {
            Sides<String> orders = new Sides<>(stood, stand).map(tags -> String.join(", ", tags));
            report.add(Change.of(Subject.ORDER, Action.MOVED, place.at("order of elements"), orders, true));
        }
    }

    private static List<String> pairedTags(Node parent, Map<String, Matches<Node>> matches, boolean before) {
        Map<String, Integer> next = new LinkedHashMap<>();
        Map<String, Set<Integer>> alone = new LinkedHashMap<>();
        matches.forEach((tag, found) -> alone.put(tag, Set.copyOf(before ? found.aloneBefore() : found.aloneAfter())));
        return parent.children().stream()
                .map(Node::tag)
                .filter(tag -> !Objects.requireNonNull(alone.get(tag)).contains(next.merge(tag, 1, Integer::sum) - 1))
                .toList();
    }

    private String named(String reference) {
        return names.getOrDefault(reference, reference);
    }

    /** How many texts of two elements with the same content are spaced in another way. */
    private static int spacing(Node before, Node after) {
        int differing = before.text().equals(after.text()) ? 0 : 1;
        for (int i = 0; i < before.children().size(); i++) {
            differing += spacing(before.children().get(i), after.children().get(i));
        }
        return differing;
    }
}
