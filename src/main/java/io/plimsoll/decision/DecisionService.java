package io.plimsoll.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Engine;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Reason;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.record.Commitment;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.DecisionStore;
import io.plimsoll.record.KeyUse;
import io.plimsoll.record.NewDecision;
import io.plimsoll.record.PolicyReference;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a signal in, decides and records. A signal that was decided before is evaluated again and then loses to the
 * database's constraint: there is no check before the act that another replica could overtake.
 */
@ApplicationScoped
public class DecisionService {
    /** How often a decision is evaluated again because others were quicker, before it is handed over or given up. */
    private static final int MAX_ATTEMPTS = 5;

    private static final Logger LOG = Logger.getLogger(DecisionService.class);

    private final ActivePolicies policies;
    private final Intake intake;
    private final Recorder recorder;
    private final DecisionStore store;
    private final MeterRegistry meters;
    private final Shadows shadows;
    private final Spans spans;
    private final ControlWatch controls;
    private final Turns turns = new Turns();

    DecisionService(
            ActivePolicies policies,
            Intake intake,
            Recorder recorder,
            DecisionStore store,
            MeterRegistry meters,
            Shadows shadows,
            Spans spans,
            ControlWatch controls) {
        this.controls = controls;
        this.shadows = shadows;
        this.spans = spans;
        this.policies = policies;
        this.intake = intake;
        this.recorder = recorder;
        this.store = store;
        this.meters = meters;
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
        return policy.policy().manifest().memory() == null
                ? decide(call, chosen, accepted)
                : turns.take(
                        policy.domain(),
                        accepted.submission().signal().customer(),
                        () -> decide(call, chosen, accepted));
    }

    /** Whose signal it is, before anything is checked: the answer decides by which contract it is checked. */
    private static @Nullable String customer(@Nullable Object submission) {
        return submission instanceof Map<?, ?> body
                        && body.get("signal") instanceof Map<?, ?> signal
                        && signal.get("customer") instanceof String customer
                ? customer
                : null;
    }

