package io.plimsoll.decision.api;

import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Role;
import io.plimsoll.decision.DecisionService;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.record.Source;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/domains")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Name.CLIENT)
@Tag(name = "Decisions", description = "Ask for a decision, and look at those that were made.")
class DecideResource {
    private final DecisionService decisions;
    private final CurrentCaller callers;

    DecideResource(DecisionService decisions, CurrentCaller callers) {
        this.decisions = decisions;
        this.callers = callers;
    }

    @POST
    @Path("{domain}/decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decide",
            summary = "Has a signal decided.",
            description =
                    "The decision is durable when it is answered. The same signal again, from the same client, gets"
                            + " the first decision again, with the header Idempotent-Replayed. A signal is identified by the"
                            + " domain, the client and its id; with other content under the same id it is a conflict (409).")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SubmissionRepresentation.class),
                            examples = @ExampleObject(name = "A return in the domain retail", value = Examples.RETURN)))
    @APIResponse(
            responseCode = "201",
            description = "Decided",
            headers = {
                @Header(
                        name = "Location",
                        description = "The decision",
                        schema = @Schema(implementation = String.class)),
                @Header(
                        name = "Idempotent-Replayed",
                        description = "true when the signal was decided before",
                        schema = @Schema(implementation = Boolean.class)),
                @Header(
                        name = "Server-Timing",
                        description = "Milliseconds spent in the stages evaluate and record",
                        schema = @Schema(implementation = String.class))
            },
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionRepresentation.class),
                            examples = @ExampleObject(name = "The return is permitted", value = Examples.DECISION)))
    public Response decide(
            @PathParam("domain") String domain,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Optional: the signal's id already makes the call repeatable")
                    @Nullable String key,
            byte[] body) {
        String used = Parameters.text("Idempotency-Key", key);
        return Decisions.created(decisions.decide(new DecisionService.Call(
                Source.of(Clients.name(callers.get())),
                domain,
                used == null ? null : new DecisionService.IdempotencyKey(path(domain), used),
                StrictJson.read(body))));
    }

    private static String path(String domain) {
        return "/v1/domains/" + domain + "/decisions";
    }
}
