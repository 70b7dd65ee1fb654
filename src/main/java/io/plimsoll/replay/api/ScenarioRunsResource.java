package io.plimsoll.replay.api;

import io.plimsoll.access.Role;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.policy.VersionId;
import io.plimsoll.replay.ScenarioRuns;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/policy-versions/{version}/scenario-runs")
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.AUDITOR})
@Tag(name = "Replays")
class ScenarioRunsResource {
    private static final String YAML = "application/yaml";
    private static final String JSON_LINES = "application/x-ndjson";

    private final ScenarioRuns runs;

    ScenarioRunsResource(ScenarioRuns runs) {
        this.runs = runs;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "runScenarios",
            summary = "Runs scenarios against a version, without keeping anything.",
            description = "The file is that of scenarios/scenario.schema.json, or JSON Lines.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = JSON_LINES, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "How many were run, and those that came out otherwise",
            content = @Content(schema = @Schema(implementation = ScenarioRunRepresentation.class)))
    public Response run(
            @PathParam("version") String version,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable MediaType type,
            byte[] body) {
        boolean lines = type != null && type.isCompatible(MediaType.valueOf(JSON_LINES));
        if (!lines && (type == null || !type.isCompatible(MediaType.valueOf(YAML)))) {
            throw new NotSupportedException();
        }
        return Response.ok(CanonicalJson.bytes(
                        runs.run(VersionId.parse(version), lines ? "scenarios.jsonl" : "scenarios.yaml", body)
                                .tree()))
                .build();
    }

    /** How scenarios went. */
    @Schema(
            name = "ScenarioRun",
            requiredProperties = {"run", "failed"})
    record ScenarioRunRepresentation(int run, List<Failed> failed) {
        /** A scenario that came out otherwise: line, column and words of each difference. */
        @Schema(name = "FailedScenario")
        record Failed(String file, String id, List<String> differences) {}
    }
}
