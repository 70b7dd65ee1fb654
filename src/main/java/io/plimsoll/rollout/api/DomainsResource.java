package io.plimsoll.rollout.api;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Wording;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.api.AcceptedLanguage;
import io.plimsoll.rollout.ActivePolicies;
import io.plimsoll.rollout.ActivePolicy;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/domains")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Domains", description = "Which domains there are and what they understand.")
class DomainsResource {
    private final ActivePolicies policies;

    DomainsResource(ActivePolicies policies) {
        this.policies = policies;
    }

    @GET
    @Operation(operationId = "listDomains", summary = "Lists the domains with the policies that decide in them.")
    public Page<DomainRepresentation> list() {
        return new Page<>(policies.all().stream().map(DomainRepresentation::of).toList(), null);
    }

    @GET
    @Path("{domain}")
    @Operation(operationId = "getDomain", summary = "Shows one domain.")
    public DomainRepresentation get(@PathParam("domain") String domain) {
        return DomainRepresentation.of(policies.of(domain));
    }

    @GET
    @Path("{domain}/schema")
    @Produces({SchemaAnswer.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getSchema",
            summary = "Gives the JSON Schema of a call to this domain, for the version that decides.",
            description = "Changes when another version becomes active; Content-Location names the version.")
    @APIResponse(
            responseCode = "200",
            description = "A JSON Schema (draft 2020-12)",
            content = @Content(schema = @Schema(implementation = Object.class)))
    public Response schema(@PathParam("domain") String domain, @Context Request request) {
        ActivePolicy active = policies.of(domain);
        return SchemaAnswer.active(active.domain(), active.version(), active.policy(), request);
    }

    @GET
    @Path("{domain}/versions/{version}/schema")
    @Produces({SchemaAnswer.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getSchemaOfVersion",
            summary = "Gives the JSON Schema of a call to this domain, for any version that there was.")
    @APIResponse(
            responseCode = "200",
            description = "A JSON Schema (draft 2020-12)",
            content = @Content(schema = @Schema(implementation = Object.class)))
    public Response schemaOfVersion(
            @PathParam("domain") String domain, @PathParam("version") String version, @Context Request request) {
        DomainName name = policies.of(domain).domain();
        Integer number = Parameters.positive("version", version);
        return (number == null ? Optional.<CompiledPolicy>empty() : policies.version(name, number))
                .map(policy -> SchemaAnswer.of(name, Objects.requireNonNull(number), policy, request))
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND, "GET /v1/domains/" + name + " tells which version is active."));
    }

    @GET
    @Path("{domain}/inputs")
    @Operation(
            operationId = "getInputs",
            summary = "Shows what a call to this domain may contain.",
            description = "The facts with their types, units and ranges, the requests with their arguments, the intents"
                    + " that may be answered and the reason codes with their texts.")
    public InputsRepresentation inputs(@PathParam("domain") String domain) {
        return InputsRepresentation.of(policies.of(domain).policy().manifest());
    }

    @GET
    @Path("{domain}/reasons")
    @Operation(
            operationId = "listReasons",
            summary = "Lists every reason code that a verdict of this domain may carry.",
            description =
                    "Those of the policy that decides and of the guardrails that restrict it, and the engine's own,"
                            + " which are the same in every domain. Each with its text for colleagues and what may be"
                            + " told to the customer, in the language that Accept-Language asks for, else in English.")
    public RestResponse<Page<ReasonRepresentation>> reasons(
            @PathParam("domain") String domain, @Context HttpHeaders headers) {
        ActivePolicy active = policies.of(domain);
        String language = AcceptedLanguage.best(
                headers, ReasonRepresentation.phrasebook(active).languages(), Wording.ENGLISH);
        return RestResponse.ResponseBuilder.ok(new Page<>(ReasonRepresentation.of(active, language), null))
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}
