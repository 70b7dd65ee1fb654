package io.plimsoll.scenario;

import io.plimsoll.evaluation.Control;
import io.plimsoll.platform.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One entry of a timeline: a moment at which one signal is sent, a storm of many, or a person who sets or lifts a control. */
public sealed interface Entry {
    /** What a client would send; of a storm, what its signals have in common. */
    Map<String, @Nullable Object> body();

    /** What is pinned. */
    Map<String, @Nullable Object> expect();

    Place place();

    <T> T fold(Function<Moment, T> moment, Function<Storm, T> storm, Function<Measure, T> measure);

    /**
     * One signal.
     *
     * @param at the service's instant; null for that of the signal
     * @param body what a client would send, exactly as for {@code POST /v1/domains/{domain}/decisions}
     * @param known what the service knew, instead of what the timeline says; null for the timeline
     * @param expect what is pinned of the decision, see {@link Expectation}
     * @param open whether somebody still has to say what must come out; then nothing is pinned
     */
    record Moment(
            @Nullable Instant at,
            Map<String, @Nullable Object> body,
            @Nullable Map<String, @Nullable Object> known,
            Map<String, @Nullable Object> expect,
            boolean open,
            Place place)
            implements Entry {
        @Override
        public <T> T fold(Function<Moment, T> moment, Function<Storm, T> storm, Function<Measure, T> measure) {
            return moment.apply(this);
        }
    }

    /**
     * Many signals that differ in id, customer and time only.
     *
     * @param every from one signal to the next
     * @param times how many there are
     * @param customers how many customers they come from in turn; null for the one that the body names
     * @param body what a client would send for each, without {@code signal.id}
     * @param expect what is pinned of the decisions together, see {@link Totals}
     */
    record Storm(
            String idPrefix,
            Instant from,
            Duration every,
            int times,
            @Nullable Integer customers,
            Map<String, @Nullable Object> body,
            Map<String, @Nullable Object> expect,
            Place place)
            implements Entry {
        @Override
        public <T> T fold(Function<Moment, T> moment, Function<Storm, T> storm, Function<Measure, T> measure) {
            return storm.apply(this);
        }

        /** When a signal is sent, the first being number 0. */
        Instant at(int number) {
            return from.plus(every.multipliedBy(number));
        }

        /** What is sent, the first being number 0. */
        Map<String, @Nullable Object> body(int number) {
            Map<String, @Nullable Object> signal = new LinkedHashMap<>(Tree.asObject(body.get("signal")));
            signal.put("id", idPrefix + "-" + (number + 1));
            signal.putIfAbsent("occurredAt", at(number).toString());
            if (customers != null && signal.get("customer") instanceof String customer) {
                signal.put("customer", customer + "-" + (number % customers + 1));
            }
            Map<String, @Nullable Object> sent = new LinkedHashMap<>(body);
            sent.put("signal", signal);
            return sent;
        }
    }

    /**
     * A control that is set or lifted. Nothing is sent, and nothing is expected of it.
     *
     * @param id of the control
     * @param set null when it is lifted
     */
    record Measure(String id, @Nullable Control set, Place place) implements Entry {
        @Override
        public Map<String, @Nullable Object> body() {
            return Map.of();
        }

        @Override
        public Map<String, @Nullable Object> expect() {
            return Map.of();
        }

        @Override
        public <T> T fold(Function<Moment, T> moment, Function<Storm, T> storm, Function<Measure, T> measure) {
            return measure.apply(this);
        }
    }
}
