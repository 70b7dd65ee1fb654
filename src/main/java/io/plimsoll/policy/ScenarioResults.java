package io.plimsoll.policy;

import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the scenarios of a bundle went.
 *
 * @param results in the order of the files and of the scenarios in them
 */
public record ScenarioResults(List<Result> results) {
    /** None was run. */
    public static final ScenarioResults NONE = new ScenarioResults(List.of());

    public ScenarioResults {
        results = List.copyOf(results);
    }

    /**
     * How one went.
     *
     * @param differences line, column and words; empty when everything came out as expected
     */
    public record Result(String file, String id, List<String> differences) {
        public Result {
            differences = List.copyOf(differences);
        }
    }

    /** How many were run. */
    public int run() {
        return results.size();
    }

    public List<Result> failed() {
        return results.stream()
                .filter(result -> !result.differences().isEmpty())
                .toList();
    }

    /** {@code {run, failed: [{file, id, differences}]}}. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("run", run())
                .put(
                        "failed",
                        failed().stream()
                                .map(result -> Tree.object()
                                        .put("file", result.file())
                                        .put("id", result.id())
                                        .put("differences", result.differences())
                                        .build())
                                .toList())
                .build();
    }
}
