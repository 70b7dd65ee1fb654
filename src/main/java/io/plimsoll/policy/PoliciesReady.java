package io.plimsoll.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every domain that is shipped has a policy that decides. */
@Readiness
@ApplicationScoped
class PoliciesReady implements HealthCheck {
    private final ActivePolicies policies;

    PoliciesReady(ActivePolicies policies) {
        this.policies = policies;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("policies");
        policies.all().forEach(active -> response.withData(active.domain().value(), "version " + active.version()));
        return response.status(policies.all().size() == BuiltInPolicies.DOMAINS.size())
                .build();
    }
}
