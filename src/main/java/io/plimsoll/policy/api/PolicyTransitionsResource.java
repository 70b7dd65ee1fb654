package io.plimsoll.policy.api;

import io.plimsoll.access.Attempt;
import io.plimsoll.access.Caller;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Repeats;
import io.plimsoll.access.Role;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.api.Why;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.VersionId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** The acts that take a version from one state to the next. */
@Path(VersionAnswers.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policy versions")
class PolicyTransitionsResource {
    private final Registry registry;
    private final VersionAnswers answers;
    private final CurrentCaller callers;
    private final Repeats repeats;

    PolicyTransitionsResource(Registry registry, VersionAnswers answers, CurrentCaller callers, Repeats repeats) {
        this.registry = registry;
        this.answers = answers;
        this.callers = callers;
        this.repeats = repeats;
    }

    @POST
    @Path("{version}/submissions")
    @RolesAllowed({Role.Name.ANALYST, Role.Name.COMPLIANCE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitPolicyVersion",
            summary = "Hands a draft in, if the gate lets it pass.",
            description =
                    "Errors must be mended; each warning must be acknowledged with a reason. From then on its files"
                            + " never change.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = VersionBodies.Submission.class),
                            examples = @ExampleObject(name = "submission", value = "{\"why\": \"Ready.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The submitted version",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response submit(
            @PathParam("version") String version,
            @BeanParam Attempt attempt,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(required = true, description = "the ETag of the draft")
                    @Nullable String revision,
            byte[] body) {
        VersionBodies.Submission submission = VersionBodies.Submission.read(body);
        long seen = Revisions.read(revision);
        VersionId id = VersionId.parse(version);
        Caller caller = callers.get();
        return act(
                attempt,
                body,
                () -> registry.submit(id, seen, submission.reasons(), caller.qualifiedName(), submission.why()));
    }

    @POST
    @Path("{version}/approvals")
    @RolesAllowed({Role.Name.REVIEWER, Role.Name.COMPLIANCE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approvePolicyVersion",
            summary = "Approves what somebody else submitted.",
            description =
                    "Bound to the digests that were judged; guardrails are approved by compliance only. Nobody approves"
                            + " what they wrote, and keys of programs approve nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = VersionBodies.Approval.class),
                            examples =
                                    @ExampleObject(
                                            name = "approval",
                                            value =
                                                    "{\"digest\": \"sha256:…\", \"evidence\": \"sha256:…\", \"why\": \"Agrees with the contract.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The approved version",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response approve(@PathParam("version") String version, @BeanParam Attempt attempt, byte[] body) {
        VersionBodies.Approval approval = VersionBodies.Approval.read(body);
        VersionId id = VersionId.parse(version);
        Caller judge = judge(id);
        return act(attempt, body, () -> registry.approve(id, approval.seen(), judge.qualifiedName(), approval.why()));
    }

    @POST
    @Path("{version}/rejections")
    @RolesAllowed({Role.Name.REVIEWER, Role.Name.COMPLIANCE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "rejectPolicyVersion", summary = "Says no to a version, also to one that was approved.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Why.class),
                            examples =
                                    @ExampleObject(
                                            name = "why",
                                            value = "{\"why\": \"Gold customers lose their refund.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The rejected version",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response reject(@PathParam("version") String version, @BeanParam Attempt attempt, byte[] body) {
        String why = Why.read(body);
        VersionId id = VersionId.parse(version);
        Caller judge = judge(id);
        return act(attempt, body, () -> registry.reject(id, judge.qualifiedName(), why));
    }

    @POST
    @Path("{version}/retirements")
    @RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "retirePolicyVersion", summary = "Puts away a version that is not rolled out.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Why.class),
                            examples = @ExampleObject(name = "why", value = "{\"why\": \"Replaced by version 4.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The retired version",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response retire(@PathParam("version") String version, @BeanParam Attempt attempt, byte[] body) {
        String why = Why.read(body);
        VersionId id = VersionId.parse(version);
        Caller caller = callers.get();
        return act(attempt, body, () -> registry.retire(id, caller.qualifiedName(), why));
    }

    private Response act(Attempt attempt, byte[] body, Supplier<PolicyVersion> step) {
        return repeats.once(attempt, body, () -> answers.created(step.get()));
    }

    /** Judging needs a person, and for guardrails one of compliance. */
    private Caller judge(VersionId id) {
        Caller caller = callers.get();
        if (caller.kind() == Caller.Kind.API_KEY) {
            throw new PlimsollException(ProblemCode.FORBIDDEN, "A person has to judge this; sign in as one.");
        }
        if (id.kind() == Manifest.Kind.GUARDRAILS && !caller.has(Role.COMPLIANCE)) {
            throw new PlimsollException(ProblemCode.FORBIDDEN, "Guardrails are judged by compliance.");
        }
        return caller;
    }
}
