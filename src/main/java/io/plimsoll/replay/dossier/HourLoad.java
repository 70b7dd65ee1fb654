package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Route;
import io.plimsoll.platform.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much went to each queue in one clock hour (UTC). */
final class HourLoad implements Sum<HourLoad> {
    private long decisions;
    private final Shelf<Counts> queues = new Shelf<>(Tally.MAX_VALUES, Counts::new);

    void add(Weighed weighed) {
        decisions++;
        for (Which side : Which.values()) {
            Route route = weighed.verdict(side).route();
            if (route != null) {
                queues.at(Key.of(Dimensions.cut(route.queue()))).add(side);
            }
        }
    }

    long decisions() {
        return decisions;
    }

    Shelf<Counts> queues() {
        return queues;
    }

    @Override
    public void merge(HourLoad other) {
        decisions += other.decisions;
        queues.merge(other.queues);
    }

    @Override
    public Object tree() {
        return List.of(decisions, queues.tree());
    }

    @Override
    public void read(@Nullable Object tree) {
        List<@Nullable Object> fields = Tree.asList(tree);
        decisions += Sum.whole(fields.get(0));
        queues.read(fields.get(1));
    }
}
