package io.plimsoll.app.kogito;

import io.plimsoll.platform.api.ProblemDocumentation;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/**
 * Describes Kogito's endpoints as all others are described: one tag, ids that can be names of methods, addresses without
 * blanks, schemas in the same file, and who may call.
 */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public final class ModelsDocumentation implements OASFilter {
    private static final String TAG = "Decision models (Kogito)";
    private static final String KOGITO_TAG = "Decision - ";
    private static final String ROLES = "quarkus.security.jaxrs.default-roles-allowed";
    private static final String ABOUT =
            "The built-in DMN models one by one, as Kogito exposes them, in the version that is active now. Stateless:"
                    + " nothing is stored, no history is read, no rule and no guardrail of the policy is applied. For a"
                    + " decision that counts use POST /v1/domains/{domain}/decisions. A model that no active policy has"
                    + " any more answers 410.";
    private static final String ANSWER = "The inputs, and every decision of the model by its name.";
    private static final String DETAIL =
            "The same in dmnContext; in decisionResults every decision with its id and status.";
    private static final String INPUTS =
            "Every input of the model; null for what is not known. The schema is that of the built-in version; an active"
                    + " version with other inputs names them in a problem.";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, String> questions = new LinkedHashMap<>();
        List.copyOf(api.getTags()).stream()
                .filter(tag -> tag.getName().startsWith(KOGITO_TAG))
                .forEach(tag -> {
                    questions.put(tag.getName().substring(KOGITO_TAG.length()), tag.getDescription());
                    api.removeTag(tag);
                });
        api.addTag(OASFactory.createTag().name(TAG).description(ABOUT));
        Paths paths = OASFactory.createPaths();
        api.getPaths().getPathItems().forEach((path, item) -> {
            Set<String> tags = item.getOperations().values().stream()
                    .flatMap(operation -> operation.getTags().stream())
                    .collect(Collectors.toSet());
            questions.keySet().stream()
                    .filter(model -> tags.contains(KOGITO_TAG + model))
                    .forEach(model -> describe(api, path, item, model, questions.get(model)));
            paths.addPathItem(path.replace(" ", "%20"), item);
        });
        api.setPaths(paths);
    }

    private static void describe(OpenAPI api, String path, PathItem item, String model, @Nullable String question) {
        String id = model.replaceAll("[^A-Za-z0-9]", "");
        item.getOperations().values().forEach(operation -> {
            operation.setTags(List.of(TAG));
            operation.setDescription(question);
            operation.setSecurity(security());
            operation
                    .getResponses()
                    .addAPIResponse("401", ProblemDocumentation.problem("Not signed in"))
                    .addAPIResponse("403", ProblemDocumentation.problem("None of the caller's roles may ask models"))
                    .addAPIResponse("410", ProblemDocumentation.problem("No active policy has this model any more"));
        });
        if (item.getGET() != null) {
            item.getGET()
                    .operationId("get" + id + "Model")
                    .summary("Shows the model " + model + " without its tables, as it was when the service was built.");
        }
        if (item.getPOST() != null) {
            boolean detailed = path.endsWith("/dmnresult");
            item.getPOST()
                    .operationId("evaluate" + id + (detailed ? "InDetail" : ""))
                    .summary("Evaluates the model " + model
                            + (detailed ? ", and says how each decision in it went." : "."));
            schemas(item.getPOST(), id).forEach(api.getComponents()::addSchema);
            item.getPOST()
                    .getRequestBody()
                    .description(INPUTS)
                    .setContent(json(OASFactory.createSchema().ref(ModelSchemas.inputs(id))));
            item.getPOST()
                    .getResponses()
                    .addAPIResponse(
                            "200",
                            OASFactory.createAPIResponse()
                                    .description(detailed ? DETAIL : ANSWER)
                                    .content(json(object())))
                    .addAPIResponse("400", ProblemDocumentation.problem("The body is not acceptable JSON"))
                    .addAPIResponse(
                            "422",
                            ProblemDocumentation.problem(
                                    "An input is unknown, missing or not allowed, or a decision has no answer for them"));
        }
    }

    private static Map<String, Schema> schemas(Operation operation, String id) {
        String inputs = operation
                .getRequestBody()
                .getContent()
                .getMediaType(MediaType.APPLICATION_JSON)
                .getSchema()
                .getRef();
        return ModelSchemas.read(inputs.substring(0, inputs.indexOf('#')), id);
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Content json(Schema schema) {
        return OASFactory.createContent()
                .addMediaType(
                        MediaType.APPLICATION_JSON, OASFactory.createMediaType().schema(schema));
    }

    private static List<SecurityRequirement> security() {
        List<String> roles = ConfigProvider.getConfig().getValues(ROLES, String.class);
        return Stream.of("basic", "bearer", "apiKey")
                .map(scheme -> OASFactory.createSecurityRequirement().addScheme(scheme, roles))
                .toList();
    }
}
