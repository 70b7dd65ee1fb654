package io.plimsoll.decision.api;

import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Role;
import io.plimsoll.decision.Batches;
import io.plimsoll.decision.DecisionService;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.api.Failures;
import io.plimsoll.record.ClientName;
import io.plimsoll.record.Source;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
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

/** Signals as CloudEvents, in the three modes of the HTTP binding, told apart by the Content-Type. */
@Path("/v1/signals")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Name.CLIENT)
@Tag(name = "Decisions")
class SignalsResource {
    private final DecisionService decisions;
    private final Batches batches;
    private final CurrentCaller callers;

    SignalsResource(DecisionService decisions, Batches batches, CurrentCaller callers) {
        this.decisions = decisions;
        this.batches = batches;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideEvents",
            summary = "Has signals decided that come as CloudEvents.",
            description =
                    "CloudEvents 1.0 over HTTP: binary (attributes as headers ce-…, the data as body), structured, or batched"
                            + " with at most 1,000 events. The data of an event is a submission; signal.id may be left out or"
                            + " be the id of the event, and signal.occurredAt may be left out when the event has a time. A"
                            + " signal is identified by the domain, the client, the source of the event and its id.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = EventRepresentation.Content.class)),
                @Content(
                        mediaType = Events.STRUCTURED,
                        schema = @Schema(implementation = EventRepresentation.class),
                        examples = @ExampleObject(name = "A return in the domain retail", value = Examples.EVENT)),
                @Content(
                        mediaType = Events.BATCHED,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = EventRepresentation.class))
            })
    @APIResponse(
            responseCode = "201",
            description = "Decided: the answer to a single event, with the headers of decide",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionRepresentation.class)))
    @APIResponse(
            responseCode = EntryRepresentation.OF_BATCHES,
            description = "200 for a batch: what became of each event",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EventBatchRepresentation.class)))
    public Response binary(
            @Context HttpHeaders headers,
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) @Nullable String key,
            byte[] body) {
        IdempotencyKeys.refuse(key);
        return decide(Events.binary(headers.getRequestHeaders(), body));
    }

    @POST
    @Consumes(Events.STRUCTURED)
    @Operation(hidden = true)
    public Response structured(
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) @Nullable String key, byte[] body) {
        IdempotencyKeys.refuse(key);
        return decide(Events.structured(StrictJson.read(body)));
    }

    @POST
    @Consumes(Events.BATCHED)
    @Operation(hidden = true)
    public EventBatchRepresentation batched(
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) @Nullable String key,
            @Context HttpServerRequest request,
            byte[] body) {
        IdempotencyKeys.refuse(key);
        ClientName client = Clients.name(callers.get());
        List<Batches.Entry> entries = new ArrayList<>();
        for (Object event : Events.batch(body)) {
            entries.add(new Batches.Entry(entries.size() + 1, () -> call(client, Events.structured(event))));
        }
        return new EventBatchRepresentation(batches.decide(Multi.createFrom().iterable(entries))
                .map(answer -> EntryRepresentation.event(answer, cause -> Failures.problem(cause, request)))
                .collect()
                .asList()
                .await()
                .indefinitely());
    }

    private Response decide(Events.Event event) {
        return Decisions.created(decisions.decide(call(Clients.name(callers.get()), event)));
    }

    private static DecisionService.Call call(ClientName client, Events.Event event) {
        return new DecisionService.Call(
                new Source(client, event.source()),
                event.domain(),
                null,
                event.submission(),
                event.at(),
                null,
                event.traceparent());
    }
}
