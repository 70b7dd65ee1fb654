package io.plimsoll.scenario;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is expected of one decision against its verdict and its trace. What an expectation does not mention may be
 * anything. What it mentions MUST be equal, with these exceptions: {@code reasons} are codes that MUST be among those
 * given; {@code suppressed} are all that was held back, in any order; {@code rows} and {@code fired} MUST be among those
 * that hit, {@code notRows} and {@code notFired} MUST NOT.
 */
public final class Expectation {
    private static final String REASONS = "reasons";

    private final Map<String, @Nullable Object> verdict;
    private final Supplier<Map<String, @Nullable Object>> trace;
    private final List<Violation> differences = new ArrayList<>();

    private Expectation(Map<String, @Nullable Object> verdict, Supplier<Map<String, @Nullable Object>> trace) {
        this.verdict = verdict;
        this.trace = trace;
    }

    /**
     * Where a decision differs from what is expected; empty when it agrees.
     *
     * @param trace asked only when something of it is expected
     * @return in words, with pointers below {@code expect}
     */
    public static List<Violation> differences(
            Map<String, @Nullable Object> expected,
            Map<String, @Nullable Object> verdict,
            Supplier<Map<String, @Nullable Object>> trace) {
        Expectation expectation = new Expectation(verdict, trace);
        expected.forEach(expectation::compare);
        return List.copyOf(expectation.differences);
    }

    private void compare(String name, @Nullable Object expected) {
        Pointer at = Pointer.ROOT.field(name);
        switch (name) {
            case "suppressed" -> compareSuppressed(at, Tree.asList(expected));
            case "rows" -> compareNames(at, "row", Tree.asList(expected), rows(), true);
            case "notRows" -> compareNames(at, "row", Tree.asList(expected), rows(), false);
            case "fired" -> compareNames(at, "rule", Tree.asList(expected), rules(), true);
            case "notFired" -> compareNames(at, "rule", Tree.asList(expected), rules(), false);
            case "features" -> compareFeatures(at, Tree.asObject(expected));
            default -> compare(at, name, expected, verdict.get(name));
        }
    }

    private void compare(Pointer at, String subject, @Nullable Object expected, @Nullable Object actual) {
        if (subject.startsWith(REASONS) && expected instanceof List<?> && actual instanceof List<?>) {
            compareReasons(at, subject, Tree.asList(expected), Tree.asList(actual));
        } else if (expected instanceof Map<?, ?> && actual instanceof Map<?, ?>) {
            Map<String, @Nullable Object> found = Tree.asObject(actual);
            Tree.asObject(expected)
                    .forEach((name, value) -> compare(at.field(name), name + " of " + subject, value, found.get(name)));
        } else if (expected instanceof List<?> list && actual instanceof List<?> found) {
            if (list.size() != found.size()) {
                differ(at, subject + " are " + found.size() + brief(found) + ", expected " + list.size());
            }
            for (int i = 0; i < Math.min(list.size(), found.size()); i++) {
                compare(at.index(i), "item " + (i + 1) + " of " + subject, list.get(i), found.get(i));
            }
        } else if (!CanonicalJson.text(expected).equals(CanonicalJson.text(actual))) {
            differ(at, subject + " is " + words(actual) + ", expected " + words(expected));
        }
    }

    private void compareReasons(
            Pointer at, String subject, List<@Nullable Object> expected, List<@Nullable Object> actual) {
        List<@Nullable Object> codes =
                actual.stream().map(reason -> Tree.asObject(reason).get("code")).toList();
        for (int i = 0; i < expected.size(); i++) {
            if (!codes.contains(expected.get(i))) {
                differ(at.index(i), subject + " are " + words(codes) + ", expected " + expected.get(i) + " among them");
            }
        }
    }

    private void compareSuppressed(Pointer at, List<@Nullable Object> expected) {
        List<Map<String, @Nullable Object>> left = new ArrayList<>();
        Tree.asList(verdict.get("suppressed")).forEach(each -> left.add(suppression(Tree.asObject(each))));
        String actual = left.isEmpty() ? "nothing is suppressed" : "suppressed are " + words(left);
        for (int i = 0; i < expected.size(); i++) {
            Pointer place = at.index(i);
            Map<String, @Nullable Object> wanted = Tree.asObject(expected.get(i));
            Optional<Map<String, @Nullable Object>> found = left.stream()
                    .filter(each -> each.entrySet().containsAll(wanted.entrySet()))
                    .findFirst();
            found.ifPresentOrElse(
                    left::remove, () -> differ(place, actual + ", expected " + words(wanted) + " among them"));
        }
        if (!left.isEmpty()) {
            differ(at, "also suppressed are " + words(left) + ", expected only what is listed");
        }
    }

    /** What was held back, with the code of its reason. */
    private static Map<String, @Nullable Object> suppression(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> suppression = new LinkedHashMap<>();
        suppression.put("what", tree.get("what"));
        suppression.put("reason", Tree.asObject(tree.get("reason")).get("code"));
        return suppression;
    }

    private void compareNames(
            Pointer at, String noun, List<@Nullable Object> expected, Set<String> actual, boolean wanted) {
        for (int i = 0; i < expected.size(); i++) {
            String name = String.valueOf(expected.get(i));
            if (wanted && !actual.contains(name)) {
                String found = actual.isEmpty() ? "no " + noun + " hit" : noun + "s that hit are " + words(actual);
                differ(at.index(i), found + ", expected " + name + " among them");
            } else if (!wanted && actual.contains(name)) {
                differ(at.index(i), noun + " " + name + " hit, expected it not to");
            }
        }
    }

    private void compareFeatures(Pointer at, Map<String, @Nullable Object> expected) {
        Map<String, @Nullable Object> actual = new LinkedHashMap<>();
        steps("features").forEach(features -> actual.putAll(Tree.asObject(features)));
        expected.forEach((name, value) -> {
            if (actual.containsKey(name)) {
                compare(at.field(name), "feature " + name, value, actual.get(name));
            } else {
                differ(at.field(name), "there is no feature " + name + "; there are " + words(actual.keySet()));
            }
        });
    }

    private Set<String> rows() {
        return steps("tables").stream()
                .flatMap(tables -> Tree.asList(tables).stream())
                .flatMap(table -> Tree.asList(Tree.asObject(table).get("selected")).stream())
                .map(String::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> rules() {
        return steps("fired").stream()
                .flatMap(fired -> Tree.asList(fired).stream())
                .map(fired -> String.valueOf(Tree.asObject(fired).get("rule")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What each step that says anything says under a name. */
    private List<Object> steps(String name) {
        List<Object> said = new ArrayList<>();
        for (Object step : Tree.asList(trace.get().getOrDefault("steps", List.of()))) {
            Object each = Tree.asObject(step).get(name);
            if (each != null) {
                said.add(each);
            }
        }
        return said;
    }

    private void differ(Pointer at, String detail) {
        differences.add(new Violation(at.value(), detail));
    }

    /** The intents of a list, so that whoever reads sees which one is too many. */
    private static String brief(List<?> found) {
        String items = found.stream()
                .filter(Map.class::isInstance)
                .map(each -> Tree.asObject(each).get("type") + " "
                        + Tree.asObject(each).get("disposition"))
                .collect(Collectors.joining(", "));
        return items.isEmpty() ? "" : " (" + items + ")";
    }

    /** A value as one would write it into a scenario. */
    private static String words(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof Collection<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(Expectation::words).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(field -> field.getKey() + ": " + words(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof BigDecimal number ? CanonicalJson.number(number) : value.toString();
    }
}
