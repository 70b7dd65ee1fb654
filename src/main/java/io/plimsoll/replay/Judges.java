package io.plimsoll.replay;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.policy.CompiledVersions;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionHistory;
import io.plimsoll.record.DecisionHistory.Position;
import io.plimsoll.record.DecisionHistory.Recording;
import io.plimsoll.record.DecisionHistory.Slice;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.replay.dossier.Case;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Makes the judge of a replay: for each of its parts a new one. */
@ApplicationScoped
class Judges {
    static final int READ_AT_ONCE = 250;

    private final KeptPolicies policies;
    private final DecisionHistory history;

    Judges(CompiledVersions versions, DecisionHistory history) {
        this.policies = new KeptPolicies(versions);
        this.history = history;
    }

    /** @throws KeptPolicies.NotReplayable when a version that is compared cannot be had */
    Judge of(ReplayOrder order) {
        return switch (order.mode()) {
            case REPRODUCE -> new Reproduction(policies);
            case COMPARE -> new Comparing(policies, change(order));
            case SIMULATE -> simulation(order);
        };
    }

    /** What both versions say of a decision, in words; empty when it cannot be replayed. */
    Optional<Case> explain(ReplayOrder order, RecordedDecision decision) {
        try {
            return Optional.of(new Comparing(policies, change(order)).explain(decision));
        } catch (KeptPolicies.NotReplayable e) {
            return Optional.empty();
        }
    }

    /** Whether its decisions have to be evaluated one after the other. */
    boolean isSequential(ReplayOrder order) {
        if (order.mode() != Mode.SIMULATE) {
            return false;
        }
        ReplayOrder.Change change = change(order);
        return world(change, change.baseline()).remembers()
                || world(change, change.candidate()).remembers();
    }

    private Judge simulation(ReplayOrder order) {
        ReplayOrder.Change change = change(order);
        Simulation.World baseline = world(change, change.baseline());
        Simulation simulation = new Simulation(baseline, world(change, change.candidate()));
        Instant from = order.data().from();
        if (from != null) {
            baseline.memory().ifPresent(back -> warmUp(simulation, order.data(), from.minus(back), from));
        }
        return simulation;
    }

    private void warmUp(Simulation simulation, DecisionFilter data, Instant from, Instant to) {
        DecisionFilter before = data.between(from, to);
        Slice all = new Slice(null, new Position(to, new UUID(-1, -1)));
        Position after = null;
        List<Recording> read;
        do {
            read = history.read(before, all, after, READ_AT_ONCE);
            for (Recording recording : read) {
                simulation.warmUp(recording.decision());
                after = Position.of(recording.decision());
            }
        } while (read.size() == READ_AT_ONCE);
    }

    /** The world in which this version holds. */
    private Simulation.World world(ReplayOrder.Change change, ReplayOrder.Named version) {
        ReplayOrder.Named other = change.counterpart();
        CompiledPolicy compiled = policies.policy(version);
        CompiledPolicy counterpart = other == null ? null : policies.policy(other);
        if (version.id().kind() == Manifest.Kind.POLICY) {
            return new Simulation.World(compiled, counterpart);
        }
        if (counterpart == null) {
            throw new KeptPolicies.NotReplayable("there is no policy that these guardrails restrict");
        }
        return new Simulation.World(counterpart, compiled);
    }

    private static ReplayOrder.Change change(ReplayOrder order) {
        return Objects.requireNonNull(order.change());
    }
}