    private Decided decide(Call call, Chosen chosen, Intake.Accepted accepted) {
        KeyUse key = call.key() == null
                ? null
                : new KeyUse(
                        call.source().client(), call.key().path(), call.key().value(), accepted.content());
        ControlsInForce known = controls.now();
        int stale = 0;
        for (int lost = 0; lost < MAX_ATTEMPTS; ) {
            long start = System.nanoTime();
            boolean contended = stale == MAX_ATTEMPTS;
            ControlsInForce under = known;
            Made made = spans.within("plimsoll.evaluate", span -> make(call, chosen, accepted, key, contended, under));
            Duration evaluating = Duration.ofNanos(System.nanoTime() - start);
            Written written = spans.within("plimsoll.record", span -> recorder.record(made.written()));
            Duration recording = Duration.ofNanos(System.nanoTime() - start).minus(evaluating);
            switch (written) {
                case DURABLE -> {
                    count(made.decision(), evaluating, recording);
                    shadows.observe(made.decision(), made.situation(), made.evaluation(), chosen);
                    return new Decided(made.decision(), false, evaluating, recording);
                }
                case STALE -> {
                    stale++;
                    contended(chosen.policy()).increment();
                }
                case OUTDATED -> {
                    stale++;
                    outdated(chosen.policy()).increment();
                    known = controls.refresh(under);
                }
                case LOST -> {
                    lost++;
                    Optional<RecordedDecision> first = first(made.decision(), key);
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

    private record Made(NewDecision written, Situation situation, Evaluation evaluation) {
        RecordedDecision decision() {
            return written.decision();
        }
    }

    /** @param contended whether others were always quicker, so that it is handed over and written whatever happened */
    private Made make(
            Call call,
            Chosen chosen,
            Intake.Accepted accepted,
            @Nullable KeyUse key,
            boolean contended,
            ControlsInForce known) {
        ActivePolicy active = chosen.policy();
        Source source = call.source();
        Manifest manifest = active.policy().manifest();
        Intake.Situated situated = intake.situate(manifest, source, accepted.submission());
        Situation situation = known.freeze(situated.situation());
        Evaluation evaluation = contended
                ? Evaluator.contended(active.policy(), situation)
                : Evaluator.evaluate(active.policy(), active.restricting(), situation);
        Commitment commitment = manifest.needsBackground()
                ? new Commitment(
                        Consequences.of(manifest, source.value(), situation, evaluation),
                        contended ? List.of() : situated.read())
                : null;
        RecordedDecision decision = decision(call, chosen, accepted.content(), situation, evaluation);
        return new Made(
                new NewDecision(decision, key, commitment, contended ? null : known.number()), situation, evaluation);
    }

    private Counter contended(ActivePolicy active) {
        return Counter.builder("plimsoll.decision.contended")
                .description("Decisions that were evaluated again because others decided meanwhile")
                .tag("domain", active.domain().value())
                .register(meters);
    }

    private Counter outdated(ActivePolicy active) {
        return Counter.builder("plimsoll.decision.outdated")
                .description("Decisions that were evaluated again because controls were set or lifted meanwhile")
                .tag("domain", active.domain().value())
                .register(meters);
    }

    private RecordedDecision decision(
            Call call, Chosen chosen, Digest content, Situation situation, Evaluation evaluation) {
        ActivePolicy active = chosen.policy();
        ActivePolicy.Guardrails guardrails = active.guardrails();
        Signal signal = situation.submission().signal();
        return new RecordedDecision(
                DecisionId.next(),
                active.domain(),
                call.source(),
                signal.id(),
                new RecordedDecision.SubjectReference(
                        signal.customer().value(),
                        signal.caseId() == null ? null : signal.caseId().value(),
                        situation.submission().requestType()),
                signal.occurredAt(),
                situation.instant(),
                new PolicyReference(
                        active.version(),
                        active.policy().digest(),
                        chosen.canary() ? PolicyReference.Stage.CANARY : PolicyReference.Stage.ACTIVE,
                        guardrails == null
                                ? null
                                : new PolicyReference.Guardrails(
                                        guardrails.version(),
                                        guardrails.policy().digest()),
                        chosen.why(),
                        Engine.NAME),
                evaluation.verdict().outcome(),
                evaluation.verdict().severity(),
                evaluation.verdict().reasons().stream().map(Reason::code).toList(),
                content,
                new String(situation.bytes(), StandardCharsets.UTF_8),
                evaluation.verdictJson(),
                evaluation.traceJson(),
                spans.traceparent(call.traceparent()));
    }

    /** The decision that was there before, if it was made about the same content; empty when there is none after all. */
    private Optional<RecordedDecision> first(RecordedDecision mine, @Nullable KeyUse key) {
        if (key != null) {
            Optional<DecisionStore.UsedKey> used = store.findKey(key.client(), key.path(), key.key());
            if (used.isPresent()) {
                return Optional.of(firstUnder(used.get(), mine.content()));
            }
        }
        Optional<RecordedDecision> first = store.findBySignal(mine.domain(), mine.source(), mine.signal());
        if (first.isPresent() && !first.get().content().equals(mine.content())) {
            throw new PlimsollException(
                    ProblemCode.SIGNAL_CONFLICT,
                    "Nothing was stored. A signal keeps its content; send what changed as a new signal with a new id.");
        }
        if (key != null && first.isPresent() && !store.bind(key, first.get().id())) {
            return store.findKey(key.client(), key.path(), key.key())
                    .map(used -> firstUnder(used, mine.content()))
                    .or(() -> first);
        }
        return first;
    }

    private RecordedDecision firstUnder(DecisionStore.UsedKey used, Digest content) {
        if (!used.use().content().equals(content)) {
            throw new PlimsollException(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "Nothing was stored. Send each body under a key of its own, or without one: the signal's id is enough.");
        }
        return store.find(used.decision())
                .orElseThrow(() -> new IllegalStateException("a key without its decision: " + used.decision()));
    }

    private void count(RecordedDecision decision, Duration evaluating, Duration recording) {
        String domain = decision.domain().value();
        String version = Integer.toString(decision.policy().version());
        meters.counter(
                        "plimsoll.decisions",
                        "domain",
                        domain,
                        "outcome",
                        decision.outcome().name(),
                        "policy_version",
                        version)
                .increment();
        decision.reasons()
                .forEach(reason -> meters.counter("plimsoll.decision.reasons", "domain", domain, "reason", reason)
                        .increment());
        stage("evaluate", domain, version).record(evaluating);
        stage("record", domain, version).record(recording);
        LOG.infof(
                "event=decided decision=%s domain=%s version=%s outcome=%s",
                decision.id(), domain, version, decision.outcome());
    }

    private Timer stage(String stage, String domain, String version) {
        return Timer.builder("plimsoll.decision.stage")
                .description("Time that a decision spends in a stage")
                .tags("stage", stage, "domain", domain, "policy_version", version)
                .publishPercentileHistogram()
                .register(meters);
    }
}
