package io.plimsoll.replay;

import io.plimsoll.evaluation.Chronicle;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Consequences;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Memory;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.record.DecisionHistory.Recording;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.replay.dossier.Compared;
import io.plimsoll.replay.dossier.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two worlds with the same signals at the same instants: in each one version decides everything, and what it decides is
 * what it remembers later. Both begin with what was recorded before. Facts and controls are as they were recorded, because
 * nobody knows how customers and clients would have answered.
 */
final class Simulation implements Judge {
    private final World baseline;
    private final World candidate;
    private final Admission admission;

    Simulation(World baseline, World candidate) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.admission = new Admission(candidate.policy);
    }

    /** One version and what it has decided. */
    static final class World {
        private final CompiledPolicy policy;
        private final @Nullable CompiledPolicy guardrails;
        private final Chronicle chronicle;

        World(CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {
            this.policy = policy;
            this.guardrails = guardrails;
            this.chronicle = new Chronicle(policy.manifest());
        }

        /** Whether a decision depends on those before it. */
        boolean remembers() {
            return policy.manifest().needsBackground();
        }

        /** How far back it remembers; empty when it remembers nothing. */
        Optional<Duration> memory() {
            return Optional.ofNullable(policy.manifest().memory()).map(Memory::within);
        }

        private Decided decide(RecordedDecision decision, Situation recorded) {
            Situation situation = chronicle
                    .situation(decision.source().value(), recorded.instant(), recorded.submission())
                    .under(recorded.controls().all());
            return remember(decision, situation);
        }

        private Decided remember(RecordedDecision decision, Situation situation) {
            Evaluation evaluation = Evaluator.evaluate(policy, guardrails, situation);
            chronicle.add(Consequences.of(policy.manifest(), decision.source().value(), situation, evaluation));
            return new Decided(situation, evaluation);
        }
    }

    private record Decided(Situation situation, Evaluation evaluation) {}

    /** Lets both worlds remember a decision that was made before the first one that counts. */
    void warmUp(RecordedDecision decision) {
        Situation recorded = KeptPolicies.situation(decision);
        Decided before = baseline.remember(decision, recorded);
        candidate.chronicle.add(
                Consequences.of(candidate.policy.manifest(), decision.source().value(), recorded, before.evaluation()));
    }

    @Override
    public Judgement judge(Recording recording) {
        RecordedDecision decision = recording.decision();
        Situation recorded = KeptPolicies.situation(decision);
        Decided before = baseline.decide(decision, recorded);
        admission.require(baseline.policy, recorded);
        Decided after = candidate.decide(decision, recorded);
        return new Judgement.Evaluated(
                new Compared(
                        decision.id().value().toString(),
                        after.situation(),
                        Side.of(before.evaluation()),
                        Side.of(after.evaluation())),
                List.of());
    }
}
