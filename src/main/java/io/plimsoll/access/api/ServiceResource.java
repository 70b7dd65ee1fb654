package io.plimsoll.access.api;

import io.plimsoll.access.AccessPolicy;
import io.plimsoll.access.LocalUsers;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/service")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Access")
class ServiceResource {
    private final AccessPolicy policy;
    private final LocalUsers users;
    private final String name;
    private final String version;

    ServiceResource(
            AccessPolicy policy,
            LocalUsers users,
            @ConfigProperty(name = "quarkus.application.name") String name,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.policy = policy;
        this.users = users;
        this.name = name;
        this.version = version;
    }

    @GET
    @Operation(
            operationId = "getService",
            summary = "Tells everybody what this is, and in a demonstration how to sign in.")
    @APIResponse(responseCode = "200", description = "The name and version of the service")
    @APIResponse(responseCode = "406", description = "The caller does not accept JSON")
    public Views.Service service() {
        return new Views.Service(
                name,
                version,
                policy.demo(),
                users.demoUsers().stream().map(Views.Demo::of).toList());
    }
}
