package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Route;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.evaluation.Situation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what figures are told apart.
 *
 * @param fact a path of a fact; null unless it is a segment
 */
record Group(Kind kind, @Nullable String fact) {
    enum Kind {
        CHANNEL,
        REQUEST,
        /** Where it goes; the only one in which a decision may belong elsewhere under the other version. */
        QUEUE,
        SEGMENT
    }

    static final Group QUEUES = new Group(Kind.QUEUE, null);

    static List<Group> all(Dimensions dimensions) {
        List<Group> all = new ArrayList<>();
        dimensions.segments().forEach(fact -> all.add(new Group(Kind.SEGMENT, fact)));
        all.add(new Group(Kind.CHANNEL, null));
        all.add(new Group(Kind.REQUEST, null));
        all.add(QUEUES);
        return all;
    }

    /** Unlike any other. */
    String name() {
        return fact == null ? kind.name() : kind.name() + " " + fact;
    }

    void add(Weighed weighed, Shelf<Figures> shelf) {
        if (kind == Kind.QUEUE) {
            for (Which side : Which.values()) {
                Route route = weighed.verdict(side).route();
                shelf.at(key(route == null ? null : route.queue())).addSide(weighed, side);
            }
        } else {
            shelf.at(key(value(weighed.compared().situation()))).add(weighed);
        }
    }

    private @Nullable String value(Situation situation) {
        Signal signal = situation.submission().signal();
        return switch (kind) {
            case CHANNEL -> signal.channel() == null ? null : signal.channel().name();
            case REQUEST -> situation.submission().requestType();
            case SEGMENT -> fact == null ? null : Dimensions.value(situation, fact);
            case QUEUE -> null;
        };
    }

    /** Nothing and an empty text are the same group. */
    private static Key key(@Nullable String value) {
        return Key.of(value == null ? "" : Dimensions.cut(value));
    }
}
