package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signal that was decided before, as far as policies may remember it. The customer's words are not among it.
 *
 * @param source the client that sent it
 * @param decidedAt the service's instant
 */
public record PastSignal(
        String source,
        SignalId id,
        CustomerId customer,
        @Nullable CaseId caseId,
        Instant occurredAt,
        Instant decidedAt,
        @Nullable Channel channel,
        @Nullable String topic,
        @Nullable Scores scores,
        @Nullable String requestType,
        Outcome outcome,
        int severity) {
    /** The order of events, which the order of arrival cannot change. */
    public static final Comparator<PastSignal> EVENT_ORDER = Comparator.comparing(PastSignal::occurredAt)
            .thenComparing(PastSignal::source)
            .thenComparing(signal -> signal.id().value());

    static PastSignal of(String source, Situation situation, Verdict verdict) {
        Signal signal = situation.submission().signal();
        return new PastSignal(
                source,
                signal.id(),
                signal.customer(),
                signal.caseId(),
                signal.occurredAt(),
                situation.instant(),
                signal.channel(),
                signal.topic(),
                Scores.NONE.equals(signal.scores()) ? null : signal.scores(),
                situation.submission().requestType(),
                verdict.outcome(),
                verdict.severity());
    }

    /** Who sent it, and under which id: what makes it this signal and no other. */
    List<String> identity() {
        return List.of(source, id.value());
    }

    /** The name under which traces speak of it. */
    String name() {
        return source + "/" + id.value();
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("source", source)
                .put("id", id.value())
                .put("customer", customer.value())
                .put("case", caseId == null ? null : caseId.value())
                .put("occurredAt", occurredAt)
                .put("decidedAt", decidedAt)
                .put("channel", channel)
                .put("topic", topic)
                .put("scores", scores == null ? null : scores.tree())
                .put("requestType", requestType)
                .put("outcome", outcome)
                .put("severity", severity)
                .build();
    }

    static PastSignal of(Map<String, @Nullable Object> tree) {
        Object caseId = tree.get("case");
        Object channel = tree.get("channel");
        Object scores = tree.get("scores");
        return new PastSignal(
                Trees.text(tree, "source"),
                new SignalId(Trees.text(tree, "id")),
                new CustomerId(Trees.text(tree, "customer")),
                caseId == null ? null : new CaseId((String) caseId),
                Trees.instant(tree, "occurredAt"),
                Trees.instant(tree, "decidedAt"),
                channel == null ? null : Channel.valueOf((String) channel),
                (String) tree.get("topic"),
                scores == null ? null : Scores.of(Tree.asObject(scores)),
                (String) tree.get("requestType"),
                Outcome.valueOf(Trees.text(tree, "outcome")),
                Trees.whole(tree, "severity"));
    }
}
