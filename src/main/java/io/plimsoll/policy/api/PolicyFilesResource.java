package io.plimsoll.policy.api;

import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Role;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.BundleArchive;
import io.plimsoll.policy.LooseFiles;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.VersionId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The files of versions; those of drafts can be changed. */
@Path(VersionAnswers.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.ANALYST, Role.Name.REVIEWER, Role.Name.COMPLIANCE, Role.Name.OPERATOR, Role.Name.AUDITOR})
@Tag(name = "Policy versions")
class PolicyFilesResource {
    private static final String ZIP = "application/zip";

    private final Registry registry;
    private final VersionAnswers answers;
    private final CurrentCaller callers;

    PolicyFilesResource(Registry registry, VersionAnswers answers, CurrentCaller callers) {
        this.registry = registry;
        this.answers = answers;
        this.callers = callers;
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
        return replace(VersionId.parse(version), revision, body);
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
        return replace(id, revision, BundleArchive.write(LooseFiles.with(registry.bundle(id), changed, removed)));
    }

    private Response replace(VersionId id, @Nullable String revision, byte[] archive) {
        return answers.tagged(registry.replace(
                id,
                Revisions.read(revision),
                Drafts.bundle(archive),
                archive,
                callers.get().qualifiedName()));
    }
}
