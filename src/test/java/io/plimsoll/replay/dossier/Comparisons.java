package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Intent;
import io.plimsoll.evaluation.Money;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.Route;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comparisons for tests. */
final class Comparisons {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private String id = "d-1";
    private Instant instant = NOON;
    private @Nullable String request = "refund";
    private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    private Side baseline = side(verdict(Outcome.DISMISS, null));
    private Side candidate = baseline;

    static Comparisons comparison() {
        return new Comparisons();
    }

    Comparisons id(String name) {
        id = name;
        return this;
    }

    Comparisons at(Instant when) {
        instant = when;
        return this;
    }

    /** @param type null for a signal without a request */
    Comparisons request(@Nullable String type) {
        request = type;
        return this;
    }

    Comparisons fact(String name, @Nullable Object value) {
        facts.put(name, value);
        return this;
    }

    Comparisons baseline(Verdict verdict) {
        baseline = side(verdict);
        return this;
    }

    Comparisons candidate(Verdict verdict) {
        candidate = side(verdict);
        return this;
    }

    Comparisons traces(String ofBaseline, String ofCandidate) {
        baseline = new Side(baseline.verdict(), baseline.verdictJson(), ofBaseline, null, baseline.handedOver());
        candidate = new Side(candidate.verdict(), candidate.verdictJson(), ofCandidate, null, candidate.handedOver());
        return this;
    }

    Compared compared() {
        Tree.Builder body = Tree.object()
                .put(
                        "signal",
                        Tree.object()
                                .put("id", id)
                                .put("customer", "c-1")
                                .put("occurredAt", instant.toString())
                                .put("channel", "CHAT")
                                .build())
                .put("facts", facts);
        if (request != null) {
            body.put("request", Tree.object().put("type", request).build());
        }
        return new Compared(
                id, new Situation(new DomainName("test"), instant, Submission.of(body.build())), baseline, candidate);
    }

    static Side side(Verdict verdict) {
        return new Side(verdict, CanonicalJson.text(verdict.tree()), trace(List.of()), null, false);
    }

    /** A trace of one step over one table, of which these rows hit. */
    static String trace(List<String> rows) {
        return CanonicalJson.text(Tree.object()
                .put("faults", List.of())
                .put("missing", List.of())
                .put(
                        "steps",
                        List.of(Tree.object()
                                .put("phase", "DECIDE")
                                .put("model", "Refunds")
                                .put("decision", "Refund")
                                .put(
                                        "tables",
                                        List.of(Tree.object()
                                                .put("decision", "Refund")
                                                .put("table", "refund_table")
                                                .put("matched", rows)
                                                .put("selected", rows)
                                                .build()))
                                .put(
                                        "decisions",
                                        List.of(Tree.object()
                                                .put("name", "Refund")
                                                .put("result", rows)
                                                .build()))
                                .build()))
                .build());
    }

    static Verdict verdict(Outcome outcome, @Nullable String queue, Intent... intents) {
        return new Verdict(
                outcome,
                1,
                queue == null ? null : new Route(queue, 1, Duration.ofHours(4)),
                List.of(intents),
                List.of(),
                List.of());
    }

    static Verdict permitting(String amount, String currency) {
        return verdict(Outcome.ACT, null, refund(Disposition.PERMITTED, amount, currency));
    }

    static Verdict refusing() {
        return verdict(Outcome.DISMISS, null, refund(Disposition.REFUSED, null, ""));
    }

    static Intent refund(Disposition disposition, @Nullable String amount, String currency) {
        return new Intent(
                "refund",
                disposition,
                amount == null ? null : new Money(new BigDecimal(amount), currency),
                Map.of(),
                null,
                new ArrayList<>());
    }
}
