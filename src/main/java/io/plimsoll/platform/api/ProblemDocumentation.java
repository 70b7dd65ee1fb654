package io.plimsoll.platform.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says once, for every operation, that whatever is not a success is a {@link Problem}, and how callers may sign in.
 * Operations need not repeat it.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemDocumentation implements OASFilter {
    private static final String PROBLEM = "Problem";

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation
                .getResponses()
                .addAPIResponse("default", OASFactory.createAPIResponse().ref(PROBLEM));
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        Components components = api.getComponents();
        components.addSchema(PROBLEM, problem());
        components.addResponse(PROBLEM, response());
        components.addSecurityScheme("basic", http("basic", "A local user's name and password."));
        components.addSecurityScheme("bearer", http("bearer", "A token of the identity provider, where one is set."));
        components.addSecurityScheme(
                "apiKey",
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("X-API-Key"));
    }

    private static APIResponse response() {
        return OASFactory.createAPIResponse()
                .description("The request failed; detail says what to do next.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problem() {
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
