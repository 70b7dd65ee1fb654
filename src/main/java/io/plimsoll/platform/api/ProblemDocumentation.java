package io.plimsoll.platform.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says once, for every operation, that whatever is not a success is a {@link Problem}, and how callers may sign in.
 * Operations need not repeat it.
 */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public final class ProblemDocumentation implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String BASIC = "basic";
    private static final String BEARER = "bearer";
    private static final String API_KEY = "apiKey";
    private static final List<String> SCHEMES = List.of(BASIC, BEARER, API_KEY);

    @Override
    public Operation filterOperation(Operation operation) {
        APIResponses responses =
                operation.getResponses() == null ? OASFactory.createAPIResponses() : operation.getResponses();
        responses.addAPIResponse("default", OASFactory.createAPIResponse().ref(PROBLEM));
        operation.setResponses(responses);
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") && response.getContent() == null) {
                response.setContent(content());
            }
        });
        boolean open =
                operation.getSecurity() == null || operation.getSecurity().isEmpty();
        operation.setSecurity(open ? List.of() : anySchemeFor(roles(operation)));
        return operation;
    }

    /** The scanner gives an alternative to null, and a reference, a type of its own, which null or generators contradict. */
    @Override
    public Schema filterSchema(Schema schema) {
        boolean nullable = schema.getAnyOf() != null
                && schema.getAnyOf().stream()
                        .anyMatch(one -> List.of(SchemaType.NULL).equals(one.getType()));
        if (nullable || schema.getRef() != null) {
            schema.setType((List<SchemaType>) null);
        }
        return schema;
    }

    /** An answer of an operation that is no success. */
    public static APIResponse problem(String description) {
        return OASFactory.createAPIResponse().description(description).content(content());
    }

    /** Quarkus knows the roles from the resource's annotations, but of one scheme only. */
    private static List<String> roles(Operation operation) {
        return operation.getSecurity().stream()
                .flatMap(requirement -> requirement.getSchemes().values().stream())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static List<SecurityRequirement> anySchemeFor(List<String> roles) {
        return SCHEMES.stream()
                .map(scheme -> OASFactory.createSecurityRequirement().addScheme(scheme, roles))
                .toList();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        Components components = api.getComponents();
        components.addSchema(PROBLEM, schema());
        components.addResponse(PROBLEM, problem("The request failed; detail says what to do next."));
        components.addSecurityScheme(BASIC, http("basic", "A local user's name and password."));
        components.addSecurityScheme(BEARER, http("bearer", "A token of the identity provider, where one is set."));
        components.addSecurityScheme(
                API_KEY,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("X-API-Key")
                        .description("A key that an administrator issued to a service."));
    }

    private static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)));
    }

    private static Schema schema() {
        return object("What went wrong and what to do next, as in RFC 9457.")
                .addProperty("type", text("Stable name of the kind of problem.", "urn:plimsoll:problem:not-found"))
                .addProperty("title", text("The same for every problem of this type.", "There is no such thing here"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text("What to do next.", "Check the address; /q/openapi lists the paths."))
                .addProperty("instance", text("Path of the request.", "/v1/users/ada"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(violation()))
                .required(List.of("type", "title", "status", "detail", "instance"));
    }

    private static Schema violation() {
        return object("One place in the body that is not acceptable.")
                .addProperty("pointer", text("RFC 6901 JSON pointer; empty for the whole body.", "/roles/0"))
                .addProperty("detail", text("What to send instead.", "must be a string"))
                .required(List.of("pointer", "detail"));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description, String example) {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description(description)
                .examples(List.of(example));
    }

    private static SecurityScheme http(String scheme, String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(scheme)
                .description(description);
    }
}
