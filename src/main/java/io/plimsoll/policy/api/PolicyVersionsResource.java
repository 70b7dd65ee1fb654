package io.plimsoll.policy.api;

import io.plimsoll.access.Attempt;
import io.plimsoll.access.Caller;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Repeats;
import io.plimsoll.access.Role;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.diff.BundleDiff;
import io.plimsoll.evaluation.diff.Difference;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.PolicyVersionStore;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.Transition;
import io.plimsoll.policy.VersionId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.util.List;
import java.util.Objects;
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

/** Versions: kept as drafts, found again, and what is known of them. */
@Path(VersionAnswers.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.OPERATOR, Role.Name.AUDITOR})
@Tag(name = "Policy versions", description = "Write a policy, have it checked, have it approved by somebody else.")
class PolicyVersionsResource {
    private static final String ZIP = "application/zip";
    private static final String XML = "application/xml";
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_PLAIN_TYPE)
            .build();

    private final Registry registry;
    private final PolicyVersionStore store;
    private final Drafts drafts;
    private final VersionAnswers answers;
    private final CurrentCaller callers;
    private final Repeats repeats;

    PolicyVersionsResource(
            Registry registry,
            PolicyVersionStore store,
            Drafts drafts,
            VersionAnswers answers,
            CurrentCaller callers,
            Repeats repeats) {
        this.registry = registry;
        this.store = store;
        this.drafts = drafts;
        this.answers = answers;
        this.callers = callers;
        this.repeats = repeats;
    }

    @GET
    @Operation(
            operationId = "listPolicyVersions",
            summary = "Lists the versions of policies and guardrails, newest first.")
    public Page<VersionRepresentation> list(
            @Context UriInfo uri,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam("kind") @Parameter(schema = @Schema(implementation = Manifest.Kind.class)) @Nullable String kind,
            @QueryParam("state") @Parameter(schema = @Schema(implementation = Transition.State.class)) @Nullable String state,
            @QueryParam("author") @Nullable String author,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        Parameters.refuseUnknown(
                uri.getQueryParameters().keySet(), Set.of("domain", "kind", "state", "author", "limit", "cursor"));
        PolicyVersionStore.VersionFilter filter = new PolicyVersionStore.VersionFilter(
                Parameters.text("domain", domain),
                Parameters.constant("kind", kind, Manifest.Kind.class),
                Parameters.constant("state", state, Transition.State.class),
                Parameters.text("author", author));
        return store.list(filter, Parameters.limit(limit), Cursor.decode(cursor))
                .map(VersionRepresentation::brief);
    }

    @POST
    @RolesAllowed({Role.Name.ANALYST, Role.Name.COMPLIANCE})
    @Consumes({MediaType.APPLICATION_JSON, ZIP, XML})
    @Operation(
            operationId = "createPolicyVersion",
            summary = "Keeps a draft.",
            description =
                    "As a zip archive or one DMN model (application/xml), with the note and the parent as query parameters, or as JSON with the files as"
                            + " text: all of them, or those that differ from a parent. Whatever is in the files, they are only kept;"
                            + " the gate looks at them when they are submitted. Files without a manifest can be tried in the sandbox"
                            + " and not be submitted.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = VersionBodies.NewVersion.class),
                        examples =
                                @ExampleObject(
                                        name = "one changed file",
                                        value =
                                                "{\"parent\": \"retail.policy.1\", \"note\": \"Gift cards are refunded at once.\","
                                                        + " \"files\": {\"dmn/cancel-pending-order.dmn\": \"<definitions …>\"}}")),
                @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = XML, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "201",
            description = "The draft, and its address in Location",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response create(
            @BeanParam Attempt attempt,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String type,
            @QueryParam("note") @Parameter(description = "For a zip: what changes and why") @Nullable String note,
            @QueryParam("parent") @Parameter(description = "For a zip: the version that this is made from") @Nullable String parent,
            @QueryParam("domain") @Parameter(description = "For a zip without a manifest that says it") @Nullable String domain,
            byte[] body) {
        Caller caller = callers.get();
        return repeats.once(attempt, body, () -> {
            boolean json = type != null && type.startsWith(MediaType.APPLICATION_JSON);
            return answers.created(registry.create(
                    json ? drafts.ofJson(body, caller) : drafts.ofArchive(body, note, parent, domain, caller)));
        });
    }

    @GET
    @Path("{version}")
    @Operation(operationId = "getPolicyVersion", summary = "Shows a version; its ETag is needed to change a draft.")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response get(@PathParam("version") String version) {
        return answers.tagged(registry.get(VersionId.parse(version)));
    }

    @GET
    @Path("{version}/differences")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "getDifferences",
            summary = "Tells what differs between two versions, cell by cell.",
            description =
                    "Tables by the ids of their rows and then by content, rules by text, the manifest by field. As JSON,"
                            + " or as text/plain with one line for each change.")
    @APIResponse(
            responseCode = "200",
            description = "The changes from one to the other",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response differences(
            @PathParam("version") String version,
            @QueryParam("from")
                    @Parameter(
                            description = "The earlier version; the parent when left out",
                            example = "retail.policy.1")
                    @Nullable String from,
            @Context Request request) {
        PolicyVersion later = registry.get(VersionId.parse(version));
        String named = Parameters.text("from", from);
        Integer parent = later.parent();
        if (named == null && parent == null) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER, "from is missing: this version was not made from another one.");
        }
        VersionId earlier = named == null
                ? new VersionId(later.id().domain(), later.id().kind(), Objects.requireNonNull(parent))
                : VersionId.parse(named);
        Difference difference = BundleDiff.between(registry.bundle(earlier), registry.bundle(later.id()));
        Variant asked = request.selectVariant(FORMS);
        return MediaType.TEXT_PLAIN_TYPE.equals(asked == null ? null : asked.getMediaType())
                ? Response.ok(difference.text() + "\n", TEXT).build()
                : Response.ok(CanonicalJson.bytes(difference.tree()), MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    @GET
    @Path("{version}/passages")
    @Operation(operationId = "listPassages", summary = "Lists what became of a version: who did what, when and why.")
    public Page<VersionRepresentation.PassageRepresentation> passages(@PathParam("version") String version) {
        VersionId id = registry.get(VersionId.parse(version)).id();
        return new Page<>(
                store.passages(id).stream()
                        .map(VersionRepresentation.PassageRepresentation::of)
                        .toList(),
                null);
    }

    @GET
    @Path("{version}/evidence")
    @Operation(
            operationId = "listEvidence",
            summary = "Lists what speaks for or against a version; an approval is bound to it.")
    public Page<VersionRepresentation.EvidenceRepresentation> evidence(@PathParam("version") String version) {
        VersionId id = registry.get(VersionId.parse(version)).id();
        return new Page<>(
                store.evidence(id).stream()
                        .map(VersionRepresentation.EvidenceRepresentation::of)
                        .toList(),
                null);
    }

    @GET
    @Path("{version}/findings")
    @Operation(
            operationId = "getFindings",
            summary = "Lets the gate look at a version now.",
            description = "What it would say of the version if it were submitted now. Takes some seconds.")
    @APIResponse(
            responseCode = "200",
            description = "Findings by model, table, row and cell, and how the scenarios of the bundle went",
            content = @Content(schema = @Schema(implementation = Object.class)))
    public Response findings(@PathParam("version") String version) {
        return Response.ok(registry.check(VersionId.parse(version)).bytes()).build();
    }
}
