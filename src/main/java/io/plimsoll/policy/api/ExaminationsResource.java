package io.plimsoll.policy.api;

import io.plimsoll.access.Attempt;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Repeats;
import io.plimsoll.access.Role;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.Examination;
import io.plimsoll.policy.ExaminationReport;
import io.plimsoll.policy.Examinations;
import io.plimsoll.policy.VersionId;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
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

/** How well its scenarios test a version. */
@Path(VersionAnswers.PATH + "/{version}/examinations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.OPERATOR, Role.Name.AUDITOR})
@Tag(name = "Policy versions")
class ExaminationsResource {
    private static final String YAML = "application/yaml";
    private static final String YAML_UTF_8 = YAML + ";charset=UTF-8";
    private static final String VERSION = "Of the policy or guardrails, such as retail.policy.2";
    private static final String ID = "Of the examination";

    private final Examinations examinations;
    private final CurrentCaller callers;
    private final Repeats repeats;
    private final Clock clock;

    ExaminationsResource(Examinations examinations, CurrentCaller callers, Repeats repeats, Clock clock) {
        this.examinations = examinations;
        this.callers = callers;
        this.repeats = repeats;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "listExaminations", summary = "Lists the examinations of a version, the newest first.")
    public Page<ExaminationRepresentation> list(
            @PathParam("version") @Parameter(description = VERSION) String version,
            @Context UriInfo uri,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        Parameters.refuseUnknown(uri.getQueryParameters().keySet(), Set.of("limit", "cursor"));
        return examinations
                .list(VersionId.parse(version), Parameters.limit(limit), Cursor.decode(cursor))
                .map(examination -> ExaminationRepresentation.brief(examination, clock.instant()));
    }

    @POST
    @RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startExamination",
            summary = "Finds out, in the background, how well its scenarios test a version.",
            description =
                    "COVERAGE: which rows, conditions, thresholds and rules its scenarios come by. MUTATION: which mistakes in"
                            + " it they would notice. Takes from seconds to many minutes. What is found of a version that"
                            + " waits for its approval is laid beside it as evidence; of a draft, when it is submitted.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExaminationBodies.NewExamination.class),
                            examples = {
                                @ExampleObject(name = "coverage", value = "{\"kind\": \"COVERAGE\"}"),
                                @ExampleObject(name = "mutation", value = "{\"kind\": \"MUTATION\", \"limit\": 500}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "The examination, and its address in Location",
            content = @Content(schema = @Schema(implementation = ExaminationRepresentation.class)))
    public Response start(
            @PathParam("version") @Parameter(description = VERSION) String version,
            @BeanParam Attempt attempt,
            byte[] body) {
        Examinations.Wish wish = ExaminationBodies.NewExamination.read(body);
        VersionId id = VersionId.parse(version);
        String by = callers.get().qualifiedName();
        return repeats.whole(attempt, body, () -> accepted(examinations.start(id, wish, by)));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getExamination",
            summary = "Shows an examination, how far it is, and the figures that it found.")
    public ExaminationRepresentation get(
            @PathParam("version") @Parameter(description = VERSION) String version,
            @PathParam("id") @Parameter(description = ID) String id) {
        Examination examination = examination(version, id);
        return ExaminationRepresentation.of(
                examination,
                examinations
                        .result(examination)
                        .map(result -> ExaminationReport.of(result).summary())
                        .orElse(null),
                clock.instant());
    }

    @GET
    @Path("{id}/report")
    @Operation(
            operationId = "getExaminationReport",
            summary = "Gives out everything that was found.",
            description =
                    "Byte for byte as the command line writes it and as the evidence has it: canonical JSON without"
                            + " times. Equal files examined with equal counterparts, limits and seeds give equal bytes.")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = @Content(schema = @Schema(implementation = Object.class)))
    public Response report(
            @PathParam("version") @Parameter(description = VERSION) String version,
            @PathParam("id") @Parameter(description = ID) String id) {
        return Response.ok(result(examination(version, id)).report()).build();
    }

    @GET
    @Path("{id}/survivors")
    @Operation(
            operationId = "listSurvivors",
            summary = "Lists the mistakes that no scenario would notice, in words.",
            description = "None in an examination of coverage.")
    public Page<ExaminationRepresentation.SurvivorRepresentation> survivors(
            @PathParam("version") @Parameter(description = VERSION) String version,
            @PathParam("id") @Parameter(description = ID) String id,
            @Context UriInfo uri,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        Parameters.refuseUnknown(uri.getQueryParameters().keySet(), Set.of("limit", "cursor"));
        Examination examination = examination(version, id);
        return ExaminationReport.of(result(examination))
                .survivors(Parameters.limit(limit), Cursor.decode(cursor))
                .map(survivor -> ExaminationRepresentation.SurvivorRepresentation.of(examination, survivor));
    }

    @GET
    @Path("{id}/survivors/{number}/scenario")
    @Produces(YAML)
    @Operation(
            operationId = "getKillingScenario",
            summary = "Gives out a case that would notice a survivor, as a scenario whose expectation is open.")
    @APIResponse(
            responseCode = "200",
            description = "A file of scenarios with one in it",
            content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    public Response scenario(
            @PathParam("version") @Parameter(description = VERSION) String version,
            @PathParam("id") @Parameter(description = ID) String id,
            @PathParam("number") @Parameter(description = "Of the survivor, counted from 1") String number) {
        ExaminationReport report = ExaminationReport.of(result(examination(version, id)));
        String scenario = (number.matches("[1-9][0-9]{0,6}")
                        ? report.survivor(Integer.parseInt(number))
                        : Optional.<ExaminationReport.Survivor>empty())
                .map(ExaminationReport.Survivor::scenario)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND,
                        "There is no such survivor, or no case was found that would notice it. GET …/survivors lists them"
                                + " with the addresses of their cases."));
        return Response.ok(scenario, YAML_UTF_8).build();
    }

    @GET
    @Path("{id}/proposals")
    @Produces(YAML)
    @Operation(
            operationId = "getProposals",
            summary = "Gives out cases for what is missing, as a file of scenarios whose expectations are open.")
    @APIResponse(
            responseCode = "200",
            description = "A file of scenarios",
            content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "204", description = "No case was found, or none is needed")
    public Response proposals(
            @PathParam("version") @Parameter(description = VERSION) String version,
            @PathParam("id") @Parameter(description = ID) String id) {
        String proposals = result(examination(version, id)).proposals();
        return proposals.isEmpty()
                ? Response.noContent().build()
                : Response.ok(proposals, YAML_UTF_8).build();
    }

    @POST
    @Path("{id}/cancellations")
    @RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.OPERATOR})
    @Operation(operationId = "cancelExamination", summary = "Gives up an examination that runs.")
    @APIResponse(
            responseCode = "202",
            description = "The examination",
            content = @Content(schema = @Schema(implementation = ExaminationRepresentation.class)))
    public Response cancel(
            @PathParam("version") @Parameter(description = VERSION) String version,
            @PathParam("id") @Parameter(description = ID) String id,
            @BeanParam Attempt attempt) {
        VersionId of = VersionId.parse(version);
        String by = callers.get().qualifiedName();
        return repeats.whole(attempt, new byte[0], () -> accepted(examinations.cancel(of, number(id), by)));
    }

    private Response accepted(Examination examination) {
        ExaminationRepresentation representation = ExaminationRepresentation.brief(examination, clock.instant());
        return Response.accepted(representation)
                .header(HttpHeaders.LOCATION, representation.links().self())
                .build();
    }

    private Examination examination(String version, String id) {
        return examinations.get(VersionId.parse(version), number(id));
    }

    private Examination.Result result(Examination examination) {
        return examinations
                .result(examination)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.WRONG_STATE,
                        "It is " + examination.state() + ", and there is something to read only when it is DONE."));
    }

    private static long number(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw Examinations.notFound();
        }
        return Long.parseLong(id);
    }
}
