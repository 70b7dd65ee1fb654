package io.plimsoll.evaluation.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what differs. */
final class Report {
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private int layout;
    private int spacing;
    private int comments;
    private int formatting;

    void add(Change change) {
        int times = seen.merge(change.id(), 1, Integer::sum);
        changes.add(times == 1 ? change : change.repeated(times));
    }

    void addLayout(int parts) {
        layout += parts;
    }

    void addSpacing(int texts) {
        spacing += texts;
    }

    void addComments(int number) {
        comments += number;
    }

    /** A file of which nothing that was looked at differs, although its bytes do. */
    void addFormatting() {
        formatting++;
    }

    /** Grows with everything that was reported. */
    int size() {
        return changes.size() + layout + spacing + comments + formatting;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    Unlisted unlisted() {
        return new Unlisted(layout, spacing, comments, formatting);
    }
}
