package io.plimsoll.rollout;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.CompiledVersions;
import io.plimsoll.policy.Deployed;
import io.plimsoll.policy.VersionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The policies that decide now, one per domain. Readers take no lock: {@link Replica} swaps the whole picture at once. */
@ApplicationScoped
public class ActivePolicies implements Deployed {
    private final CompiledVersions versions;
    private final Clock clock;
    private volatile SortedMap<String, Lane> lanes = new TreeMap<>();

    ActivePolicies(CompiledVersions versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    /** The active policies by domain, in alphabetical order. */
    public Collection<ActivePolicy> all() {
        Instant now = clock.instant();
        return lanes.values().stream()
                .flatMap(lane -> lane.active(now).stream())
                .toList();
    }

    /** @throws PlimsollException UNKNOWN_DOMAIN */
    public ActivePolicy of(String domain) {
        return lane(domain).active(clock.instant()).orElseThrow(ActivePolicies::unknown);
    }

    /**
     * The policy that answers a call.
     *
     * @param customer whose signal it is; null when the call does not say
     * @param asOf null for now; MUST NOT lie in the future
     * @throws PlimsollException UNKNOWN_DOMAIN, or INVALID_PARAMETER when nothing was in effect at that instant
     */
    public Chosen choose(String domain, @Nullable String customer, @Nullable Instant asOf) {
        Instant now = clock.instant();
        if (asOf == null) {
            return lane(domain).choose(customer, now).orElseThrow(ActivePolicies::unknown);
        }
        if (asOf.isAfter(now)) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER, "asOf lies in the future. Leave it out to ask the policy of now.");
        }
        return lane(domain)
                .chooseAsOf(asOf, now, versions::find)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.INVALID_PARAMETER,
                        "No policy was in effect at asOf. GET /v1/rollouts?domain=" + domain + " tells since when."));
    }

    /** The shadow or canary of a domain and how it stands; empty when there is none. */
    public Optional<Deployment> candidate(String domain) {
        return lane(domain).candidate();
    }

    /** The shadow or canary of a domain, ready to be evaluated beside the active policy. */
    public Optional<ActivePolicy> candidatePolicy(String domain) {
        return lane(domain).candidate(clock.instant());
    }

    /** What is planned and tried for the policy or the guardrails of a domain; empty when the domain is unknown. */
    Optional<Schedule> schedule(DomainName domain, Manifest.Kind kind) {
        return Optional.ofNullable(lanes.get(domain.value())).map(lane -> lane.schedule(kind));
    }

    /** A version that decided once, compiled; it need not be active any more. */
    public Optional<CompiledPolicy> version(DomainName domain, int version) {
        return find(new VersionId(domain, Manifest.Kind.POLICY, version));
    }

    /** Guardrails that restricted once, compiled; they need not be active any more. */
    public Optional<CompiledPolicy> guardrails(DomainName domain, int version) {
        return find(new VersionId(domain, Manifest.Kind.GUARDRAILS, version));
    }

    private Optional<CompiledPolicy> find(VersionId id) {
        Lane lane = lanes.get(id.domain().value());
        return (lane == null ? Optional.<CompiledPolicy>empty() : lane.ready(id)).or(() -> versions.find(id));
    }

    @Override
    public Optional<CompiledPolicy> counterpart(DomainName domain, Manifest.Kind kind) {
        Lane lane = lanes.get(domain.value());
        if (lane == null) {
            return Optional.empty();
        }
        Optional<ActivePolicy> active = lane.active(clock.instant());
        return kind == Manifest.Kind.POLICY ? active.map(ActivePolicy::restricting) : active.map(ActivePolicy::policy);
    }

    @Override
    public Optional<VersionId> active(DomainName domain, Manifest.Kind kind) {
        return Optional.ofNullable(lanes.get(domain.value())).flatMap(lane -> lane.schedule(kind)
                .answering(clock.instant(), id -> lane.ready(id).isPresent())
                .map(Deployment::version));
    }

    @Override
    public boolean inUse(VersionId id) {
        Lane lane = lanes.get(id.domain().value());
        return lane != null && lane.schedule(id.kind()).uses(id, clock.instant());
    }

    Map<String, Lane> lanes() {
        return lanes;
    }

    void swap(SortedMap<String, Lane> next) {
        lanes = next;
    }

    private Lane lane(String domain) {
        Lane lane = lanes.get(domain);
        if (lane == null) {
            throw unknown();
        }
        return lane;
    }

    private static PlimsollException unknown() {
        return new PlimsollException(ProblemCode.UNKNOWN_DOMAIN, "GET /v1/domains lists the domains that there are.");
    }
}
