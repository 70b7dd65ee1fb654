package io.plimsoll.decision;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.record.Recorder;
import io.plimsoll.record.Source;
import io.plimsoll.record.Written;
import io.plimsoll.rollout.ActivePolicies;
import io.plimsoll.rollout.ActivePolicy;
import io.plimsoll.rollout.Chosen;
import io.plimsoll.rollout.ControlWatch;
import io.plimsoll.rollout.ControlsInForce;
import io.plimsoll.rollout.Shadows;
import io.plimsoll.signal.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a signal in, decides and records. A signal that was decided before is evaluated again and then loses to the
 * database's constraint: there is no check before the act that another replica could overtake.
 */
@ApplicationScoped
public class DecisionService {
    /** How often a decision is evaluated again because others were quicker, before it is handed over or given up. */
    private static final int MAX_ATTEMPTS = 5;

    private final ActivePolicies policies;
    private final Intake intake;
    private final Deliberation deliberation;
    private final Recorder recorder;
    private final FirstDecisions firsts;
    private final Tally tally;
    private final Shadows shadows;
    private final Spans spans;
    private final ControlWatch controls;
    private final Turns turns = new Turns();

    DecisionService(
            ActivePolicies policies,
            Intake intake,
            Deliberation deliberation,
            Recorder recorder,
            FirstDecisions firsts,
            Tally tally,
            Shadows shadows,
            Spans spans,
            ControlWatch controls) {
        this.policies = policies;
        this.intake = intake;
        this.deliberation = deliberation;
        this.recorder = recorder;
        this.firsts = firsts;
        this.tally = tally;
        this.shadows = shadows;
        this.spans = spans;
        this.controls = controls;
    }

    /**
     * What a client wants to have decided.
     *
     * @param domain as it stands in the path
     * @param key null for none
     * @param submission a tree, not yet checked
     * @param at where it stands in what the client sent, for those who have to mend it
     * @param asOf asks the policy that was in effect then; null for the one of now
     * @param traceparent W3C Trace Context as the client sent it; null for none
     */
    public record Call(
            Source source,
            String domain,
            @Nullable IdempotencyKey key,
            @Nullable Object submission,
            Pointer at,
            @Nullable Instant asOf,
            @Nullable String traceparent) {}

    /** An Idempotency-Key and its scope, the path of the request. */
    public record IdempotencyKey(String path, String value) {}

    /**
     * The answer.
     *
     * @param replayed whether the signal was decided before, so that this is the first decision again
     */
    public record Decided(RecordedDecision decision, boolean replayed, Duration evaluating, Duration recording) {}

    /**
     * Decides and returns when the decision is durable.
     *
     * @throws PlimsollException UNKNOWN_DOMAIN, whatever {@link Intake#accept} refuses, SIGNAL_CONFLICT,
     *     IDEMPOTENCY_KEY_REUSED, OVERLOADED or UNAVAILABLE
     */
    public Decided decide(Call call) {
        return spans.within("plimsoll.decide", span -> {
            span.setAttribute("plimsoll.domain", call.domain());
            Decided decided = take(call);
            RecordedDecision decision = decided.decision();
            span.setAttribute("plimsoll.decision.id", decision.id().toString());
            span.setAttribute("plimsoll.outcome", decision.outcome().name());
            span.setAttribute("plimsoll.replayed", decided.replayed());
            return decided;
        });
    }

    private Decided take(Call call) {
        Chosen chosen = policies.choose(call.domain(), customer(call.submission()), call.asOf());
        ActivePolicy policy = chosen.policy();
        Intake.Accepted accepted =
                intake.accept(policy.domain(), policy.policy().contract(), call.submission(), call.at());
        Deliberation.Matter matter = Deliberation.Matter.of(call, chosen, accepted);
        return policy.policy().manifest().memory() == null
                ? decide(matter)
                : turns.take(policy.domain(), accepted.submission().signal().customer(), () -> decide(matter));
    }

    /** Whose signal it is, before anything is checked: the answer decides by which contract it is checked. */
    private static @Nullable String customer(@Nullable Object submission) {
        return submission instanceof Map<?, ?> body
                        && body.get("signal") instanceof Map<?, ?> signal
                        && signal.get("customer") instanceof String customer
                ? customer
                : null;
    }

    private Decided decide(Deliberation.Matter matter) {
        DomainName domain = matter.chosen().policy().domain();
        ControlsInForce known = controls.now();
        int stale = 0;
        for (int lost = 0; lost < MAX_ATTEMPTS; ) {
            long start = System.nanoTime();
            boolean contended = stale == MAX_ATTEMPTS;
            ControlsInForce under = known;
            Deliberation.Made made =
                    spans.within("plimsoll.evaluate", span -> deliberation.make(matter, under, contended));
            Duration evaluating = Duration.ofNanos(System.nanoTime() - start);
            Written written = spans.within("plimsoll.record", span -> recorder.record(made.written()));
            Duration recording = Duration.ofNanos(System.nanoTime() - start).minus(evaluating);
            switch (written) {
                case DURABLE -> {
                    tally.decided(made.decision(), evaluating, recording);
                    shadows.observe(made.decision(), made.situation(), made.evaluation(), matter.chosen());
                    return new Decided(made.decision(), false, evaluating, recording);
                }
                case STALE -> {
                    stale++;
                    tally.contended(domain);
                }
                case OUTDATED -> {
                    stale++;
                    tally.outdated(domain);
                    known = controls.refresh(under);
                }
                case LOST -> {
                    lost++;
                    Optional<RecordedDecision> first = firsts.find(made.decision(), matter.key());
                    if (first.isPresent()) {
                        return new Decided(first.get(), true, evaluating, recording);
                    }
                    // It lost to a call that held the same key and then lost itself, so that neither is there.
                }
            }
        }
        throw new PlimsollException(
                ProblemCode.OVERLOADED, "Nothing was stored. Send the same signal again in a moment.");
    }
}
