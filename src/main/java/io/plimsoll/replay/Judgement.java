package io.plimsoll.replay;

import io.plimsoll.replay.dossier.Compared;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What came of evaluating a recorded decision again. */
public sealed interface Judgement {
    /**
     * One of the two.
     *
     * @param evaluated takes both sides, and in words what differs in them where that is an alarm
     * @param leftOut takes the reason
     */
    <T> T fold(BiFunction<Compared, List<String>, T> evaluated, Function<String, T> leftOut);

    /**
     * It was evaluated.
     *
     * @param alarms what must not differ and does; empty when nothing does
     */
    record Evaluated(Compared compared, List<String> alarms) implements Judgement {
        public Evaluated {
            alarms = List.copyOf(alarms);
        }

        @Override
        public <T> T fold(BiFunction<Compared, List<String>, T> evaluated, Function<String, T> leftOut) {
            return evaluated.apply(compared, alarms);
        }
    }

    /**
     * It cannot be replayed.
     *
     * @param reason one of few, so that it can be counted; no customer's data
     */
    record LeftOut(String reason) implements Judgement {
        @Override
        public <T> T fold(BiFunction<Compared, List<String>, T> evaluated, Function<String, T> leftOut) {
            return leftOut.apply(reason);
        }
    }
}
