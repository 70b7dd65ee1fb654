package io.plimsoll.scenario.coverage;

import io.plimsoll.scenario.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signal that could be sent.
 *
 * @param source the client that sends it
 * @param before what was sent before, in order
 * @param body what is sent
 * @param at the service's instant
 */
public record Candidate(String source, List<Entry.Moment> before, Map<String, @Nullable Object> body, Instant at) {
    static final List<Object> OCCURRED = List.of("signal", "occurredAt");

    /** The same with another value in one place; null takes away what is there. */
    Candidate with(List<Object> path, @Nullable Object value) {
        return new Candidate(source, before, Bodies.with(body, path, value), at);
    }

    /** The same so much later, in the customer's clock too. */
    Candidate later(Duration by) {
        Instant occurred = occurredAt().plus(by);
        return new Candidate(source, before, Bodies.with(body, OCCURRED, occurred.toString()), at.plus(by));
    }

    Candidate with(List<Entry.Moment> other) {
        return new Candidate(source, other, body, at);
    }

    Instant occurredAt() {
        return OffsetDateTime.parse(String.valueOf(Bodies.at(body, OCCURRED))).toInstant();
    }

    /** Whether a timeline could tell it: nothing lies in the future, and the service's clock never runs back. */
    boolean isInOrder() {
        if (Bodies.at(body, OCCURRED) == null) {
            return false;
        }
        Instant reached = before.isEmpty() ? Instant.MIN : Seeds.at(before.get(before.size() - 1));
        return !occurredAt().isAfter(at) && !at.isBefore(reached);
    }
}
