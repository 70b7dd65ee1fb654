package io.plimsoll.evaluation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a situation and a draft of its verdict into the facts of {@link Vocabulary}, in canonical order. */
final class KnownFacts {
    private final Situation situation;
    private final Background background;
    private final Signal signal;
    private @Nullable List<Record> perceived;

    KnownFacts(Situation situation) {
        this.situation = situation;
        this.background = Objects.requireNonNullElse(situation.background(), Background.NONE);
        this.signal = situation.submission().signal();
    }

    /** Signals in event order, then conversations and trends. */
    List<Record> perceived() {
        if (perceived == null) {
            perceived = signalsAndTrends();
        }
        return perceived;
    }

    private List<Record> signalsAndTrends() {
        PastSignal now = new PastSignal(
                background.source(),
                signal.id(),
                signal.customer(),
                signal.caseId(),
                signal.occurredAt(),
                situation.instant(),
                signal.channel(),
                signal.topic(),
                signal.scores(),
                situation.submission().requestType(),
                Outcome.DISMISS,
                Verdict.LEAST_SEVERITY);
        Instant latest = background.latestEvent(signal);
        List<Record> facts = new ArrayList<>();
        Map<String, List<Vocabulary.Signal>> conversations = new TreeMap<>();
        for (PastSignal each : Stream.concat(background.signals().stream(), Stream.of(now))
                .sorted(PastSignal.EVENT_ORDER)
                .toList()) {
            Vocabulary.Signal fact = fact(each, latest);
            facts.add(fact);
            String conversation = each.caseId() == null
                    ? "signal " + each.name()
                    : "case " + each.caseId().value();
            conversations.computeIfAbsent(conversation, id -> new ArrayList<>()).add(fact);
        }
        conversations.forEach((id, signals) -> facts.add(conversation(id, signals)));
        background
                .trends()
                .forEach(trend -> facts.add(new Vocabulary.Trend(
                        trend.name(), trend.key(), trend.current(), trend.before(), trend.hours())));
        return facts;
    }

    /** Earlier decisions, grants and loads, then the proposals of the draft and the limits of the tables. */
    List<Record> proposed(Verdict draft, List<Limit> limits) {
        List<Record> facts = new ArrayList<>();
        for (PastSignal past : background.signals()) {
            facts.add(new Vocabulary.Decided(
                    past.name(),
                    past.outcome().name(),
                    past.severity(),
                    Hours.between(past.decidedAt(), situation.instant()),
                    sameCase(past.caseId()),
                    past.requestType()));
        }
        for (Grant grant : background.grants()) {
            facts.add(new Vocabulary.Grant(
                    grant.signal() + "#" + grant.what(),
                    grant.what(),
                    grant.disposition().name(),
                    grant.queue(),
                    grant.topic(),
                    sameCase(grant.caseId()),
                    Hours.between(grant.at(), situation.instant()),
                    grant.amount()));
        }
        for (Load load : background.loads()) {
            facts.add(new Vocabulary.Load(
                    load.what(), load.scope().name(), load.key(), Hours.of(load.within()), load.taken(), load.total()));
        }
        facts.addAll(proposals(draft, signal.topic(), situation.submission().requestType()));
        for (Limit limit : limits) {
            facts.add(new Vocabulary.Limit(
                    limit.what(),
                    limit.scope().name(),
                    limit.hours(),
                    limit.most(),
                    limit.total(),
                    limit.reason().code()));
        }
        return facts;
    }

    private static List<Record> proposals(Verdict draft, @Nullable String topic, @Nullable String requestType) {
        String queue = draft.route() == null ? null : draft.route().queue();
        Integer level = draft.route() == null ? null : draft.route().level();
        List<Record> proposals = new ArrayList<>();
        for (Intent intent : draft.intents()) {
            BigDecimal amount =
                    intent.ceiling() == null ? null : intent.ceiling().amount();
            proposals.add(new Vocabulary.Proposal(
                    intent.type(),
                    intent.disposition().name(),
                    queue,
                    level,
                    topic,
                    amount,
                    draft.severity(),
                    intent.type().equals(requestType)));
        }
        String person = Grant.personAsked(draft);
        if (person != null) {
            proposals.add(new Vocabulary.Proposal(
                    person, Disposition.PERMITTED.name(), queue, level, topic, null, draft.severity(), false));
        }
        return proposals;
    }

    private Vocabulary.Signal fact(PastSignal past, Instant latest) {
        Scores scores = past.scores();
        return new Vocabulary.Signal(
                past.name(),
                past.source(),
                past.occurredAt(),
                Hours.between(past.occurredAt(), latest),
                past.channel(),
                past.topic(),
                scores == null ? null : scores.sentiment(),
                scores == null ? null : scores.intensity(),
                scores == null ? null : scores.activeness(),
                scores == null ? null : scores.confidence(),
                scores == null ? null : scores.intention(),
                sameCase(past.caseId()),
                past.requestType());
    }

    /** @param signals in event order, at least one */
    private static Vocabulary.Conversation conversation(String id, List<Vocabulary.Signal> signals) {
        Vocabulary.Signal last = signals.get(signals.size() - 1);
        BigDecimal latest = null;
        BigDecimal lowest = null;
        BigDecimal lowestAge = null;
        for (Vocabulary.Signal each : signals) {
            BigDecimal sentiment = each.sentiment();
            latest = sentiment == null ? latest : sentiment;
            if (sentiment != null && (lowest == null || sentiment.compareTo(lowest) <= 0)) {
                lowest = sentiment;
                lowestAge = each.ageHours();
            }
        }
        return new Vocabulary.Conversation(
                id, last.channel(), signals.size(), lowest, lowestAge, latest, last.ageHours(), last.sameCase());
    }

    private boolean sameCase(@Nullable CaseId other) {
        return other != null && other.equals(signal.caseId());
    }

    /** Names a fact in a trace. */
    static String name(Record fact) {
        if (fact instanceof Vocabulary.Signal heard) {
            return "signal " + heard.id();
        } else if (fact instanceof Vocabulary.Conversation conversation) {
            return "conversation " + conversation.id();
        } else if (fact instanceof Vocabulary.Decided decided) {
            return "decision " + decided.id();
        } else if (fact instanceof Vocabulary.Grant grant) {
            return "grant " + grant.id();
        } else if (fact instanceof Vocabulary.Trend trend) {
            return "trend " + trend.trend() + " of " + trend.key();
        } else if (fact instanceof Vocabulary.Load load) {
            return "load " + load.what() + " of " + load.scope() + " " + load.key() + ", hours "
                    + load.hours().stripTrailingZeros().toPlainString();
        } else if (fact instanceof Vocabulary.Proposal proposal) {
            return "proposal " + proposal.what();
        } else if (fact instanceof Vocabulary.Limit limit) {
            return "limit " + limit.what() + " of " + limit.scope() + ", hours "
                    + limit.hours().stripTrailingZeros().toPlainString();
        } else if (fact instanceof Vocabulary.Feature feature) {
            return "feature " + feature.feature();
        } else if (fact instanceof Vocabulary.Sign sign) {
            return "feature " + sign.sign();
        }
        return fact.getClass().getSimpleName();
    }
}
