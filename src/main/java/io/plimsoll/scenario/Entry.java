package io.plimsoll.scenario;

import io.plimsoll.platform.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One entry of a timeline: a moment at which one signal is sent, or a storm of many. */
public sealed interface Entry {
    /** What a client would send; of a storm, what its signals have in common. */
    Map<String, @Nullable Object> body();

    /** What is pinned. */
    Map<String, @Nullable Object> expect();

    Place place();

    <T> T fold(Function<Moment, T> moment, Function<Storm, T> storm);

    /**
     * One signal.
     *
     * @param at the service's instant; null for that of the signal
     * @param body what a client would send, exactly as for {@code POST /v1/domains/{domain}/decisions}
     * @param expect what is pinned of the decision, see {@link Expectation}
     */
    record Moment(
            @Nullable Instant at, Map<String, @Nullable Object> body, Map<String, @Nullable Object> expect, Place place)
            implements Entry {
        @Override
        public <T> T fold(Function<Moment, T> moment, Function<Storm, T> storm) {
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
        public <T> T fold(Function<Moment, T> moment, Function<Storm, T> storm) {
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
}
