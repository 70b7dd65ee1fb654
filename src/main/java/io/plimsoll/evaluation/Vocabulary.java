package io.plimsoll.evaluation;

import io.plimsoll.evaluation.rules.RuleTypes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules may read and say, by the names that authors write. Hours are decimal, money is in the domain's currency, and
 * what is not known is null. Ids are for traces and for telling one fact from another.
 */
public final class Vocabulary {
    /** What rules read and say before the tables are asked. */
    static final RuleTypes PERCEIVE =
            new RuleTypes(List.of(Signal.class, Conversation.class, Trend.class), List.of(Feature.class, Sign.class));

    /** What rules read and say about what the tables propose. */
    static final RuleTypes GOVERN = new RuleTypes(
            List.of(
                    Signal.class,
                    Conversation.class,
                    Trend.class,
                    Feature.class,
                    Sign.class,
                    Proposal.class,
                    Grant.class,
                    Decided.class,
                    Load.class,
                    Limit.class),
            List.of(Suppress.class, Restrict.class, Raise.class));

    /** The same, for those who may only restrict. */
    static final RuleTypes GUARD = new RuleTypes(
            List.of(
                    Signal.class,
                    Conversation.class,
                    Trend.class,
                    Feature.class,
                    Sign.class,
                    Proposal.class,
                    Grant.class,
                    Decided.class,
                    Load.class,
                    Limit.class),
            List.of(Restrict.class, Raise.class));

    private Vocabulary() {}

    /**
     * A signal of this customer or this case, earlier ones and the new one alike: which of them is new is not told, so that
     * the order of arrival cannot matter.
     *
     * @param ageHours counted back from the latest event known of the customer; zero or more
     * @param sameCase whether it belongs to the case of the new signal
     */
    public record Signal(
            String id,
            String source,
            Instant occurredAt,
            BigDecimal ageHours,
            @Nullable Channel channel,
            @Nullable String topic,
            @Nullable BigDecimal sentiment,
            @Nullable BigDecimal intensity,
            @Nullable BigDecimal activeness,
            @Nullable BigDecimal confidence,
            @Nullable String intention,
            boolean sameCase,
            @Nullable String requestType) {}

    /**
     * The signals of one case; a signal without a case is a conversation of its own.
     *
     * @param id the case, or the signal's own id
     * @param channel of the latest signal
     * @param turns how many signals
     * @param lowest the lowest sentiment; null when none was scored
     * @param lowestAgeHours when it was that low for the last time, as {@code ageHours} of that signal
     * @param latest the sentiment of the latest signal that has one
     * @param ageHours of the latest signal
     * @param sameCase whether it is the case of the new signal
     */
    public record Conversation(
            String id,
            @Nullable Channel channel,
            int turns,
            @Nullable BigDecimal lowest,
            @Nullable BigDecimal lowestAgeHours,
            @Nullable BigDecimal latest,
            BigDecimal ageHours,
            boolean sameCase) {}

    /**
     * How often something was heard in the domain.
     *
     * @param current in the clock hour of the new signal, itself included
     * @param before in the hours before that
     * @param hours how many hours those are
     */
    public record Trend(String trend, String key, long current, long before, long hours) {}

    /** A number that tables may read under the name of the feature. */
    public record Feature(String feature, BigDecimal amount) {}

    /** Makes a feature that is true or false true. */
    public record Sign(String sign) {}

    /**
     * Something that the tables propose: an intent, or asking a person.
     *
     * @param what the type of the intent, or the outcome ASK_APPROVAL or ESCALATE
     * @param topic of the new signal
     * @param amount the ceiling of the intent
     * @param severity of the verdict, 1 to 5
     * @param requested whether it is what was asked for
     */
    public record Proposal(
            String what,
            String disposition,
            @Nullable String queue,
            @Nullable Integer level,
            @Nullable String topic,
            @Nullable BigDecimal amount,
            int severity,
            boolean requested) {}

    /**
     * Something that an earlier decision let happen for this customer or in this case.
     *
     * @param ageHours by the service's clock
     */
    public record Grant(
            String id,
            String what,
            String disposition,
            @Nullable String queue,
            @Nullable String topic,
            boolean sameCase,
            BigDecimal ageHours,
            @Nullable BigDecimal amount) {}

    /**
     * An earlier decision about this customer or this case.
     *
     * @param ageHours by the service's clock
     */
    public record Decided(
            String id,
            String outcome,
            int severity,
            BigDecimal ageHours,
            boolean sameCase,
            @Nullable String requestType) {}

    /** How much was granted in the domain before; only where there was something. */
    public record Load(String what, String scope, String key, BigDecimal hours, long taken, BigDecimal total) {}

    /** A limit that the tables state. */
    public record Limit(
            String what,
            String scope,
            BigDecimal hours,
            @Nullable BigDecimal most,
            @Nullable BigDecimal total,
            String reason) {}

    /** Holds a proposal back. */
    public record Suppress(String what, String reason) {}

    /**
     * Makes an intent at least this strict.
     *
     * @param approvers who may approve it; empty leaves whom the tables named
     */
    public record Restrict(String what, String disposition, String approvers, String reason) {}

    /** Makes the outcome at least ASK_APPROVAL or ESCALATE. */
    public record Raise(String outcome, String reason) {}
}
