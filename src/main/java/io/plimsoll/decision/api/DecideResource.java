package io.plimsoll.decision.api;

import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Role;
import io.plimsoll.decision.Batches;
import io.plimsoll.decision.DecisionService;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.api.Failures;
import io.plimsoll.platform.api.StreamedBody;
import io.plimsoll.record.Source;
import io.plimsoll.rollout.ActivePolicies;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
    private final Batches batches;
    private final ActivePolicies policies;
    private final CurrentCaller callers;
    private final Duration patience;

    /** @param patience how long a batch may stand still before its connection is closed */
    DecideResource(
            DecisionService decisions,
            Batches batches,
            ActivePolicies policies,
            CurrentCaller callers,
            @ConfigProperty(name = "plimsoll.batch.patience", defaultValue = "PT1M") Duration patience) {
        this.decisions = decisions;
        this.batches = batches;
        this.policies = policies;
        this.callers = callers;
        this.patience = patience;
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
                            + " domain, the client and its id; with other content under the same id it is a conflict (409)."
                            + "\n\nMany at once are sent as application/x-ndjson: one submission a line, of any number, each at"
                            + " most 256 KiB, without an Idempotency-Key. Each line that is not blank is answered with one"
                            + " line, in the order of the lines and while later ones are still sent: read while you send."
                            + " Signals of one customer are decided in the order of the lines.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SubmissionRepresentation.class),
                        examples = @ExampleObject(name = "A return in the domain retail", value = Examples.RETURN)),
                @Content(
                        mediaType = StreamedBody.NDJSON,
                        schema = @Schema(implementation = SubmissionRepresentation.class))
            })
    @APIResponse(
            responseCode = EntryRepresentation.OF_BATCHES,
            description = "200 for lines: what became of each",
            content =
                    @Content(
                            mediaType = StreamedBody.NDJSON,
                            schema = @Schema(implementation = EntryRepresentation.class)))
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
            @QueryParam("asOf")
                    @Parameter(
                            description =
                                    "Asks the policy that was in effect at this instant, which must not lie in the"
                                            + " future; the guardrails are those of now",
                            example = "2026-03-02T09:15:00Z")
                    @Nullable String asOf,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Optional: the signal's id already makes the call repeatable")
                    @Nullable String key,
            @HeaderParam("traceparent") @Parameter(description = "W3C Trace Context; kept with the decision") @Nullable String traceparent,
            byte[] body) {
        String used = Parameters.text("Idempotency-Key", key);
        return Decisions.created(decisions.decide(new DecisionService.Call(
                Source.of(Clients.name(callers.get())),
                domain,
                used == null ? null : new DecisionService.IdempotencyKey(path(domain), used),
                StrictJson.read(body),
                Pointer.ROOT,
                Parameters.instant("asOf", asOf),
                traceparent)));
    }

    @POST
    @Path("{domain}/decisions")
    @Consumes(StreamedBody.NDJSON)
    @Produces(StreamedBody.NDJSON)
    @Operation(hidden = true) // described with the other media type of the same address
    public Multi<EntryRepresentation> decideLines(
            @PathParam("domain") String domain,
            @QueryParam("asOf") @Nullable String asOf,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context HttpServerRequest request) {
        IdempotencyKeys.refuse(key);
        policies.of(domain);
        Instant inEffect = Parameters.instant("asOf", asOf);
        Source source = Source.of(Clients.name(callers.get()));
        String traceparent = request.getHeader("traceparent");
        LineCutter cutter = new LineCutter();
        Multi<LineCutter.Line> lines = StreamedBody.of(request)
                .onItem()
                .transformToIterable(cutter::add)
                .onCompletion()
                .continueWith(cutter::end);
        return batches.stream(lines.map(line ->
                        new Batches.Entry(line.number(), () -> call(source, domain, line, inEffect, traceparent))))
                .ifNoItem()
                .after(patience)
                .fail()
                .map(answer -> EntryRepresentation.line(answer, cause -> Failures.problem(cause, request)))
                .onFailure(TimeoutException.class)
                .invoke(stalled -> request.connection().close())
                .onFailure(DecideResource::isOfTheCaller)
                .recoverWithCompletion()
                .onFailure()
                .invoke(bug -> Failures.problem(bug, request));
    }

    /** It hung up, or stood still for too long: nobody is left to be told. */
    private static boolean isOfTheCaller(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof VertxException
                || failure instanceof IOException;
    }

    private static DecisionService.Call call(
            Source source, String domain, LineCutter.Line line, @Nullable Instant asOf, @Nullable String traceparent) {
        byte[] text = line.text();
        if (text == null) {
            throw new PlimsollException(
                    ProblemCode.BODY_TOO_LARGE,
                    "Nothing of this line was stored. A line has at most " + LineCutter.MAX_LINE
                            + " bytes; send less, or send it alone as application/json.");
        }
        return new DecisionService.Call(source, domain, null, StrictJson.read(text), Pointer.ROOT, asOf, traceparent);
    }

    private static String path(String domain) {
        return "/v1/domains/" + domain + "/decisions";
    }
}
