package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was heard from or about a customer.
 *
 * @param id unique for the client that sends it
 * @param caseId the order, ticket or conversation that it belongs to
 * @param occurredAt when it was said, in the client's clock
 * @param topic the client's own word for what it is about
 * @param text the customer's words, personal data masked
 * @param scores null when nobody scored it and it has no text to score; never without a producer
 */
public record Signal(
        SignalId id,
        CustomerId customer,
        @Nullable CaseId caseId,
        Instant occurredAt,
        @Nullable Channel channel,
        @Nullable String topic,
        @Nullable String text,
        @Nullable Scores scores,
        @Nullable Producer producer) {

    static Signal of(Map<String, @Nullable Object> tree) {
        return new Signal(
                new SignalId((String) Objects.requireNonNull(tree.get("id"))),
                new CustomerId((String) Objects.requireNonNull(tree.get("customer"))),
                optional(tree.get("case"), name -> new CaseId((String) name)),
                OffsetDateTime.parse((String) Objects.requireNonNull(tree.get("occurredAt")))
                        .toInstant(),
                optional(tree.get("channel"), name -> Channel.valueOf((String) name)),
                (String) tree.get("topic"),
                (String) tree.get("text"),
                optional(tree.get("scores"), scores -> Scores.of(Tree.asObject(scores))),
                optional(tree.get("producer"), producer -> Producer.of(Tree.asObject(producer))));
    }

    public Signal withText(@Nullable String other) {
        return new Signal(id, customer, caseId, occurredAt, channel, topic, other, scores, producer);
    }

    /** With scores when it has words and comes without scores and producer; else as it is, whatever the scorer would say. */
    public Signal scoredBy(Scorer scorer) {
        if (text == null || text.isBlank() || scores != null || producer != null) {
            return this;
        }
        Scored scored = scorer.score(text);
        return new Signal(id, customer, caseId, occurredAt, channel, topic, text, scored.scores(), scored.producer());
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("id", id.value())
                .put("customer", customer.value())
                .put("case", optional(caseId, CaseId::value))
                .put("occurredAt", occurredAt)
                .put("channel", optional(channel, Channel::name))
                .put("topic", topic)
                .put("text", text)
                .put("scores", optional(scores, Scores::tree))
                .put("producer", optional(producer, Producer::tree))
                .build();
    }

    private static <T, R> @Nullable R optional(@Nullable T value, Function<T, R> present) {
        return value == null ? null : present.apply(value);
    }
}
