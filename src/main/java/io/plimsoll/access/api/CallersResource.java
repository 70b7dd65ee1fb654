package io.plimsoll.access.api;

import io.plimsoll.access.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/callers")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Access")
class CallersResource {
    private final CurrentCaller callers;

    CallersResource(CurrentCaller callers) {
        this.callers = callers;
    }

    @GET
    @Path("me")
    @Operation(operationId = "getCaller", summary = "Tells callers who they are and which roles they have.")
    public Views.Me me() {
        return Views.Me.of(callers.get());
    }
}
