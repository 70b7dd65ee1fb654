package io.plimsoll.replay.api;

import io.plimsoll.access.Attempt;
import io.plimsoll.access.Caller;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Repeats;
import io.plimsoll.access.Role;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Html;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.replay.Dossiers;
import io.plimsoll.replay.Replay;
import io.plimsoll.replay.Replays;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.OPERATOR, Role.Name.AUDITOR})
@Tag(
        name = "Replays",
        description = "Evaluate recorded decisions again: to prove them, or to see what a change would do.")
class ReplaysResource {
    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");
    private static final MediaType MARKDOWN = new MediaType("text", "markdown", "UTF-8");
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, HTML, MARKDOWN).build();

    private final Replays replays;
    private final Dossiers dossiers;
    private final CurrentCaller callers;
    private final Repeats repeats;
    private final Clock clock;

    ReplaysResource(Replays replays, Dossiers dossiers, CurrentCaller callers, Repeats repeats, Clock clock) {
        this.replays = replays;
        this.dossiers = dossiers;
        this.callers = callers;
        this.repeats = repeats;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "listReplays", summary = "Lists the replays, the newest first.")
    public Page<ReplayRepresentation> list(
            @Context UriInfo uri,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        Parameters.refuseUnknown(uri.getQueryParameters().keySet(), Set.of("domain", "limit", "cursor"));
        String named = Parameters.text("domain", domain);
        if (named != null && !DomainName.isValid(named)) {
            throw new PlimsollException(ProblemCode.INVALID_PARAMETER, "domain is a name such as retail.");
        }
        return replays.list(
                        named == null ? null : new DomainName(named), Parameters.limit(limit), Cursor.decode(cursor))
                .map(this::represented);
    }

    @POST
    @RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.AUDITOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startReplay",
            summary = "Evaluates recorded decisions again, in the background.",
            description =
                    "REPRODUCE: the versions that decided, on the situations as they were recorded; any difference is an"
                            + " alarm. COMPARE: another version on the same situations. SIMULATE: another version along the"
                            + " timeline, so that its own verdicts feed caps and history. Nothing is carried out. When the"
                            + " candidate waits for its approval, the dossier is laid beside it as evidence.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReplayBodies.NewReplay.class),
                            examples = {
                                @ExampleObject(
                                        name = "what would change",
                                        value =
                                                "{\"mode\": \"COMPARE\", \"candidate\": \"retail.policy.2\", \"data\": {\"from\":"
                                                        + " \"2026-10-01T00:00:00Z\"}, \"why\": \"Before its approval.\"}"),
                                @ExampleObject(
                                        name = "is everything as it was",
                                        value = "{\"mode\": \"REPRODUCE\", \"why\": \"After the upgrade.\"}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "The replay, and its address in Location",
            content = @Content(schema = @Schema(implementation = ReplayRepresentation.class)))
    public Response start(@BeanParam Attempt attempt, byte[] body) {
        Replays.Wish wish = ReplayBodies.NewReplay.read(body, callers.get().qualifiedName());
        return act(attempt, body, () -> replays.start(wish));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getReplay", summary = "Shows a replay and how far it is.")
    public ReplayRepresentation get(@PathParam("id") String id) {
        return represented(replays.get(number(id)));
    }

    @POST
    @Path("{id}/cancellations")
    @RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.OPERATOR, Role.Name.AUDITOR})
    @Operation(operationId = "cancelReplay", summary = "Gives up a replay that runs.")
    @APIResponse(
            responseCode = "202",
            description = "The replay",
            content = @Content(schema = @Schema(implementation = ReplayRepresentation.class)))
    public Response cancel(@PathParam("id") String id, @BeanParam Attempt attempt) {
        Caller caller = callers.get();
        return act(attempt, new byte[0], () -> replays.cancel(number(id), caller.qualifiedName()));
    }

    @GET
    @Path("{id}/changes")
    @Operation(
            operationId = "listReplayedDecisions",
            summary = "Lists the decisions that came out otherwise, in the order in which they were made.")
    public Page<ReplayRepresentation.Changed> changes(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        Parameters.refuseUnknown(uri.getQueryParameters().keySet(), Set.of("limit", "cursor"));
        return replays.changes(number(id), Parameters.limit(limit), Cursor.decode(cursor))
                .map(ReplayRepresentation.Changed::of);
    }

    @GET
    @Path("{id}/dossier")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, "text/markdown"})
    @Operation(
            operationId = "getDossier",
            summary = "Shows what a change would do, or whether everything came out as it was recorded.",
            description =
                    "As JSON, the bytes whose digest is the evidence of an approval; as a page to print and sign, with the"
                            + " most consequential cases explained side by side; or as Markdown, as Accept asks.")
    @APIResponse(
            responseCode = "200",
            description = "The dossier",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING))
            })
    public Response dossier(@PathParam("id") String id, @Context Request request) {
        long replay = number(id);
        Variant chosen = request.selectVariant(VARIANTS);
        if (chosen == null) {
            throw new NotAcceptableException();
        }
        MediaType type = chosen.getMediaType();
        if (type.equals(HTML)) {
            return Response.ok(dossiers.html(replay), type)
                    .header("Content-Security-Policy", Html.CONTENT_SECURITY_POLICY)
                    .build();
        }
        return Response.ok(type.equals(MARKDOWN) ? dossiers.markdown(replay) : dossiers.json(replay), type)
                .build();
    }

    private Response act(Attempt attempt, byte[] body, Supplier<Replay> act) {
        return repeats.once(attempt, body, () -> {
            Replay replay = act.get();
            return Response.accepted(represented(replay))
                    .header(HttpHeaders.LOCATION, "/v1/replays/" + replay.id())
                    .build();
        });
    }

    private ReplayRepresentation represented(Replay replay) {
        return ReplayRepresentation.of(replay, clock.instant());
    }

    private static long number(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw new PlimsollException(
                    ProblemCode.NOT_FOUND, "There is no such replay. GET /v1/replays lists them all.");
        }
        return Long.parseLong(id);
    }
}
