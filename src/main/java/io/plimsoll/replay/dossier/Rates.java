package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often people of one group got what they asked for, and how often something was offered that nobody asked for. */
final class Rates implements Sum<Rates> {
    private long asked;
    private final Counts granted = new Counts();
    private long unasked;
    private final Counts offered = new Counts();

    void add(Weighed weighed) {
        boolean request = weighed.compared().situation().submission().requestType() != null;
        Counts permitted = request ? granted : offered;
        permitted.add(isPermitted(weighed.verdict(Which.BASELINE)), isPermitted(weighed.verdict(Which.CANDIDATE)));
        if (request) {
            asked++;
        } else {
            unasked++;
        }
    }

    private static boolean isPermitted(Verdict verdict) {
        return verdict.intents().stream().anyMatch(intent -> intent.disposition() == Disposition.PERMITTED);
    }

    /** Decisions with a request, or without one. */
    long decisions(boolean request) {
        return request ? asked : unasked;
    }

    /** Those of them that permitted something. */
    Counts permitted(boolean request) {
        return request ? granted : offered;
    }

    @Override
    public void merge(Rates other) {
        asked += other.asked;
        granted.merge(other.granted);
        unasked += other.unasked;
        offered.merge(other.offered);
    }

    @Override
    public Object tree() {
        return List.of(asked, granted.tree(), unasked, offered.tree());
    }

    @Override
    public void read(@Nullable Object tree) {
        List<@Nullable Object> fields = Tree.asList(tree);
        asked += Sum.whole(fields.get(0));
        granted.read(fields.get(1));
        unasked += Sum.whole(fields.get(2));
        offered.read(fields.get(3));
    }
}
