package io.plimsoll.rollout.api;

import io.plimsoll.access.Attempt;
import io.plimsoll.access.Caller;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Repeats;
import io.plimsoll.access.Role;
import io.plimsoll.evaluation.Control;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.api.Created;
import io.plimsoll.rollout.ControlService;
import io.plimsoll.rollout.ControlStore;
import io.plimsoll.rollout.NewControl;
import io.plimsoll.rollout.RecordedControl;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.function.Supplier;
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

@Path(ControlStore.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Controls", description = "What operators stop and hold and decide themselves.")
class ControlsResource {
    private static final Set<String> KNOWN = Set.of("state", "kind", "domain", "limit", "cursor");

    private static final byte[] NO_BODY = {};

    private final ControlService controls;
    private final CurrentCaller callers;
    private final Repeats repeats;

    ControlsResource(ControlService controls, CurrentCaller callers, Repeats repeats) {
        this.controls = controls;
        this.callers = callers;
        this.repeats = repeats;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Name.OPERATOR)
    @Operation(
            operationId = "setControl",
            summary = "Sets a kill switch, a hold or an override.",
            description =
                    "Once it is answered, nothing is recorded any more on any replica that was decided without it."
                            + " A kill switch goes before a hold, a hold before an override, an override before the policy; the"
                            + " guardrails restrict an override too. An override that may let more happen than a policy would"
                            + " (all but ESCALATE with every intent refused) is PENDING until a second person confirms it."
                            + " The same again under the same key gets the first answer again, with the header"
                            + " Idempotent-Replayed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ControlBody.class),
                            examples = {
                                @ExampleObject(
                                        name = "Stop everything",
                                        value = "{\"kind\": \"KILL_SWITCH\", \"scope\": {\"everything\": true},"
                                                + " \"reason\": \"Wrong prices in the shop\"}"),
                                @ExampleObject(
                                        name = "Stop one action",
                                        value =
                                                "{\"kind\": \"KILL_SWITCH\", \"scope\": {\"action\":"
                                                        + " \"return_delivered_order_items\"}, \"reason\": \"The till is broken\"}"),
                                @ExampleObject(
                                        name = "Hold a customer",
                                        value = "{\"kind\": \"HOLD\", \"scope\": {\"customer\": \"c-17\"}, \"reason\":"
                                                + " \"A lawyer wrote\", \"until\": \"2026-12-24T12:00:00Z\"}"),
                                @ExampleObject(
                                        name = "Answer in the place of the policy",
                                        value =
                                                "{\"kind\": \"OVERRIDE\", \"scope\": {\"domain\": \"retail\", \"customer\":"
                                                        + " \"c-17\", \"requestType\": \"return_delivered_order_items\"},"
                                                        + " \"answer\": {\"intents\": [{\"disposition\": \"PERMITTED\","
                                                        + " \"ceiling\": 50}]}, \"reason\": \"Goodwill after the outage\","
                                                        + " \"until\": \"2026-12-24T12:00:00Z\"}")
                            }))
    @APIResponse(
            responseCode = "201",
            description = "Set; a loosening override waits for its confirmation",
            headers = {
                @Header(
                        name = "Location",
                        description = "The control",
                        schema = @Schema(implementation = String.class)),
                @Header(
                        name = "Idempotent-Replayed",
                        description = "true when it was set before",
                        schema = @Schema(implementation = Boolean.class))
            },
            content = @Content(schema = @Schema(implementation = ControlRepresentation.class)))
    public Response set(@BeanParam Attempt attempt, byte[] body) {
        NewControl control = ControlBody.read(body);
        String by = callers.get().name();
        return act(attempt, body, () -> {
            ControlRepresentation answer = representation(controls.set(control, by));
            return Created.at(answer.links().self(), answer).build();
        });
    }

    @GET
    @RolesAllowed({Role.Name.OPERATOR, Role.Name.COMPLIANCE, Role.Name.AUDITOR})
    @Operation(operationId = "listControls", summary = "Lists kill switches, holds and overrides, the latest first.")
    public Page<ControlRepresentation> list(
            @Context UriInfo uri,
            @QueryParam("state") @Parameter(schema = @Schema(implementation = RecordedControl.State.class)) @Nullable String state,
            @QueryParam("kind") @Parameter(schema = @Schema(implementation = Control.Kind.class)) @Nullable String kind,
            @QueryParam("domain") @Parameter(description = "With those that hold in every domain") @Nullable String domain,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        Parameters.refuseUnknown(uri.getQueryParameters().keySet(), KNOWN);
        return controls.list(
                        Parameters.constant("state", state, RecordedControl.State.class),
                        Parameters.constant("kind", kind, Control.Kind.class),
                        Parameters.text("domain", domain),
                        Parameters.limit(limit),
                        Cursor.decode(cursor).orElse(null))
                .map(this::representation);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.Name.OPERATOR, Role.Name.COMPLIANCE, Role.Name.AUDITOR})
    @Operation(operationId = "getControl", summary = "Shows one control and what was done with it.")
    public ControlRepresentation find(@PathParam("id") String id) {
        return representation(controls.find(id));
    }

    @POST
    @Path("{id}/lifts")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Name.OPERATOR)
    @Operation(
            operationId = "liftControl",
            summary = "Ends a control for good.",
            description = "Done twice it is the same as once.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ControlBody.LiftBody.class),
                            examples =
                                    @ExampleObject(name = "Lift", value = "{\"reason\": \"Prices are right again\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The control, lifted",
            content = @Content(schema = @Schema(implementation = ControlRepresentation.class)))
    public Response lift(@PathParam("id") String id, @BeanParam Attempt attempt, byte[] body) {
        String reason = ControlBody.reason(body);
        String by = callers.get().name();
        return act(attempt, body, () -> Response.ok(representation(controls.lift(id, by, reason)))
                .build());
    }

    @POST
    @Path("{id}/confirmations")
    @RolesAllowed({Role.Name.OPERATOR, Role.Name.COMPLIANCE})
    @Operation(
            operationId = "confirmControl",
            summary = "Lets an override act that another person has set.",
            description = "Whoever set it cannot, and API keys cannot. Done twice it is the same as once.")
    @APIResponse(
            responseCode = "200",
            description = "The control, confirmed",
            content = @Content(schema = @Schema(implementation = ControlRepresentation.class)))
    public Response confirm(@PathParam("id") String id, @BeanParam Attempt attempt) {
        Caller caller = callers.get();
        if (caller.kind() == Caller.Kind.API_KEY) {
            throw new PlimsollException(
                    ProblemCode.SECOND_PERSON_NEEDED,
                    "An API key is no second person; sign in as a user to confirm it.");
        }
        return act(attempt, NO_BODY, () -> Response.ok(representation(controls.confirm(id, caller.name())))
                .build());
    }

    /** What was done acts on this replica when it is answered, and on the others within a second. */
    private Response act(Attempt attempt, byte[] body, Supplier<Response> act) {
        Response answer = repeats.whole(attempt, body, act);
        controls.takeOver();
        return answer;
    }

    private ControlRepresentation representation(RecordedControl control) {
        return ControlRepresentation.of(control, controls.now());
    }
}
