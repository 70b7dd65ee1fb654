package io.plimsoll.replay.dossier;

import io.plimsoll.platform.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often under the baseline, and how often under the candidate. */
final class Counts implements Sum<Counts> {
    private long baseline;
    private long candidate;

    long baseline() {
        return baseline;
    }

    long candidate() {
        return candidate;
    }

    long of(Which side) {
        return side == Which.BASELINE ? baseline : candidate;
    }

    void add(Which side) {
        if (side == Which.BASELINE) {
            baseline++;
        } else {
            candidate++;
        }
    }

    /** One on each side where it holds. */
    void add(boolean ofBaseline, boolean ofCandidate) {
        baseline += ofBaseline ? 1 : 0;
        candidate += ofCandidate ? 1 : 0;
    }

    @Override
    public void merge(Counts other) {
        baseline += other.baseline;
        candidate += other.candidate;
    }

    @Override
    public Object tree() {
        return List.of(baseline, candidate);
    }

    @Override
    public void read(@Nullable Object tree) {
        List<@Nullable Object> pair = Tree.asList(tree);
        baseline += Sum.whole(pair.get(0));
        candidate += Sum.whole(pair.get(1));
    }
}
