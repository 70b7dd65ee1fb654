package io.plimsoll.record.db;

import io.plimsoll.record.ClientName;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.Source;
import io.plimsoll.record.SuppressionFilter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The where clause of a query, with its parameters. */
final class Conditions {
    private final StringBuilder text = new StringBuilder("1 = 1");
    private final Map<String, Object> parameters = new HashMap<>();

    static Conditions of(DecisionFilter filter) {
        Conditions conditions = new Conditions();
        conditions.equal("domain", filter.domain());
        conditions.ofClient(filter.client());
        conditions.equal("source", filter.source());
        conditions.equal("customer", filter.customer());
        conditions.equal("caseId", filter.caseId());
        conditions.equal("requestType", filter.requestType());
        conditions.equal(
                "outcome", filter.outcome() == null ? null : filter.outcome().name());
        conditions.equal("policyVersion", filter.policyVersion());
        if (filter.reason() != null) {
            conditions.and("array_position(reasons, :reason) > 0").with("reason", filter.reason());
        }
        conditions.between("decidedAt", filter.from(), filter.to());
        return conditions;
    }

    static Conditions of(SuppressionFilter filter) {
        Conditions conditions = new Conditions();
        conditions.equal("domain", filter.domain());
        conditions.ofClient(filter.client());
        conditions.equal("source", filter.source());
        conditions.equal("customer", filter.customer());
        conditions.equal("caseId", filter.caseId());
        conditions.equal("what", filter.what());
        conditions.equal("reason", filter.reason());
        conditions.between("at", filter.from(), filter.to());
        return conditions;
    }

    Conditions and(String condition) {
        text.append(" and ").append(condition);
        return this;
    }

    Conditions with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    String text() {
        return text.toString();
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** The client itself, and its sources of events: see {@link Source#value}. */
    private void ofClient(@Nullable ClientName client) {
        if (client != null) {
            and("(source = :client or locate(:ofClient, source) = 1)")
                    .with("client", client.value())
                    .with("ofClient", new Source(client, "").value());
        }
    }

    private void between(String field, @Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            and(field + " >= :from").with("from", from);
        }
        if (to != null) {
            and(field + " < :to").with("to", to);
        }
    }

    private void equal(String field, @Nullable Object value) {
        if (value != null) {
            and(field + " = :" + field).with(field, value);
        }
    }
}
