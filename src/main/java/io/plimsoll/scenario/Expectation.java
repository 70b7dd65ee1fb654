package io.plimsoll.scenario;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds an expectation against a verdict. What an expectation does not mention may be anything; what it mentions MUST be
 * equal, but for {@code reasons}, of which it names codes that MUST be among those given.
 */
public final class Expectation {
    private Expectation() {}

    /** Where a verdict differs from what is expected, in words; empty when it agrees. */
    public static List<String> differences(
            Map<String, @Nullable Object> expected, Map<String, @Nullable Object> verdict) {
        List<String> differences = new ArrayList<>();
        compare("", expected, verdict, differences);
        return differences;
    }

    private static void compare(
            String at, @Nullable Object expected, @Nullable Object actual, List<String> differences) {
        if (at.endsWith("/reasons") && expected instanceof List<?> && actual instanceof List<?>) {
            compareReasons(at, Tree.asList(expected), Tree.asList(actual), differences);
        } else if (expected instanceof Map<?, ?> && actual instanceof Map<?, ?>) {
            Map<String, @Nullable Object> found = Tree.asObject(actual);
            Tree.asObject(expected)
                    .forEach((name, value) -> compare(at + "/" + name, value, found.get(name), differences));
        } else if (expected instanceof List<?> list && actual instanceof List<?> found && list.size() == found.size()) {
            for (int i = 0; i < list.size(); i++) {
                compare(at + "/" + i, list.get(i), found.get(i), differences);
            }
        } else if (!CanonicalJson.text(expected).equals(CanonicalJson.text(actual))) {
            differences.add(at + " is " + CanonicalJson.text(actual) + ", expected " + CanonicalJson.text(expected));
        }
    }

    private static void compareReasons(
            String at, List<@Nullable Object> expected, List<@Nullable Object> actual, List<String> differences) {
        List<@Nullable Object> codes =
                actual.stream().map(reason -> Tree.asObject(reason).get("code")).toList();
        for (Object code : expected) {
            if (!codes.contains(code)) {
                differences.add(at + " are " + CanonicalJson.text(codes) + ", expected " + code + " among them");
            }
        }
    }
}
