package io.plimsoll.rollout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.plimsoll.evaluation.Evaluation;
import io.plimsoll.evaluation.Evaluator;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.record.RecordedDecision;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Asks the other version after a decision is durable, so that no caller waits for it. With more decisions than can be
 * compared some are left out and counted; nothing waits for a comparison.
 */
@ApplicationScoped
public class Shadows {
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_BATCH = 50;
    private static final Logger LOG = Logger.getLogger(Shadows.class);

    private final ActivePolicies policies;
    private final ComparisonStore store;
    private final Rollouts rollouts;
    private final Counter compared;
    private final Counter leftOut;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread worker = new Thread(this::run, "plimsoll-shadow");
    private volatile boolean stopping;

    Shadows(ActivePolicies policies, ComparisonStore store, Rollouts rollouts, MeterRegistry meters) {
        this.policies = policies;
        this.store = store;
        this.rollouts = rollouts;
        this.compared = Counter.builder("plimsoll.shadow.compared")
                .description("Decisions that were compared with another version")
                .register(meters);
        this.leftOut = Counter.builder("plimsoll.shadow.left-out")
                .description("Decisions that could not be compared because too many waited")
                .register(meters);
    }

    private record Waiting(RecordedDecision decision, Situation situation, Evaluation evaluation, Chosen chosen) {}

    /** Takes note of a decision that is durable. Never waits. */
    public void observe(RecordedDecision decision, Situation situation, Evaluation evaluation, Chosen chosen) {
        if (policies.candidate(decision.domain().value()).isPresent()
                && !queue.offer(new Waiting(decision, situation, evaluation, chosen))) {
            leftOut.increment();
        }
    }

    void start(@Observes StartupEvent event) {
        worker.setDaemon(true);
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        worker.interrupt();
    }

    private void run() {
        while (!stopping) {
            try {
                List<Waiting> batch = new ArrayList<>();
                batch.add(queue.take());
                queue.drainTo(batch, MAX_BATCH - 1);
                compare(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // A comparison that is lost costs nobody a decision.
                LOG.warnf(e, "event=comparison-failed");
            }
        }
    }

    private void compare(List<Waiting> batch) {
        List<Comparison> comparisons = new ArrayList<>();
        Set<Deployment> judged = new HashSet<>();
        for (Waiting each : batch) {
            candidate(each).ifPresent(candidate -> {
                judged.add(candidate);
                comparisons.add(compare(each, candidate));
            });
        }
        store.add(comparisons);
        compared.increment(comparisons.size());
        for (Deployment candidate : judged) {
            candidate.gates().broken(store.totals(candidate.rollout())).ifPresent(why -> {
                rollouts.stopBroken(candidate.rollout(), why);
            });
        }
    }

    /** The candidate may have been changed for another one since the decision. */
    private Optional<Deployment> candidate(Waiting waiting) {
        return policies.candidate(waiting.decision().domain().value())
                .filter(candidate -> !waiting.chosen().canary()
                        || candidate.version().number()
                                == waiting.decision().policy().version());
    }

    private Comparison compare(Waiting waiting, Deployment candidate) {
        String domain = waiting.decision().domain().value();
        boolean byCanary = waiting.chosen().canary();
        ActivePolicy other = byCanary
                ? policies.of(domain)
                : policies.candidatePolicy(domain).orElseThrow();
        Evaluation evaluation = Evaluator.evaluate(other.policy(), other.restricting(), waiting.situation());
        return Comparison.of(
                candidate.rollout(),
                waiting.decision().id(),
                byCanary,
                waiting.decision().decidedAt(),
                waiting.evaluation(),
                evaluation);
    }
}
