package io.plimsoll.evaluation.diff;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that differs between two bundles.
 *
 * @param id 16 hexadecimal digits, a digest of the place: the same place has the same id in every difference
 * @param place where
 * @param before what stood there; null where nothing did
 * @param after what stands there now; null where nothing does
 * @param effective whether decisions can depend on it; false only where they cannot
 * @param orderMatters of a row that moved: whether the table's hit policy looks at the order; null of all else
 */
public record Change(
        String id,
        Subject subject,
        Action action,
        ChangePlace place,
        @Nullable String before,
        @Nullable String after,
        boolean effective,
        @Nullable Boolean orderMatters) {
    private static final int ID_LENGTH = 16;

    static Change of(Subject subject, Action action, ChangePlace place, Sides<String> texts, boolean effective) {
        return new Change(
                id(place.key(), subject, 0), subject, action, place, texts.before(), texts.after(), effective, null);
    }

    /** A part that came, went or changed, whichever the texts say. */
    static Change of(Subject subject, ChangePlace place, Sides<String> texts, boolean effective) {
        Action action = texts.paired() ? Action.CHANGED : texts.before() == null ? Action.ADDED : Action.REMOVED;
        return of(subject, action, place, texts, effective);
    }

    Change ordered(boolean matters) {
        return new Change(id, subject, action, place, before, after, matters, matters);
    }

    /** The same, as the so-many-th at its place: a broken file can name two parts alike. */
    Change repeated(int times) {
        return new Change(
                id(place.key(), subject, times), subject, action, place, before, after, effective, orderMatters);
    }

    Change mirrored() {
        return new Change(id, subject, action.mirrored(), place.mirrored(), after, before, effective, orderMatters);
    }

    /** One line in an analyst's words. */
    public String text() {
        return Wording.of(this);
    }

    /** Where rules, or a file that is compared as text, changed: the lines as a unified diff; empty for all else. */
    public List<String> lines() {
        boolean hasLines = subject == Subject.RULE || subject == Subject.RULE_TEXT || subject == Subject.FILE;
        return hasLines && action == Action.CHANGED && before != null && after != null
                ? Lines.unified(before, after)
                : List.of();
    }

    /** {@code {id, subject, action, place, before, after, effective, orderMatters, lines, text}}. */
    public Map<String, @Nullable Object> tree() {
        Tree.Builder tree = Tree.object()
                .put("id", id)
                .put("subject", subject)
                .put("action", action)
                .put("place", place.tree())
                .put("before", before)
                .put("after", after)
                .put("effective", effective);
        if (orderMatters != null) {
            tree.put("orderMatters", orderMatters);
        }
        List<String> lines = lines();
        if (!lines.isEmpty()) {
            tree.put("lines", lines);
        }
        return tree.put("text", text()).build();
    }

    private static String id(String key, Subject subject, int times) {
        return Digest.of(CanonicalJson.bytes(List.of(key, subject, times)))
                .hex()
                .substring(0, ID_LENGTH);
    }
}
