package io.plimsoll.evaluation.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** Compares texts line by line. */
final class Lines {
    /** Of both texts together, without what they begin and end with alike; what is more takes too long to compare. */
    private static final int MAX_LINES = 4_000;

    private static final int CONTEXT = 2;
    /** The two lines with the names of the files. */
    private static final int HEAD = 2;

    private Lines() {}

    /** The difference as {@code diff -u} writes it, without the names of files; empty when there is too much of it. */
    static List<String> unified(String before, String after) {
        List<String> stood = before.lines().toList();
        List<String> stand = after.lines().toList();
        if (stood.size() + stand.size() - 2 * common(stood, stand) > MAX_LINES) {
            return List.of();
        }
        Patch<String> patch = DiffUtils.diff(stood, stand, new MyersDiffWithLinearSpace<>());
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff("before", "after", stood, patch, CONTEXT);
        return lines.size() <= HEAD ? List.of() : goneFirst(lines.subList(HEAD, lines.size()));
    }

    /** The algorithm mixes what is gone and what is new; people expect what is gone first. */
    private static List<String> goneFirst(List<String> lines) {
        List<String> sorted = new ArrayList<>();
        List<String> come = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("+")) {
                come.add(line);
                continue;
            }
            if (!line.startsWith("-")) {
                sorted.addAll(come);
                come.clear();
            }
            sorted.add(line);
        }
        sorted.addAll(come);
        return List.copyOf(sorted);
    }

    /** Lines with which both begin or end. */
    private static int common(List<String> one, List<String> other) {
        int most = Math.min(one.size(), other.size());
        int first = 0;
        while (first < most && one.get(first).equals(other.get(first))) {
            first++;
        }
        int last = 0;
        while (last < most - first && one.get(one.size() - 1 - last).equals(other.get(other.size() - 1 - last))) {
            last++;
        }
        return first + last;
    }
}
