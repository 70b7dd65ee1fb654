package io.plimsoll.rollout;

import io.plimsoll.policy.BuiltInPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when every domain that is shipped has a policy that decides. A version that should answer and cannot be evaluated
 * is named; another one answers in its place.
 */
@Readiness
@ApplicationScoped
class PoliciesReady implements HealthCheck {
    private final ActivePolicies policies;
    private final Replica replica;

    PoliciesReady(ActivePolicies policies, Replica replica) {
        this.policies = policies;
        this.replica = replica;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("policies");
        long shipped = 0;
        for (ActivePolicy active : policies.all()) {
            response.withData(active.domain().value(), "version " + active.version());
            shipped += BuiltInPolicies.DOMAINS.contains(active.domain().value()) ? 1 : 0;
        }
        replica.failed().forEach((version, detail) -> response.withData(version.toString(), "failed: " + detail));
        return response.status(shipped == BuiltInPolicies.DOMAINS.size()).build();
    }
}
