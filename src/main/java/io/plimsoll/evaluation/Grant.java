package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a decision let happen: an intent that was not refused, or a person who was asked. Limits count grants.
 *
 * @param signal names the signal that was decided, {@code source/id}
 * @param what the type of the intent, or the name of the outcome for which a person was asked
 * @param queue to whom the decision went; null when it went to nobody
 * @param topic of the signal
 * @param at the service's instant
 * @param amount the intent's ceiling; null when it has none
 */
public record Grant(
        String signal,
        String what,
        Disposition disposition,
        CustomerId customer,
        @Nullable CaseId caseId,
        @Nullable String queue,
        @Nullable String topic,
        Instant at,
        @Nullable BigDecimal amount) {
    /** The order in which they were granted. */
    public static final Comparator<Grant> ORDER =
            Comparator.comparing(Grant::at).thenComparing(Grant::signal).thenComparing(Grant::what);

    /** What a verdict grants. Intents of one type are one grant of their whole amount. */
    static List<Grant> of(String source, Situation situation, Verdict verdict) {
        Map<String, Grant> grants = new LinkedHashMap<>();
        for (Intent intent : verdict.intents()) {
            if (intent.disposition() != Disposition.REFUSED) {
                BigDecimal amount =
                        intent.ceiling() == null ? null : intent.ceiling().amount();
                grants.merge(
                        intent.type(),
                        of(source, situation, verdict, intent.type(), intent.disposition(), amount),
                        Grant::and);
            }
        }
        String person = personAsked(verdict);
        if (person != null) {
            grants.put(person, of(source, situation, verdict, person, Disposition.PERMITTED, null));
        }
        return List.copyOf(grants.values());
    }

    /** The name of the outcome when it asks for a person. */
    static @Nullable String personAsked(Verdict verdict) {
        return switch (verdict.outcome()) {
            case ASK_APPROVAL, ESCALATE -> verdict.outcome().name();
            case DISMISS, MONITOR, ACT -> null;
        };
    }

    private static Grant of(
            String source,
            Situation situation,
            Verdict verdict,
            String what,
            Disposition disposition,
            @Nullable BigDecimal amount) {
        Signal signal = situation.submission().signal();
        return new Grant(
                source + "/" + signal.id().value(),
                what,
                disposition,
                signal.customer(),
                signal.caseId(),
                verdict.route() == null ? null : verdict.route().queue(),
                signal.topic(),
                situation.instant(),
                amount);
    }

    private Grant and(Grant other) {
        BigDecimal sum = amount == null ? other.amount : other.amount == null ? amount : amount.add(other.amount);
        Disposition looser = disposition.compareTo(other.disposition) <= 0 ? disposition : other.disposition;
        return new Grant(signal, what, looser, customer, caseId, queue, topic, at, sum);
    }

    /** What a limit of this scope counts it under; null when it counts under none. */
    public @Nullable String key(Scope scope) {
        return switch (scope) {
            case CUSTOMER -> customer.value();
            case CASE -> caseId == null ? null : caseId.value();
            case QUEUE -> queue;
            case TOPIC -> topic == null ? "" : topic;
            case DOMAIN -> "";
        };
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("signal", signal)
                .put("what", what)
                .put("disposition", disposition)
                .put("customer", customer.value())
                .put("case", caseId == null ? null : caseId.value())
                .put("queue", queue)
                .put("topic", topic)
                .put("at", at)
                .put("amount", amount)
                .build();
    }

    static Grant of(Map<String, @Nullable Object> tree) {
        Object caseId = tree.get("case");
        return new Grant(
                Trees.text(tree, "signal"),
                Trees.text(tree, "what"),
                Disposition.valueOf(Trees.text(tree, "disposition")),
                new CustomerId(Trees.text(tree, "customer")),
                caseId == null ? null : new CaseId((String) caseId),
                (String) tree.get("queue"),
                (String) tree.get("topic"),
                Trees.instant(tree, "at"),
                (BigDecimal) tree.get("amount"));
    }
}
