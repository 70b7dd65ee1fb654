package io.plimsoll.rollout.api;

import io.plimsoll.access.Role;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.PolicyVersionStore;
import io.plimsoll.rollout.Rollouts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.OPERATOR, Role.Name.AUDITOR})
@Tag(name = "Rollouts")
class PoliciesResource {
    private final PolicyVersionStore store;
    private final Rollouts rollouts;

    PoliciesResource(PolicyVersionStore store, Rollouts rollouts) {
        this.store = store;
        this.rollouts = rollouts;
    }

    @GET
    @Operation(
            operationId = "listPolicies",
            summary =
                    "Lists the policies and the guardrails of all domains: what answers, what is tried, what is planned.")
    public Page<PolicyRepresentation> list() {
        return new Page<>(all(), null);
    }

    @GET
    @Path("{policy}")
    @Operation(operationId = "getPolicy", summary = "Shows how one policy stands.")
    public PolicyRepresentation get(@PathParam("policy") @Parameter(example = "retail.policy") String policy) {
        return all().stream()
                .filter(each -> each.id().equals(policy))
                .findFirst()
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND, "There is no such policy. GET /v1/policies lists them all."));
    }

    private List<PolicyRepresentation> all() {
        return store.names().stream()
                .map(name -> PolicyRepresentation.of(name, rollouts.standing(name.domain(), name.kind())))
                .toList();
    }
}
