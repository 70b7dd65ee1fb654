package io.plimsoll.rollout;

import io.micrometer.core.instrument.MeterRegistry;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.policy.CompiledVersions;
import io.plimsoll.policy.VersionId;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * This process follows what is rolled out: it looks twice a second whether a step was taken, on whichever replica,
 * compiles what is new and only then lets it answer. While the database does not answer, what was known goes on.
 */
@ApplicationScoped
class Replica {
    private static final Logger LOG = Logger.getLogger(Replica.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** Longer than any evaluation that began with a version can last. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final DeploymentStore store;
    private final CompiledVersions versions;
    private final ActivePolicies policies;
    private final Clock clock;
    private final Map<VersionId, CompiledPolicy> compiled = new HashMap<>();
    private final Deque<Left> left = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "plimsoll-rollout");
        thread.setDaemon(true);
        return thread;
    });
    private long seen = -1;
    private volatile Map<VersionId, String> failed = Map.of();

    Replica(
            DeploymentStore store,
            CompiledVersions versions,
            ActivePolicies policies,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.versions = versions;
        this.policies = policies;
        this.clock = clock;
        meters.gauge("plimsoll.rollout.failed", this, replica -> replica.failed.size());
    }

    /** A version that nobody needs any more, and since when. */
    private record Left(CompiledPolicy policy, Instant since) {}

    void start() {
        refresh();
        timer.scheduleWithFixedDelay(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void look() {
        try {
            synchronized (this) {
                if (store.latest() != seen) {
                    refresh();
                }
                closeLeft(clock.instant());
            }
        } catch (RuntimeException e) {
            // The database is away; it is asked again in a moment, and what is known goes on.
            LOG.debugf(e, "event=rollouts-unseen");
        }
    }

    /** How many versions are held although nobody needs them any more; for tests. */
    synchronized int left() {
        return left.size();
    }

    /** Versions that are needed and cannot be evaluated, with what is wrong; others answer in their place. */
    Map<VersionId, String> failed() {
        return failed;
    }

    /**
     * Compiles and warms a version before a step is taken that needs it.
     *
     * @throws PlimsollException when it cannot be evaluated, or does not fit what it would meet
     */
    synchronized CompiledPolicy prepare(VersionId id) {
        CompiledPolicy policy = compiled.get(id);
        if (policy == null) {
            policy = versions.compile(id);
            compiled.put(id, policy);
        }
        return policy;
    }

    /** Takes over what is rolled out now. */
    synchronized void refresh() {
        long latest = store.latest();
        Instant now = clock.instant();
        Map<DomainName, Map<Manifest.Kind, List<Deployment>>> steps =
                new TreeMap<>(Comparator.comparing(DomainName::value));
        store.all().forEach(step -> steps.computeIfAbsent(step.version().domain(), domain -> new HashMap<>())
                .computeIfAbsent(step.version().kind(), kind -> new ArrayList<>())
                .add(step));
        Map<VersionId, String> failures = new HashMap<>();
        Set<VersionId> needed = new HashSet<>();
        SortedMap<String, Lane> next = new TreeMap<>();
        steps.forEach((domain, kinds) -> {
            Schedule ofPolicies = Schedule.of(kinds.getOrDefault(Manifest.Kind.POLICY, List.of()));
            Schedule ofGuardrails = Schedule.of(kinds.getOrDefault(Manifest.Kind.GUARDRAILS, List.of()));
            Set<VersionId> wanted = new HashSet<>(ofPolicies.needed(now));
            wanted.addAll(ofGuardrails.needed(now));
            needed.addAll(wanted);
            next.put(domain.value(), new Lane(domain, ofPolicies, ofGuardrails, ready(wanted, failures)));
        });
        policies.swap(Collections.unmodifiableSortedMap(next));
        failed = Map.copyOf(failures);
        seen = latest;
        compiled.keySet().stream().filter(id -> !needed.contains(id)).toList().forEach(id -> {
            left.add(new Left(compiled.remove(id), now));
        });
    }

    private Map<VersionId, CompiledPolicy> ready(Set<VersionId> wanted, Map<VersionId, String> failures) {
        Map<VersionId, CompiledPolicy> ready = new HashMap<>();
        for (VersionId id : wanted) {
            try {
                ready.put(id, prepare(id));
            } catch (PlimsollException | IllegalStateException e) {
                failures.put(id, String.valueOf(e.getMessage()));
                LOG.errorf("event=version-failed version=%s detail=%s", id, e.getMessage());
            }
        }
        return ready;
    }

    private void closeLeft(Instant now) {
        while (!left.isEmpty() && left.peek().since().plus(GRACE).isBefore(now)) {
            left.remove().policy().close();
        }
    }
}
