package io.plimsoll.decision.api;

import io.plimsoll.access.Role;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.VersionId;
import io.plimsoll.rollout.Rollouts;
import io.plimsoll.sandbox.Sandbox;
import io.plimsoll.sandbox.Trial;
import io.plimsoll.sandbox.TrialAnswer;
import io.plimsoll.sandbox.Tried;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tries any version, whatever the gate says of it: in a process of its own, and nothing is stored. */
@Path("/v1/policy-versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE})
@Tag(name = "Policy versions")
class SandboxResource {
    private final Registry registry;
    private final Rollouts rollouts;
    private final Sandbox sandbox;

    SandboxResource(Registry registry, Rollouts rollouts, Sandbox sandbox) {
        this.registry = registry;
        this.rollouts = rollouts;
        this.sandbox = sandbox;
    }

    @POST
    @Path("evaluations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "tryPolicyVersion",
            summary = "Tries a version on a case, without side effects.",
            description =
                    "The body is that of a decision; with history, earlier bodies that the version decides first, and"
                            + " at, the service's instant for each. Guardrails that hold in the domain restrict the answer. It is"
                            + " compiled and evaluated in a child process, which is killed when it takes too long.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SubmissionRepresentation.class),
                            examples = @ExampleObject(name = "A return in the domain retail", value = Examples.RETURN)))
    @APIResponse(
            responseCode = "200",
            description = "The verdict with situation and trace, as a decision would record them",
            content = @Content(schema = @Schema(implementation = TrialRepresentation.class)))
    public Response evaluate(@PathParam("version") String version, byte[] body) {
        PolicyVersion tried = registry.get(VersionId.parse(version));
        Object tree = StrictJson.read(body);
        if (!(tree instanceof Map)) {
            throw Body.violated(List.of(new Violation("", "must be an object")));
        }
        TrialAnswer answer = answer(
                sandbox.evaluate(registry.bundle(tried.id()), guardrails(tried.id()), Trial.of(Tree.asObject(tree))));
        return Response.ok(CanonicalJson.bytes(Tree.object()
                        .put("domain", tried.id().domain().value())
                        .put(
                                "policy",
                                Tree.object()
                                        .put("version", tried.id().toString())
                                        .put("digest", tried.digest().toString())
                                        .put("state", tried.state())
                                        .build())
                        .put("verdict", answer.verdict())
                        .put("handedOver", answer.handedOver())
                        .put("situation", answer.situation())
                        .put("trace", answer.trace())
                        .build()))
                .build();
    }

    @POST
    @Path("model-evaluations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "evaluateModel",
            summary = "Asks one DMN model of a version.",
            description = "Any model: of DMN 1.2 to 1.6, with or without a manifest. Inputs are JSON; dates, times and"
                    + " durations are ISO texts, converted by the types that the model declares. Where FEEL yields null,"
                    + " messages say why.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = QuestionRepresentation.class),
                            examples =
                                    @ExampleObject(
                                            name = "one decision",
                                            value =
                                                    "{\"model\": \"Retail Cancel Pending Order\", \"decision\": \"Refund Amount"
                                                            + " USD\", \"inputs\": {\"Amount Paid USD\": 50, \"Order Total USD\": 60}}")))
    @APIResponse(
            responseCode = "200",
            description = "The value, and what there is to say about it",
            content = @Content(schema = @Schema(implementation = ModelAnswerRepresentation.class)))
    public Response evaluateModel(@PathParam("version") String version, byte[] body) {
        PolicyBundle bundle = registry.bundle(VersionId.parse(version));
        Object tree = StrictJson.readWide(body);
        List<Violation> violations = ModelQuestion.violations(tree);
        if (!violations.isEmpty()) {
            throw Body.violated(violations);
        }
        return Response.ok(
                        CanonicalJson.bytes(answer(sandbox.evaluateModel(bundle, ModelQuestion.of(Tree.asObject(tree))))
                                .tree()))
                .build();
    }

    /** Those that hold now; guardrails themselves are tried alone. */
    private @Nullable PolicyBundle guardrails(VersionId id) {
        return id.kind() == Manifest.Kind.GUARDRAILS
                ? null
                : rollouts.standing(id.domain(), Manifest.Kind.GUARDRAILS)
                        .active()
                        .map(active -> registry.bundle(active.version()))
                        .orElse(null);
    }

    private static <A> A answer(Tried<A> tried) {
        return tried.fold(
                Tried.Answered::answer,
                rejected -> {
                    throw new PlimsollException(
                            ProblemCode.DOES_NOT_COMPILE,
                            "Nothing was evaluated. Mend what errors names and try again.",
                            rejected.findings().stream()
                                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                                    .map(finding -> new Violation("", finding.words()))
                                    .toList());
                },
                stopped -> {
                    throw new PlimsollException(
                            ProblemCode.SANDBOX_STOPPED,
                            "It was " + stopped.detail() + ". Nothing else was touched by it.");
                });
    }

    /** What a version says on trial. */
    @Schema(name = "Trial")
    record TrialRepresentation(
            String domain,
            TriedPolicy policy,
            VerdictRepresentation verdict,

            @Schema(description = "whether nothing could be decided, so that a person would take over")
            boolean handedOver,

            SubmissionRepresentation.SituationRepresentation situation,

            @Schema(implementation = Object.class) Object trace) {}

    /** Which version was tried. */
    @Schema(name = "TriedPolicy")
    record TriedPolicy(String version, String digest, String state) {}

    /** A question to a model. */
    @Schema(name = "ModelQuestion", additionalProperties = Schema.False.class)
    record QuestionRepresentation(
            @Schema(description = "of the model; where its name alone does not tell it") @Nullable String namespace,

            @Schema(description = "its name; where the version has one only, it may be left out") @Nullable String model,

            @Schema(description = "all decisions when neither this nor a service is named") @Nullable String decision,

            @Nullable String decisionService,

            @Schema(implementation = Object.class, description = "values by the names of inputs") @Nullable Map<String, Object> inputs) {}

    /** What a model says. */
    @Schema(name = "ModelAnswer")
    record ModelAnswerRepresentation(
            @Schema(implementation = Object.class, nullable = true) @Nullable Object result,

            List<ModelMessageRepresentation> messages) {}

    /** Why something is null. */
    @Schema(name = "ModelMessage")
    record ModelMessageRepresentation(
            String severity,
            String code,
            @Nullable String element,
            @Nullable Integer row,
            @Nullable String expression,
            String text) {}
}
