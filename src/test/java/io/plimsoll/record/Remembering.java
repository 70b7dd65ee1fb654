package io.plimsoll.record;

import io.plimsoll.evaluation.Background;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Engine;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Reason;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Submission;
import io.plimsoll.evaluation.TestPolicy;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Decides with a policy that remembers, and records what was decided: what the service does, without HTTP. */
final class Remembering {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final String ASK = """
            {outcome: "ESCALATE", route: {queue: Kind, level: 1, dueWithin: "PT1H"}, reasons: ["FINE"],
             limits: [{what: "ESCALATE", scope: "QUEUE", hours: 1, most: 1, reason: "FULL"}]}
            """;
    private static final String GIFT = """
            {intents: [{disposition: "PERMITTED", ceiling: Amount, reasons: ["FINE"]}],
             limits: [{what: "gift", scope: "DOMAIN", hours: 24, total: 100, reason: "FULL"}]}
            """;
    private static final String GOVERN = """
            rule "Queue is full"
            when
                Proposal( what == "ESCALATE", $queue : queue )
                Limit( what == "ESCALATE", scope == "QUEUE", $most : most )
                Load( what == "ESCALATE", key == $queue, taken >= $most )
            then
                insert(new Suppress("ESCALATE", "FULL"));
            end
            rule "Budget is spent"
            when
                Proposal( what == "gift", $amount : amount )
                Limit( what == "gift", $total : total )
                Load( what == "gift", scope == "DOMAIN", $spent : total, total + $amount > $total )
            then
                insert(new Suppress("gift", "FULL"));
            end
            """;

    /** One escalation an hour for each queue; 100 of gifts a day. */
    final CompiledPolicy policy;

    private final DecisionStore store;
    private final BackgroundStore backgrounds;

    Remembering(DecisionStore store, BackgroundStore backgrounds) {
        this.store = store;
        this.backgrounds = backgrounds;
        // A domain of its own for each test, because tests share a database.
        this.policy = TestPolicy.policy()
                .named("t-" + UUID.randomUUID().toString().substring(0, 30))
                .manifest("""
                        history:
                          within: P10D
                          signals: 5
                          loads:
                            - {of: ESCALATE, by: QUEUE, within: PT1H}
                            - {of: gift, by: TOPIC, within: PT2H}
                            - {of: gift, by: DOMAIN, within: P1D}
                          trends:
                            - {name: Refunds, intentions: [REFUND_REQUEST], by: TOPIC, baseline: PT6H}
                        """)
                .reason("FULL")
                .request("ask", ASK)
                .request("gift", GIFT)
                .rules("govern", GOVERN)
                .compiled();
    }

    static Submission submission(String json) {
        return Submission.of(Tree.asObject(StrictJson.read(json.getBytes(StandardCharsets.UTF_8))));
    }

    /** A decision that was made and not recorded. */
    record Made(NewDecision offered, Situation situation, Evaluation evaluation) {
        Consequences consequences() {
            return Objects.requireNonNull(offered.commitment()).consequences();
        }
    }

    Recollection recall(Signal signal, Instant instant) {
        return backgrounds.recall(
                policy.manifest().domain(),
                Objects.requireNonNull(policy.manifest().memory()),
                signal,
                instant);
    }

    Background background(Submission submission, Instant instant) {
        Background.Found found = recall(submission.signal(), instant).found();
        return Background.of(policy.manifest(), "crm", instant, submission, found);
    }

    Made make(Submission submission, Instant instant) {
        Recollection known = recall(submission.signal(), instant);
        Background background = Background.of(policy.manifest(), "crm", instant, submission, known.found());
        Situation situation = new Situation(policy.manifest().domain(), instant, submission, background);
        Evaluation evaluation = Evaluator.evaluate(policy, situation);
        Commitment commitment =
                new Commitment(Consequences.of(policy.manifest(), "crm", situation, evaluation), known.read());
        return new Made(new NewDecision(decision(situation, evaluation), null, commitment), situation, evaluation);
    }

    Written record(Made made) {
        DecisionId id = made.offered().decision().id();
        return Objects.requireNonNull(store.append(List.of(made.offered())).get(id));
    }

    /** As the service does: again while others were quicker. */
    Made decide(Submission submission, Instant instant) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            Made made = make(submission, instant);
            if (record(made) == Written.DURABLE) {
                return made;
            }
        }
        throw new AssertionError("others were always quicker");
    }

    private RecordedDecision decision(Situation situation, Evaluation evaluation) {
        Signal signal = situation.submission().signal();
        return new RecordedDecision(
                DecisionId.next(),
                situation.domain(),
                Source.of("crm"),
                signal.id(),
                new RecordedDecision.SubjectReference(
                        signal.customer().value(),
                        signal.caseId() == null ? null : signal.caseId().value(),
                        situation.submission().requestType()),
                signal.occurredAt(),
                situation.instant(),
                new PolicyReference(1, policy.digest(), PolicyReference.Stage.ACTIVE, null, "test", Engine.NAME),
                evaluation.verdict().outcome(),
                evaluation.verdict().severity(),
                evaluation.verdict().reasons().stream().map(Reason::code).toList(),
                Digest.of(situation.bytes()),
                new String(situation.bytes(), StandardCharsets.UTF_8),
                evaluation.verdictJson(),
                evaluation.traceJson(),
                null);
    }
}
