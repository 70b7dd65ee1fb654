package io.plimsoll.policy.api;

import io.plimsoll.access.Caller;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Repeats;
import io.plimsoll.access.Role;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.diff.BundleDiff;
import io.plimsoll.evaluation.diff.Difference;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import io.plimsoll.platform.api.Created;
import io.plimsoll.policy.BundleArchive;
import io.plimsoll.policy.BundleReading;
import io.plimsoll.policy.LooseFiles;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.PolicyVersionStore;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.Transition;
import io.plimsoll.policy.VersionId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

@Path("/v1/policy-versions")
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
    /** Where bare models go, which no manifest places. */
    private static final DomainName NOWHERE = new DomainName("sandbox");

    private final Registry registry;
    private final PolicyVersionStore store;
    private final CurrentCaller callers;
    private final Repeats repeats;

    PolicyVersionsResource(Registry registry, PolicyVersionStore store, CurrentCaller callers, Repeats repeats) {
        this.registry = registry;
        this.store = store;
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

    @GET
    @Path("{version}")
    @Operation(operationId = "getPolicyVersion", summary = "Shows a version; its ETag is needed to change a draft.")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response get(@PathParam("version") String version) {
        PolicyVersion found = registry.get(VersionId.parse(version));
        return tagged(Response.ok(representation(found)), found);
    }

    @GET
    @Path("{version}/bundle")
    @Produces(ZIP)
    @Operation(
            operationId = "getBundle",
            summary = "Gives out all files of a version as they came.",
            description = "An archive that was sent is given out byte for byte.")
    @APIResponse(responseCode = "200", description = "A zip archive", content = @Content(mediaType = ZIP))
    public Response bundle(@PathParam("version") String version) {
        VersionId id = VersionId.parse(version);
        return Response.ok(registry.archive(id))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".zip\"")
                .build();
    }

    @GET
    @Path("{version}/files")
    @Operation(operationId = "listFiles", summary = "Lists the files of a version with their digests.")
    public Page<VersionRepresentation.FileRepresentation> files(@PathParam("version") String version) {
        PolicyBundle bundle = registry.bundle(VersionId.parse(version));
        return new Page<>(
                bundle.paths().stream()
                        .map(path -> VersionRepresentation.FileRepresentation.of(path, bundle.file(path)))
                        .toList(),
                null);
    }

    @GET
    @Path("{version}/files/{path: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getFile", summary = "Gives out one file of a version, byte for byte.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM))
    public Response file(@PathParam("version") String version, @PathParam("path") String path) {
        PolicyBundle bundle = registry.bundle(VersionId.parse(version));
        if (!bundle.paths().contains(path)) {
            throw new PlimsollException(
                    ProblemCode.NOT_FOUND, "The version has no such file. GET …/files lists those that it has.");
        }
        return Response.ok(bundle.file(path)).build();
    }

    @PUT
    @Path("{version}/files/{path: .+}")
    @RolesAllowed({Role.Name.ANALYST, Role.Name.COMPLIANCE})
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "putFile", summary = "Gives a draft another content of one file, or one file more.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response putFile(
            @PathParam("version") String version,
            @PathParam("path") String path,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(required = true, description = "the ETag of the draft")
                    @Nullable String revision,
            byte[] body) {
        return replace(version, revision, Map.of(path, body), Set.of());
    }

    @DELETE
    @Path("{version}/files/{path: .+}")
    @RolesAllowed({Role.Name.ANALYST, Role.Name.COMPLIANCE})
    @Operation(operationId = "deleteFile", summary = "Takes a file out of a draft.")
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response deleteFile(
            @PathParam("version") String version,
            @PathParam("path") String path,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(required = true, description = "the ETag of the draft")
                    @Nullable String revision) {
        return replace(version, revision, Map.of(), Set.of(path));
    }

    private Response replace(
            String version, @Nullable String revision, Map<String, byte[]> changed, Set<String> removed) {
        VersionId id = VersionId.parse(version);
        byte[] archive = BundleArchive.write(LooseFiles.with(registry.bundle(id), changed, removed));
        PolicyVersion draft = registry.replace(
                id, revision(revision), bundle(archive), archive, callers.get().qualifiedName());
        return tagged(Response.ok(representation(draft)), draft);
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
            @HeaderParam("Idempotency-Key") @Parameter(required = true) @Nullable String key,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String type,
            @QueryParam("note") @Parameter(description = "For a zip: what changes and why") @Nullable String note,
            @QueryParam("parent") @Parameter(description = "For a zip: the version that this is made from") @Nullable String parent,
            @QueryParam("domain") @Parameter(description = "For a zip without a manifest that says it") @Nullable String domain,
            @Context UriInfo uri,
            byte[] body) {
        Caller caller = callers.get();
        return repeats.once(caller, uri.getPath(), key, body, () -> {
            boolean json = type != null && type.startsWith(MediaType.APPLICATION_JSON);
            PolicyVersion kept = registry.create(
                    json
                            ? ofJson(VersionBodies.NewVersion.read(body), caller)
                            : ofArchive(body, note, parent, domain, caller));
            return Created.at("/v1/policy-versions/" + kept.id(), representation(kept))
                    .build();
        });
    }

    @PUT
    @Path("{version}/bundle")
    @RolesAllowed({Role.Name.ANALYST, Role.Name.COMPLIANCE})
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "replaceBundle", summary = "Gives a draft other files.")
    @RequestBody(required = true, content = @Content(mediaType = ZIP))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response replace(
            @PathParam("version") String version,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(required = true, description = "the ETag of the draft")
                    @Nullable String revision,
            byte[] body) {
        PolicyVersion changed = registry.replace(
                VersionId.parse(version),
                revision(revision),
                bundle(body),
                body,
                callers.get().qualifiedName());
        return tagged(Response.ok(representation(changed)), changed);
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
            @HeaderParam("Idempotency-Key") @Parameter(required = true) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(required = true, description = "the ETag of the draft")
                    @Nullable String revision,
            @Context UriInfo uri,
            byte[] body) {
        VersionBodies.Submission submission = VersionBodies.Submission.read(body);
        long seen = revision(revision);
        VersionId id = VersionId.parse(version);
        Caller caller = callers.get();
        return act(
                uri,
                key,
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
    public Response approve(
            @PathParam("version") String version,
            @HeaderParam("Idempotency-Key") @Parameter(required = true) @Nullable String key,
            @Context UriInfo uri,
            byte[] body) {
        VersionBodies.Approval approval = VersionBodies.Approval.read(body);
        VersionId id = VersionId.parse(version);
        Caller judge = judge(id);
        return act(uri, key, body, () -> registry.approve(id, approval.seen(), judge.qualifiedName(), approval.why()));
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
                            schema = @Schema(implementation = VersionBodies.Why.class),
                            examples =
                                    @ExampleObject(
                                            name = "why",
                                            value = "{\"why\": \"Gold customers lose their refund.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The rejected version",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response reject(
            @PathParam("version") String version,
            @HeaderParam("Idempotency-Key") @Parameter(required = true) @Nullable String key,
            @Context UriInfo uri,
            byte[] body) {
        String why = VersionBodies.Why.read(body);
        VersionId id = VersionId.parse(version);
        Caller judge = judge(id);
        return act(uri, key, body, () -> registry.reject(id, judge.qualifiedName(), why));
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
                            schema = @Schema(implementation = VersionBodies.Why.class),
                            examples = @ExampleObject(name = "why", value = "{\"why\": \"Replaced by version 4.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The retired version",
            content = @Content(schema = @Schema(implementation = VersionRepresentation.class)))
    public Response retire(
            @PathParam("version") String version,
            @HeaderParam("Idempotency-Key") @Parameter(required = true) @Nullable String key,
            @Context UriInfo uri,
            byte[] body) {
        String why = VersionBodies.Why.read(body);
        VersionId id = VersionId.parse(version);
        Caller caller = callers.get();
        return act(uri, key, body, () -> registry.retire(id, caller.qualifiedName(), why));
    }

    private Response act(UriInfo uri, @Nullable String key, byte[] body, Supplier<PolicyVersion> step) {
        return repeats.once(callers.get(), uri.getPath(), key, body, () -> {
            PolicyVersion moved = step.get();
            return Created.at("/v1/policy-versions/" + moved.id(), representation(moved))
                    .build();
        });
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

    private Registry.NewVersion ofArchive(
            byte[] archive, @Nullable String note, @Nullable String parent, @Nullable String domain, Caller by) {
        String why = Parameters.text("note", note);
        if (why == null) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER, "note is missing: say what changes and why, as ?note=….");
        }
        PolicyBundle bundle = bundle(archive);
        Optional<VersionId> base = base(Parameters.text("parent", parent));
        return newVersion(bundle, archive, base, Parameters.text("domain", domain), why, by);
    }

    private Registry.NewVersion ofJson(VersionBodies.NewVersion version, Caller by) {
        Optional<VersionId> base = base(version.parent());
        PolicyBundle bundle = base.map(
                        parent -> LooseFiles.with(registry.bundle(parent), version.contents(), version.gone()))
                .orElseGet(version::bundle);
        return newVersion(bundle, BundleArchive.write(bundle), base, version.domain(), version.note(), by);
    }

    private static Registry.NewVersion newVersion(
            PolicyBundle bundle,
            byte[] archive,
            Optional<VersionId> parent,
            @Nullable String domain,
            String note,
            Caller by) {
        if (domain != null && !DomainName.isValid(domain)) {
            throw Body.violated(
                    List.of(new Violation("/domain", "is lower-case letters, digits and hyphens, a letter first")));
        }
        DomainName named = domain == null ? NOWHERE : new DomainName(domain);
        VersionId base = parent.orElse(null);
        return new Registry.NewVersion(
                base == null ? LooseFiles.domain(bundle).orElse(named) : base.domain(),
                base == null ? LooseFiles.kind(bundle) : base.kind(),
                bundle,
                archive,
                by.qualifiedName(),
                note,
                base == null ? null : base.number());
    }

    /** Whoever wrote the files, they are within bounds, and nobody needs them to be anything else yet. */
    private static PolicyBundle bundle(byte[] archive) {
        return BundleArchive.read(archive).fold(BundleReading.Readable::bundle, refused -> {
            throw new PlimsollException(
                    ProblemCode.BUNDLE_REFUSED,
                    "Nothing was stored.",
                    refused.findings().stream()
                            .map(finding -> new Violation("", finding.words()))
                            .toList());
        });
    }

    private static Optional<VersionId> base(@Nullable String parent) {
        return Optional.ofNullable(parent).map(VersionId::parse);
    }

    private VersionRepresentation representation(PolicyVersion version) {
        return VersionRepresentation.of(version, store.evidence(version.id()));
    }

    private static Response tagged(Response.ResponseBuilder response, PolicyVersion version) {
        return response.header(HttpHeaders.ETAG, "\"" + version.revision() + "\"")
                .build();
    }

    private static long revision(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new PlimsollException(
                    ProblemCode.PRECONDITION_NEEDED,
                    "Nothing was changed. Read the version and send its ETag as If-Match, so that nobody's change is lost.");
        }
        if (!ifMatch.matches("\"[0-9]{1,18}\"")) {
            throw new PlimsollException(
                    ProblemCode.CHANGED_MEANWHILE, "Nothing was changed. Send the ETag of the version as If-Match.");
        }
        return Long.parseLong(ifMatch.substring(1, ifMatch.length() - 1));
    }
}
