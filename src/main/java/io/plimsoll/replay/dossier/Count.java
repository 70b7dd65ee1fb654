package io.plimsoll.replay.dossier;

import org.jspecify.annotations.Nullable;

/** How often. */
final class Count implements Sum<Count> {
    private long times;

    void add() {
        times++;
    }

    long times() {
        return times;
    }

    @Override
    public void merge(Count other) {
        times += other.times;
    }

    @Override
    public Object tree() {
        return times;
    }

    @Override
    public void read(@Nullable Object tree) {
        times += Sum.whole(tree);
    }
}
