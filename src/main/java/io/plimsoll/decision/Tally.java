package io.plimsoll.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.record.RecordedDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts decisions, and says of each that it was made. */
@ApplicationScoped
class Tally {
    private static final Logger LOG = Logger.getLogger(Tally.class);

    private final MeterRegistry meters;

    Tally(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Somebody decided about the same customer meanwhile. */
    void contended(DomainName domain) {
        Counter.builder("plimsoll.decision.contended")
                .description("Decisions that were evaluated again because others decided meanwhile")
                .tag("domain", domain.value())
                .register(meters)
                .increment();
    }

    /** Somebody set or lifted a control meanwhile. */
    void outdated(DomainName domain) {
        Counter.builder("plimsoll.decision.outdated")
                .description("Decisions that were evaluated again because controls were set or lifted meanwhile")
                .tag("domain", domain.value())
                .register(meters)
                .increment();
    }

    /** A decision is durable. */
    void decided(RecordedDecision decision, Duration evaluating, Duration recording) {
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
