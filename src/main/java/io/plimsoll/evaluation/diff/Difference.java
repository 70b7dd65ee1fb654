package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two bundles.
 *
 * @param before digest of the earlier bundle
 * @param after digest of the later bundle
 * @param changes in the order of the files: manifest, models, rules, scenarios, others
 * @param unlisted what differs without any effect
 */
public record Difference(Digest before, Digest after, List<Change> changes, Unlisted unlisted) {
    public Difference {
        changes = List.copyOf(changes);
    }

    /** Whether nothing is listed; layout, spacing, comments and formatting may still differ. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The way back: what was added is removed, and what was before is after. Ids stay. */
    public Difference mirrored() {
        return new Difference(
                after, before, changes.stream().map(Change::mirrored).toList(), unlisted);
    }

    /** One line for each change, and one for all that is not listed. */
    public String text() {
        String lines = changes.stream().map(Change::text).collect(Collectors.joining("\n"));
        String rest = Wording.of(unlisted);
        if (rest.isEmpty()) {
            return lines.isEmpty() ? "Nothing differs." : lines;
        }
        return lines.isEmpty() ? rest : lines + "\n" + rest;
    }

    /** {@code {before, after, changes[], unlisted}}, for {@link io.plimsoll.platform.CanonicalJson}. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("before", before.toString())
                .put("after", after.toString())
                .put("changes", changes.stream().map(Change::tree).toList())
                .put("unlisted", unlisted.tree())
                .build();
    }
}
