package io.plimsoll.replay;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.Deployed;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.VersionId;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionHistory;
import io.plimsoll.record.DecisionHistory.Slice;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Replays of what was decided: started by people, done in the background by whichever replica is free, never acting. */
@ApplicationScoped
public class Replays {
    /** Parts are small enough to lose one and large enough not to notice that they are parts. */
    private static final int PARTS = 256;

    private static final int MOST_IN_PART = 5_000;
    private static final Logger LOG = Logger.getLogger(Replays.class);

    private final ReplayStore store;
    private final DecisionHistory history;
    private final Registry registry;
    private final Deployed deployed;
    private final Judges judges;
    private final Workers workers;
    private final Clock clock;
    private final int leastInPart;

    Replays(
            ReplayStore store,
            DecisionHistory history,
            Registry registry,
            Deployed deployed,
            Judges judges,
            Workers workers,
            Clock clock,
            @ConfigProperty(name = "plimsoll.replay.part-size", defaultValue = "500") int leastInPart) {
        this.store = store;
        this.history = history;
        this.registry = registry;
        this.deployed = deployed;
        this.judges = judges;
        this.workers = workers;
        this.clock = clock;
        this.leastInPart = leastInPart;
    }

    /**
     * What somebody asks for.
     *
     * @param candidate null for {@link Mode#REPRODUCE}
     * @param baseline null for the version that is active
     */
    public record Wish(
            Mode mode,
            DecisionFilter data,
            @Nullable VersionId candidate,
            @Nullable VersionId baseline,
            String by,
            String why) {}

    /**
     * Begins a replay; it goes on in the background.
     *
     * @throws PlimsollException NOT_FOUND, WRONG_STATE or DOES_NOT_COMPILE when there is nothing to compare
     */
    public Replay start(Wish wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ReplayOrder order = order(wish, now);
        long decisions = history.count(order.data());
        Replay replay = store.add(order, decisions, slices(order, decisions), now);
        workers.wake();
        LOG.infof("event=replay-started replay=%d mode=%s decisions=%d", replay.id(), wish.mode(), decisions);
        return replay;
    }

    private ReplayOrder order(Wish wish, Instant now) {
        Instant end = wish.data().to();
        Instant to = end == null || end.isAfter(now) ? now : end;
        DecisionFilter until = wish.data().between(wish.data().from(), to);
        VersionId candidate = wish.candidate();
        if (candidate == null) {
            return new ReplayOrder(wish.mode(), until, null, wish.by(), wish.why());
        }
        ReplayOrder order = new ReplayOrder(
                wish.mode(), until.of(candidate.domain()), change(wish, candidate), wish.by(), wish.why());
        requireEvaluable(order);
        return order;
    }

    private ReplayOrder.Change change(Wish wish, VersionId candidate) {
        VersionId baseline = wish.baseline() == null ? active(candidate) : wish.baseline();
        Manifest.Kind other =
                candidate.kind() == Manifest.Kind.POLICY ? Manifest.Kind.GUARDRAILS : Manifest.Kind.POLICY;
        Optional<VersionId> counterpart =
                wish.mode() == Mode.SIMULATE ? deployed.active(candidate.domain(), other) : Optional.empty();
        return new ReplayOrder.Change(
                named(candidate), named(baseline), counterpart.map(this::named).orElse(null));
    }

    private VersionId active(VersionId candidate) {
        return deployed.active(candidate.domain(), candidate.kind())
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.WRONG_STATE, "No such version is active. Name a baseline to compare with."));
    }

    private ReplayOrder.Named named(VersionId id) {
        PolicyVersion version = registry.get(id);
        return new ReplayOrder.Named(version.id(), version.digest());
    }

    private void requireEvaluable(ReplayOrder order) {
        try {
            judges.of(order.withoutPast());
        } catch (KeptPolicies.NotReplayable e) {
            throw new PlimsollException(
                    ProblemCode.DOES_NOT_COMPILE, "Nothing was started: " + e.reason() + ". Look at its findings.");
        }
    }

    private List<Slice> slices(ReplayOrder order, long decisions) {
        long even = Math.min(MOST_IN_PART, Math.max(leastInPart, decisions / PARTS));
        return history.slices(order.data(), judges.isSequential(order) ? Integer.MAX_VALUE : (int) even);
    }

    /** @throws PlimsollException NOT_FOUND */
    public Replay get(long id) {
        return store.find(id)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND, "There is no such replay. GET /v1/replays lists them all."));
    }

    /** Newest first. */
    public Page<Replay> list(@Nullable DomainName domain, int limit, Optional<Cursor> after) {
        return store.list(domain == null ? null : domain.value(), limit, after);
    }

    /**
     * Gives up a replay. What was found of it so far stays.
     *
     * @throws PlimsollException NOT_FOUND, or WRONG_STATE when it has ended
     */
    public Replay cancel(long id, String by) {
        get(id);
        ReplayStore.Ending ending = new ReplayStore.Ending(clock.instant(), null, null, null);
        if (!store.end(id, Replay.State.CANCELLED, ending)) {
            throw new PlimsollException(ProblemCode.WRONG_STATE, "Nothing was changed. It has ended already.");
        }
        LOG.infof("event=replay-cancelled replay=%d by=%s", id, by);
        return get(id);
    }

    /** The decisions that came out otherwise, in the order in which they were made. */
    public Page<Part.Change> changes(long id, int limit, Optional<Cursor> after) {
        get(id);
        return store.changes(id, limit, after);
    }
}
