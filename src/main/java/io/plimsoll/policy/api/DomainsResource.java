package io.plimsoll.policy.api;

import io.plimsoll.platform.Page;
import io.plimsoll.policy.ActivePolicies;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/domains")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Domains", description = "Which domains there are and what they understand.")
class DomainsResource {
    private final ActivePolicies policies;

    DomainsResource(ActivePolicies policies) {
        this.policies = policies;
    }

    @GET
    @Operation(operationId = "listDomains", summary = "Lists the domains with the policies that decide in them.")
    public Page<DomainRepresentation> list() {
        return new Page<>(policies.all().stream().map(DomainRepresentation::of).toList(), null);
    }

    @GET
    @Path("{domain}")
    @Operation(operationId = "getDomain", summary = "Shows one domain.")
    public DomainRepresentation get(@PathParam("domain") String domain) {
        return DomainRepresentation.of(policies.of(domain));
    }

    @GET
    @Path("{domain}/inputs")
    @Operation(
            operationId = "getInputs",
            summary = "Shows what a call to this domain may contain.",
            description = "The facts with their types, units and ranges, the requests with their arguments, the intents"
                    + " that may be answered and the reason codes with their texts.")
    public InputsRepresentation inputs(@PathParam("domain") String domain) {
        return InputsRepresentation.of(policies.of(domain).policy().manifest());
    }
}
