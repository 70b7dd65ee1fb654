package io.plimsoll.policy;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Pairing;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The policies that decide now, one per domain. Loaded and warmed before the service says that it is ready. */
@ApplicationScoped
public class ActivePolicies {
    private static final Logger LOG = Logger.getLogger(ActivePolicies.class);

    private final PolicyVersionStore store;
    private final Clock clock;
    private final Map<Version, CompiledPolicy> earlier = new ConcurrentHashMap<>();
    private volatile Map<String, ActivePolicy> active = Map.of();

    ActivePolicies(PolicyVersionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The active policies by domain, in alphabetical order. */
    public Collection<ActivePolicy> all() {
        return active.values();
    }

    /** @throws PlimsollException UNKNOWN_DOMAIN */
    public ActivePolicy of(String domain) {
        ActivePolicy policy = active.get(domain);
        if (policy == null) {
            throw new PlimsollException(
                    ProblemCode.UNKNOWN_DOMAIN, "GET /v1/domains lists the domains that there are.");
        }
        return policy;
    }

    /** A version that decided once, compiled; it need not be active any more. */
    public Optional<CompiledPolicy> version(DomainName domain, int version) {
        ActivePolicy current = active.get(domain.value());
        return current != null && current.version() == version
                ? Optional.of(current.policy())
                : earlier(new Version(domain, Manifest.Kind.POLICY, version));
    }

    /** Guardrails that restricted once, compiled; they need not be active any more. */
    public Optional<CompiledPolicy> guardrails(DomainName domain, int version) {
        ActivePolicy current = active.get(domain.value());
        ActivePolicy.Guardrails guardrails = current == null ? null : current.guardrails();
        return guardrails != null && guardrails.version() == version
                ? Optional.of(guardrails.policy())
                : earlier(new Version(domain, Manifest.Kind.GUARDRAILS, version));
    }

    private record Version(DomainName domain, Manifest.Kind kind, int number) {}

    private Optional<CompiledPolicy> earlier(Version version) {
        return Optional.ofNullable(
                earlier.computeIfAbsent(version, wanted -> store.bundle(wanted.domain(), wanted.kind(), wanted.number())
                        .map(ActivePolicies::compiled)
                        .orElse(null)));
    }

    void load(@Observes StartupEvent event) {
        for (String domain : BuiltInPolicies.DOMAINS) {
            PolicyBundle bundle = BuiltInPolicies.bundle(domain);
            CompiledPolicy policy = compiled(bundle);
            DomainName name = policy.manifest().domain();
            PolicyVersionStore.NumberedVersion kept = keep(name, policy, bundle);
            ActivePolicy.Guardrails guardrails = BuiltInPolicies.guardrails(domain)
                    .map(restricting -> guardrails(name, restricting))
                    .orElse(null);
            activate(new ActivePolicy(name, kept.version(), kept.since(), policy, guardrails));
        }
    }

    /** From now on this policy decides in its domain. Evaluations under way end with the one that they began with. */
    synchronized void activate(ActivePolicy policy) {
        requireFit(policy);
        Map<String, ActivePolicy> next = new TreeMap<>(active);
        next.put(policy.domain().value(), policy);
        active = Collections.unmodifiableMap(next);
    }

    /** Guardrails that cannot do their work are worse than none, because somebody relies on them. */
    private static void requireFit(ActivePolicy active) {
        if (active.policy().manifest().kind() != Manifest.Kind.POLICY) {
            throw new IllegalStateException("guardrails cannot decide: " + active.domain());
        }
        CompiledPolicy guardrails = active.restricting();
        if (guardrails != null) {
            List<Finding> findings = Pairing.findings(active.policy(), guardrails).stream()
                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                    .toList();
            if (!findings.isEmpty()) {
                throw new IllegalStateException("the guardrails do not fit the policy: " + findings);
            }
        }
    }

    private ActivePolicy.Guardrails guardrails(DomainName domain, PolicyBundle bundle) {
        CompiledPolicy guardrails = compiled(bundle);
        PolicyVersionStore.NumberedVersion kept = keep(domain, guardrails, bundle);
        return new ActivePolicy.Guardrails(kept.version(), kept.since(), guardrails);
    }

    private PolicyVersionStore.NumberedVersion keep(DomainName domain, CompiledPolicy policy, PolicyBundle bundle) {
        Manifest.Kind kind = policy.manifest().kind();
        PolicyVersionStore.NumberedVersion kept =
                store.keep(domain, kind, bundle, clock.instant().truncatedTo(ChronoUnit.MICROS));
        LOG.infof(
                "event=policy-loaded domain=%s kind=%s version=%d digest=%s",
                domain, kind, kept.version(), policy.digest());
        return kept;
    }

    private static CompiledPolicy compiled(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new IllegalStateException("a policy cannot be loaded: " + rejected.findings());
        });
    }
}
