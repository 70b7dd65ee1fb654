package io.plimsoll.rollout;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import io.plimsoll.policy.BuiltInPolicies;
import io.plimsoll.policy.Contradictions;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.Transition;
import io.plimsoll.policy.VersionId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes versions from shadow to canary to active, and back. Each step is compiled and warmed first and written second, so
 * that what cannot be evaluated never answers. What was done acts on this replica after {@link #takeOver}.
 */
@ApplicationScoped
public class Rollouts {
    /** How often a step that nobody asked for is tried again because somebody else took one. */
    private static final int ATTEMPTS = 5;

    private static final Logger LOG = Logger.getLogger(Rollouts.class);

    private final DeploymentStore store;
    private final Registry registry;
    private final ActivePolicies policies;
    private final Replica replica;
    private final Clock clock;

    Rollouts(DeploymentStore store, Registry registry, ActivePolicies policies, Replica replica, Clock clock) {
        this.store = store;
        this.registry = registry;
        this.policies = policies;
        this.replica = replica;
        this.clock = clock;
    }

    /**
     * How far a version shall go.
     *
     * @param stage SHADOW, CANARY or ACTIVE
     * @param percent of the customers, for a canary only
     * @param from for ACTIVE only: since when; null for now
     * @param to for ACTIVE only: until when; null for open
     * @param gates null for {@link Gates#DEFAULT}, or those that the rollout has
     */
    public record Wish(
            Deployment.Stage stage,
            @Nullable BigDecimal percent,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Gates gates,
            String by,
            String why) {}

    /**
     * Begins to roll a version out.
     *
     * @throws PlimsollException NOT_FOUND, WRONG_STATE, CONTRACT_VIOLATED, DOES_NOT_COMPILE, GATE_CLOSED or
     *     CHANGED_MEANWHILE
     */
    public Deployment start(VersionId id, Wish wish) {
        List<Deployment> steps = store.of(id.domain(), id.kind());
        Schedule schedule = Schedule.of(steps);
        boolean candidate = wish.stage().isCandidate();
        if (candidate && schedule.candidate().isPresent()) {
            throw wrong("Version " + schedule.candidate().get().version() + " is tried already. Stop it first.");
        }
        if (candidate && schedule.active(now(), any -> true).isEmpty()) {
            throw wrong("Nothing is active that it could be compared with. Begin with ACTIVE.");
        }
        return take(id, null, wish, steps);
    }

    /** Takes a shadow or canary further, or back to fewer customers; throws as {@link #start}. */
    public Deployment promote(long rollout, Wish wish) {
        Deployment last = last(rollout);
        if (!last.stage().isCandidate()) {
            throw wrong("It is " + last.stage() + ". Only a shadow or a canary is promoted.");
        }
        return take(
                last.version(),
                last,
                wish,
                store.of(last.version().domain(), last.version().kind()));
    }

    /** Gives up a shadow, a canary or an activation that is still to come. */
    @Transactional
    public Deployment stop(long rollout, String by, String why) {
        Deployment last = last(rollout);
        boolean planned = last.stage() == Deployment.Stage.ACTIVE && last.from().isAfter(clock.instant());
        if (!last.stage().isCandidate() && !planned) {
            throw wrong("It is " + last.stage() + ". What is active is rolled back.");
        }
        return end(last, Deployment.Stage.STOPPED, by, why);
    }

    /** Makes an activation as if it had never been: what was active before answers again. */
    @Transactional
    public Deployment rollBack(long rollout, String by, String why) {
        Deployment last = last(rollout);
        if (last.stage() != Deployment.Stage.ACTIVE) {
            throw wrong("It is " + last.stage() + ". Only what is active is rolled back.");
        }
        Schedule without =
                Schedule.of(store.of(last.version().domain(), last.version().kind()).stream()
                        .filter(step -> step.rollout() != rollout)
                        .toList());
        if (last.version().kind() == Manifest.Kind.POLICY
                && without.active(now(), any -> true).isEmpty()) {
            throw wrong("No other version of this policy was active before. Activate another one.");
        }
        return end(last, Deployment.Stage.ROLLED_BACK, by, why);
    }

    /** Lets what was committed act on this replica; the others find it by themselves, within two seconds. */
    public void takeOver() {
        replica.refresh();
    }

    /** The last steps of all rollouts, the newest rollout first. */
    public Page<Deployment> list(@Nullable String domain, int limit, Optional<Cursor> after) {
        return store.rollouts(domain, limit, after);
    }

    /**
     * How a policy stands, or the guardrails of a domain.
     *
     * @param active the step by which a version answers now; empty when none does
     * @param candidate the shadow or canary under way
     * @param planned activations that are still to come, the next first
     */
    public record Standing(Optional<Deployment> active, Optional<Deployment> candidate, List<Deployment> planned) {}

    /** How a policy stands on this replica now. */
    public Standing standing(DomainName domain, Manifest.Kind kind) {
        Instant now = clock.instant();
        return policies.schedule(domain, kind)
                .map(schedule ->
                        new Standing(schedule.active(now, any -> true), schedule.candidate(), schedule.planned(now)))
                .orElseGet(() -> new Standing(Optional.empty(), Optional.empty(), List.of()));
    }

    /** @throws PlimsollException NOT_FOUND */
    public List<Deployment> steps(long rollout) {
        List<Deployment> steps = store.steps(rollout);
        if (steps.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.NOT_FOUND, "There is no such rollout. GET /v1/rollouts lists them all.");
        }
        return steps;
    }

    private Deployment last(long rollout) {
        List<Deployment> steps = steps(rollout);
        return steps.get(steps.size() - 1);
    }

    private Deployment take(VersionId id, @Nullable Deployment last, Wish wish, List<Deployment> seen) {
        Instant now = now();
        requireState(id, wish.stage());
        requireSense(id, wish, now);
        requireFit(id);
        DeploymentStore.Step step = new DeploymentStore.Step(
                last == null ? null : last.rollout(),
                id,
                wish.stage(),
                wish.percent(),
                wish.from() == null ? now : wish.from(),
                wish.to(),
                wish.gates() != null ? wish.gates() : last == null ? Gates.DEFAULT : last.gates(),
                wish.by(),
                wish.why());
        return append(step, seen, now);
    }

    private Deployment end(Deployment last, Deployment.Stage stage, String by, String why) {
        DeploymentStore.Step step = new DeploymentStore.Step(
                last.rollout(), last.version(), stage, null, last.from(), last.to(), last.gates(), by, why);
        return append(step, store.of(last.version().domain(), last.version().kind()), now());
    }

    /** Stops a candidate whose gates are broken; does nothing when it has ended meanwhile. */
    void stopBroken(long rollout, String why) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Deployment last = last(rollout);
            if (!last.stage().isCandidate()) {
                return;
            }
            try {
                end(last, Deployment.Stage.STOPPED, PolicyVersion.SHIPPED, "Stopped by its gates: " + why + ".");
                takeOver();
                return;
            } catch (PlimsollException e) {
                LOG.debugf("event=stop-repeated rollout=%d", rollout);
            }
        }
    }

    private Deployment append(DeploymentStore.Step step, List<Deployment> seen, Instant now) {
        long after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).number();
        Deployment taken = store.append(step, after, now)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.CHANGED_MEANWHILE,
                        "Nothing was changed. Somebody else took a step; look at GET /v1/rollouts and try again."));
        LOG.infof(
                "event=rollout rollout=%d step=%d version=%s stage=%s by=%s",
                taken.rollout(), taken.number(), taken.version(), taken.stage(), taken.by());
        return taken;
    }

    private void requireState(VersionId id, Deployment.Stage stage) {
        PolicyVersion version = registry.get(id);
        if (stage == Deployment.Stage.SHADOW && version.is(Transition.State.SUBMITTED)) {
            return;
        }
        if (!registry.isApproved(id)) {
            throw wrong("Version " + id + " is " + version.state() + " or its evidence has changed since. What answers"
                    + " anybody must be approved; a shadow must be submitted at least.");
        }
    }

    private static void requireSense(VersionId id, Wish wish, Instant now) {
        if (id.kind() == Manifest.Kind.GUARDRAILS && wish.stage() != Deployment.Stage.ACTIVE) {
            throw violated("/stage", "guardrails hold for everybody: ACTIVE is their only stage");
        }
        if ((wish.stage() == Deployment.Stage.CANARY) != (wish.percent() != null)) {
            throw violated("/percent", "is needed for a CANARY, and only for it");
        }
        if (wish.stage() != Deployment.Stage.ACTIVE && (wish.from() != null || wish.to() != null)) {
            throw violated("/effectiveFrom", "only ACTIVE is planned ahead");
        }
        if (wish.from() != null && wish.from().isBefore(now)) {
            throw violated("/effectiveFrom", "lies in the past; what was decided then is decided");
        }
        if (wish.to() != null && !wish.to().isAfter(wish.from() == null ? now : wish.from())) {
            throw violated("/effectiveTo", "must lie after effectiveFrom");
        }
    }

    /** It compiles, and whatever it meets now it fits. */
    private void requireFit(VersionId id) {
        Contradictions.refuse(
                replica.prepare(id),
                policies.counterpart(id.domain(), id.kind()).orElse(null));
    }

    /** The versions that come with the service answer where nobody has rolled out anything else. */
    void start(@Observes StartupEvent event) {
        for (String domain : BuiltInPolicies.DOMAINS) {
            DomainName name = new DomainName(domain);
            BuiltInPolicies.guardrails(domain)
                    .ifPresent(bundle -> ship(registry.ship(name, Manifest.Kind.GUARDRAILS, bundle)));
            ship(registry.ship(name, Manifest.Kind.POLICY, BuiltInPolicies.bundle(domain)));
        }
        replica.start();
    }

    private void ship(PolicyVersion shipped) {
        VersionId id = shipped.id();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Deployment> steps = store.of(id.domain(), id.kind());
            boolean touched = steps.stream().anyMatch(step -> !step.by().equals(PolicyVersion.SHIPPED));
            boolean there = Schedule.of(steps)
                    .active(clock.instant(), any -> true)
                    .filter(active -> active.version().equals(id))
                    .isPresent();
            if (touched || there) {
                return;
            }
            DeploymentStore.Step step = new DeploymentStore.Step(
                    null,
                    id,
                    Deployment.Stage.ACTIVE,
                    null,
                    steps.isEmpty() ? shipped.createdAt() : now(),
                    null,
                    Gates.DEFAULT,
                    PolicyVersion.SHIPPED,
                    "It comes with the service.");
            long after = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).number();
            if (store.append(step, after, now()).isPresent()) {
                return;
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static PlimsollException wrong(String detail) {
        return new PlimsollException(ProblemCode.WRONG_STATE, "Nothing was changed. " + detail);
    }

    private static PlimsollException violated(String pointer, String detail) {
        return new PlimsollException(
                ProblemCode.CONTRACT_VIOLATED, "Nothing was changed.", List.of(new Violation(pointer, detail)));
    }
}
