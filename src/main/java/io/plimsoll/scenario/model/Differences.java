package io.plimsoll.scenario.model;

import io.plimsoll.evaluation.TimeText;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells in words how a value differs from the expected one, at the places that differ. */
final class Differences {
    private final BigDecimal tolerance;
    private final List<String> differences = new ArrayList<>();

    /** @param tolerance up to which numbers are the same */
    Differences(BigDecimal tolerance) {
        this.tolerance = tolerance;
    }

    List<String> between(String subject, @Nullable Object expected, @Nullable Object actual) {
        compare(subject, expected, actual);
        return List.copyOf(differences);
    }

    private void compare(String subject, @Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof List<?> list && actual instanceof List<?> found) {
            compareItems(subject, list, found);
        } else if (expected instanceof Map<?, ?> && actual instanceof Map<?, ?>) {
            compareFields(subject, Tree.asObject(expected), Tree.asObject(actual));
        } else if (!same(expected, actual)) {
            differences.add(subject + " is " + words(actual) + ", expected " + words(expected));
        }
    }

    private void compareItems(String subject, List<?> expected, List<?> actual) {
        if (expected.size() != actual.size()) {
            differences.add(subject + " has " + actual.size() + " items, expected " + expected.size() + ": "
                    + words(actual) + ", expected " + words(expected));
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            compare(subject + "[" + (i + 1) + "]", expected.get(i), actual.get(i));
        }
    }

    private void compareFields(
            String subject, Map<String, @Nullable Object> expected, Map<String, @Nullable Object> actual) {
        expected.forEach((name, value) -> {
            if (actual.containsKey(name)) {
                compare(subject + "." + name, value, actual.get(name));
            } else {
                differences.add(subject + " has no " + name + ", expected " + words(value));
            }
        });
        actual.forEach((name, value) -> {
            if (!expected.containsKey(name)) {
                differences.add(subject + "." + name + " is " + words(value) + ", expected no such field");
            }
        });
    }

    private boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected == null || actual == null) {
            return expected == actual;
        }
        if (expected instanceof BigDecimal number && actual instanceof BigDecimal other) {
            return number.compareTo(other) == 0 || number.subtract(other).abs().compareTo(tolerance) < 0;
        }
        return expected.equals(actual)
                || expected instanceof String text && actual instanceof String other && TimeText.same(text, other);
    }

    static String words(@Nullable Object value) {
        return CanonicalJson.text(value);
    }
}
