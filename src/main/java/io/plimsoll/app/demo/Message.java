package io.plimsoll.app.demo;

import io.plimsoll.evaluation.CustomerId;
import io.plimsoll.evaluation.SignalId;
import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the demo sends.
 *
 * @param body exactly as for {@code POST /v1/domains/{domain}/decisions}
 */
record Message(Map<String, @Nullable Object> body) {
    SignalId id() {
        return new SignalId(field("id"));
    }

    CustomerId customer() {
        return new CustomerId(field("customer"));
    }

    Instant occurredAt() {
        return Instant.parse(field("occurredAt"));
    }

    Map<String, @Nullable Object> signal() {
        return Tree.asObject(body.get("signal"));
    }

    private String field(String name) {
        return (String) Objects.requireNonNull(signal().get(name));
    }
}
