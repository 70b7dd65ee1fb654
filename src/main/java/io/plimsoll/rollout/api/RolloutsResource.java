package io.plimsoll.rollout.api;

import io.plimsoll.access.Attempt;
import io.plimsoll.access.Caller;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Repeats;
import io.plimsoll.access.Role;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.api.Created;
import io.plimsoll.platform.api.Why;
import io.plimsoll.rollout.ComparisonStore;
import io.plimsoll.rollout.Deployment;
import io.plimsoll.rollout.Rollouts;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.OPERATOR, Role.Name.AUDITOR})
@Tag(name = "Rollouts", description = "Let an approved version answer, a few at first, and take it back.")
class RolloutsResource {
    private static final String WHY = "{\"why\": \"It refuses what the old one permitted.\"}";

    private final Rollouts rollouts;
    private final ComparisonStore comparisons;
    private final CurrentCaller callers;
    private final Repeats repeats;

    RolloutsResource(Rollouts rollouts, ComparisonStore comparisons, CurrentCaller callers, Repeats repeats) {
        this.rollouts = rollouts;
        this.comparisons = comparisons;
        this.callers = callers;
        this.repeats = repeats;
    }

    @GET
    @Operation(operationId = "listRollouts", summary = "Lists the rollouts, the newest first.")
    public Page<RolloutRepresentation> list(
            @Context UriInfo uri,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        Parameters.refuseUnknown(uri.getQueryParameters().keySet(), Set.of("domain", "limit", "cursor"));
        return rollouts.list(Parameters.text("domain", domain), Parameters.limit(limit), Cursor.decode(cursor))
                .map(RolloutRepresentation::brief);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getRollout",
            summary = "Shows a rollout: its steps, and what was compared so far.",
            description = "Shadow and canary are compared with the active version after each decision.")
    public RolloutRepresentation get(@PathParam("id") String id) {
        long rollout = number(id);
        return RolloutRepresentation.whole(rollouts.steps(rollout), comparisons.totals(rollout));
    }

    @GET
    @Path("{id}/changed-decisions")
    @Operation(
            operationId = "listChangedDecisions",
            summary = "Lists the decisions that the other version would have made differently, the newest first.")
    public Page<RolloutRepresentation.Changed> changed(
            @PathParam("id") String id,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        long rollout = number(id);
        rollouts.steps(rollout);
        return comparisons
                .changed(rollout, Parameters.limit(limit), Cursor.decode(cursor))
                .map(RolloutRepresentation.Changed::of);
    }

    @POST
    @RolesAllowed(Role.Name.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startRollout",
            summary = "Begins to roll a version out.",
            description =
                    "SHADOW decides beside the active version and nobody gets its answers; CANARY answers a share of"
                            + " the customers, each always the same way; ACTIVE answers everybody, from an instant on if one is"
                            + " given. The version is compiled and warmed before this is answered.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RolloutBodies.NewRollout.class),
                            examples =
                                    @ExampleObject(
                                            name = "shadow",
                                            value =
                                                    "{\"version\": \"retail.policy.2\", \"stage\": \"SHADOW\", \"why\": \"New refund boundary.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The rollout, and its address in Location",
            content = @Content(schema = @Schema(implementation = RolloutRepresentation.class)))
    public Response start(@BeanParam Attempt attempt, byte[] body) {
        Caller caller = callers.get();
        RolloutBodies.NewRollout.Read read = RolloutBodies.NewRollout.read(body, caller);
        return begin(attempt, body, () -> rollouts.start(read.version(), read.wish()));
    }

    @POST
    @Path("{id}/promotions")
    @RolesAllowed(Role.Name.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "promoteRollout", summary = "Takes a shadow or a canary to another stage or share.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RolloutBodies.Promotion.class),
                            examples =
                                    @ExampleObject(
                                            name = "canary",
                                            value =
                                                    "{\"stage\": \"CANARY\", \"percent\": 5, \"why\": \"The shadow agreed.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The rollout",
            content = @Content(schema = @Schema(implementation = RolloutRepresentation.class)))
    public Response promote(@PathParam("id") String id, @BeanParam Attempt attempt, byte[] body) {
        Rollouts.Wish wish = RolloutBodies.Promotion.read(body, callers.get());
        long rollout = number(id);
        return begin(attempt, body, () -> rollouts.promote(rollout, wish));
    }

    @POST
    @Path("{id}/stops")
    @RolesAllowed({Role.Name.OPERATOR, Role.Name.COMPLIANCE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "stopRollout",
            summary = "Gives up a shadow, a canary or an activation that is still to come.",
            description = "A database that is away for a moment is waited for, up to ten seconds.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Why.class),
                            examples = @ExampleObject(name = "why", value = WHY)))
    @APIResponse(
            responseCode = "201",
            description = "The rollout",
            content = @Content(schema = @Schema(implementation = RolloutRepresentation.class)))
    public Response stop(@PathParam("id") String id, @BeanParam Attempt attempt, byte[] body) {
        String why = Why.read(body);
        long rollout = number(id);
        String by = callers.get().qualifiedName();
        return end(attempt, body, () -> rollouts.stop(rollout, by, why));
    }

    @POST
    @Path("{id}/rollbacks")
    @RolesAllowed({Role.Name.OPERATOR, Role.Name.COMPLIANCE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rollBackRollout",
            summary = "Takes back an activation: what was active before answers again.",
            description =
                    "Acts within two seconds on every replica. A database that is away for a moment is waited for, up to ten"
                            + " seconds.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Why.class),
                            examples = @ExampleObject(name = "why", value = WHY)))
    @APIResponse(
            responseCode = "201",
            description = "The rollout",
            content = @Content(schema = @Schema(implementation = RolloutRepresentation.class)))
    public Response rollBack(@PathParam("id") String id, @BeanParam Attempt attempt, byte[] body) {
        String why = Why.read(body);
        long rollout = number(id);
        String by = callers.get().qualifiedName();
        return end(attempt, body, () -> rollouts.rollBack(rollout, by, why));
    }

    /** A step that compiles first, which takes seconds. */
    private Response begin(Attempt attempt, byte[] body, Supplier<Deployment> step) {
        Response answer = repeats.once(attempt, body, () -> created(step.get()));
        rollouts.takeOver();
        return answer;
    }

    /** A step that must not fail because the database is away for a moment. */
    private Response end(Attempt attempt, byte[] body, Supplier<Deployment> step) {
        Response answer = repeats.whole(attempt, body, () -> created(step.get()));
        rollouts.takeOver();
        return answer;
    }

    private Response created(Deployment step) {
        long rollout = step.rollout();
        return Created.at(
                        "/v1/rollouts/" + rollout,
                        RolloutRepresentation.whole(rollouts.steps(rollout), comparisons.totals(rollout)))
                .build();
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new PlimsollException(
                    ProblemCode.NOT_FOUND, "There is no such rollout. GET /v1/rollouts lists them all.");
        }
        return Long.parseLong(id);
    }
}
