package io.plimsoll.replay.api;

import io.plimsoll.access.Role;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.replay.RecordedScenarios;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.AUDITOR})
@Tag(name = "Replays")
class ScenariosResource {
    private static final String YAML = "application/yaml";

    private final RecordedScenarios recorded;

    ScenariosResource(RecordedScenarios recorded) {
        this.recorded = recorded;
    }

    @GET
    @Path("decisions/{id}/scenario")
    @Produces(YAML)
    @Operation(
            operationId = "exportDecision",
            summary = "Shows a recorded decision as a scenario.",
            description = "With all that the service knew, so that it can be run again anywhere. It contains what the"
                    + " decision contains: treat it as you treat personal data.")
    @APIResponse(
            responseCode = "200",
            description = "A scenario file",
            content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    public Response decision(@PathParam("id") String id) {
        UUID decision;
        try {
            decision = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new PlimsollException(ProblemCode.NOT_FOUND, "There is no such decision.");
        }
        return file("decision-" + decision, recorded.of(decision));
    }

    @GET
    @Path("recorded-scenarios")
    @Produces(YAML)
    @Operation(
            operationId = "exportCase",
            summary = "Shows what was decided about a case or a customer as one scenario.",
            description = "In the order in which it was decided, with all that the service knew each time. It contains"
                    + " what the decisions contain: treat it as you treat personal data.")
    @APIResponse(
            responseCode = "200",
            description = "A scenario file",
            content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    public Response recorded(
            @Context UriInfo uri,
            @QueryParam("domain") @Parameter(required = true, description = "In which it was decided") @Nullable String domain,
            @QueryParam("case") @Parameter(description = "About which it was decided; this or the customer") @Nullable String caseId,
            @QueryParam("customer") @Parameter(description = "About whom it was decided; this or the case") @Nullable String customer,
            @QueryParam("source")
                    @Parameter(
                            description =
                                    "From where the signals came: the client and, for events, their source after a space")
                    @Nullable String source,
            @QueryParam("from")
                    @Parameter(
                            description = "Least instant of the decision, inclusive",
                            schema = @Schema(format = "date-time"))
                    @Nullable String from,
            @QueryParam("to")
                    @Parameter(
                            description = "Greatest instant of the decision, exclusive",
                            schema = @Schema(format = "date-time"))
                    @Nullable String to) {
        Parameters.refuseUnknown(
                uri.getQueryParameters().keySet(), Set.of("domain", "case", "customer", "source", "from", "to"));
        DecisionFilter filter = new DecisionFilter(
                Parameters.text("domain", domain),
                null,
                Parameters.text("source", source),
                Parameters.text("customer", customer),
                Parameters.text("case", caseId),
                null,
                null,
                null,
                null,
                Parameters.instant("from", from),
                Parameters.instant("to", to));
        if (filter.domain() == null || (filter.caseId() == null) == (filter.customer() == null)) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER, "Name a domain, and a case or a customer: domain=retail&case=k-3.");
        }
        return file("scenario", recorded.of(filter));
    }

    private static Response file(String name, String yaml) {
        return Response.ok(yaml, MediaType.valueOf(YAML).withCharset("UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".yaml\"")
                .build();
    }
}
