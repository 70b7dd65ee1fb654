package io.plimsoll.rollout;

import io.plimsoll.policy.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the steps of all rollouts of one policy (or of the guardrails of one domain) amount to. Immutable.
 *
 * <p>At an instant the version answers whose interval covers it; of several the one that began last. A version that was
 * rolled back is as if it had never been active.
 */
final class Schedule {
    private static final Comparator<Deployment> LATEST =
            Comparator.comparing(Deployment::from).thenComparing(Deployment::number);

    private final Map<Long, Deployment> rollouts;
    private final List<Deployment> activations;

    private Schedule(Map<Long, Deployment> rollouts, List<Deployment> activations) {
        this.rollouts = rollouts;
        this.activations = List.copyOf(activations);
    }

    /** @param steps in the order of their numbers */
    static Schedule of(Collection<Deployment> steps) {
        Map<Long, Deployment> last = new LinkedHashMap<>();
        steps.forEach(step -> last.put(step.rollout(), step));
        return new Schedule(
                last,
                steps.stream()
                        .filter(step -> step.stage() == Deployment.Stage.ACTIVE)
                        .filter(step -> last.get(step.rollout()) == step)
                        .toList());
    }

    /** The version that answers at an instant, among those that can. */
    Optional<Deployment> active(Instant instant, Predicate<VersionId> able) {
        return activations.stream()
                .filter(step -> step.covers(instant) && able.test(step.version()))
                .max(LATEST);
    }

    /**
     * The version that answers now. A clock that is behind the one that wrote the steps must not leave a domain without its
     * policy or its guardrails: before the first activation the first one answers.
     */
    Optional<Deployment> answering(Instant now, Predicate<VersionId> able) {
        return active(now, able).or(() -> activations.stream()
                .filter(step -> able.test(step.version()))
                .min(LATEST));
    }

    /** The shadow or canary under way. */
    Optional<Deployment> candidate() {
        return rollouts.values().stream()
                .filter(step -> step.stage().isCandidate())
                .findFirst();
    }

    /** The activations that are still to come, the next first. */
    List<Deployment> planned(Instant now) {
        return activations.stream()
                .filter(step -> step.from().isAfter(now))
                .sorted(LATEST)
                .toList();
    }

    /** The last step of a rollout. */
    Optional<Deployment> last(long rollout) {
        return Optional.ofNullable(rollouts.get(rollout));
    }

    /** Whether it answers or is compared, now or later. */
    boolean uses(VersionId version, Instant now) {
        return needed(now).contains(version);
    }

    /** What must be at hand: what answers now, what would answer if that were rolled back, what comes, what is tried. */
    Set<VersionId> needed(Instant now) {
        Set<VersionId> needed = new HashSet<>();
        active(now, any -> true).ifPresent(current -> {
            needed.add(current.version());
            activations.stream()
                    .filter(step -> step != current && step.covers(now))
                    .max(LATEST)
                    .ifPresent(before -> needed.add(before.version()));
        });
        planned(now).forEach(step -> needed.add(step.version()));
        candidate().ifPresent(step -> needed.add(step.version()));
        return needed;
    }
}
