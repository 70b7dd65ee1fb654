package io.plimsoll.access.api;

import io.plimsoll.access.ApiKeys;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Role;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.api.Created;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Name.ADMIN)
@Tag(name = "Access")
class ApiKeysResource {
    private final ApiKeys keys;
    private final CurrentCaller callers;

    ApiKeysResource(ApiKeys keys, CurrentCaller callers) {
        this.keys = keys;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listApiKeys", summary = "Lists the API keys, oldest first, without their secrets.")
    public Page<Views.Key> list(
            @Parameter(description = "1 to 200, 50 when absent") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        return keys.list(Parameters.limit(limit), Cursor.decode(cursor)).map(Views.Key::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getApiKey", summary = "Shows one API key without its secret.")
    public Views.Key find(@PathParam("id") String id) {
        return Views.Key.of(keys.find(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueApiKey",
            summary = "Issues an API key.",
            description = "The answer shows the key this once. Sent twice, two keys are issued: revoke the one that was"
                    + " not received.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Bodies.NewApiKey.class),
                            examples =
                                    @ExampleObject(
                                            name = "client",
                                            value = "{\"client\": \"crm\", \"roles\": [\"client\"]}")))
    @APIResponse(
            responseCode = "201",
            description = "The key, and its address in Location.",
            content = @Content(schema = @Schema(implementation = Views.IssuedKey.class)))
    public Response issue(byte[] body) {
        ApiKeys.Issued issued = keys.issue(Bodies.NewApiKey.read(body), callers.get());
        return Created.at("/v1/api-keys/" + issued.key().id(), Views.IssuedKey.of(issued))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("{id}/revocations")
    @Operation(
            operationId = "revokeApiKey",
            summary = "Makes an API key worthless.",
            description = "Acts within two seconds. Done twice it is the same as once.")
    public Views.Key revoke(@PathParam("id") String id) {
        return Views.Key.of(keys.revoke(id, callers.get()));
    }
}
