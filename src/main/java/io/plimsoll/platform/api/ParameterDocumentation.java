package io.plimsoll.platform.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says once what a parameter means that has the same name in many operations. An operation may say it better. */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public final class ParameterDocumentation implements OASFilter {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("domain", "The name of a domain; GET /v1/domains lists them"),
            Map.entry("policy", "The name of a policy"),
            Map.entry("version", "The version of a policy"),
            Map.entry("policyVersion", "The version of the policy, counted from 1"),
            Map.entry("path", "The path of a file in the bundle"),
            Map.entry("id", "The id, as the list shows it"),
            Map.entry("name", "The user's name"),
            Map.entry("customer", "The client's name of the customer"),
            Map.entry("case", "The client's name of the case"),
            Map.entry("requestType", "What was asked for, one of the requests of a domain"),
            Map.entry("outcome", "The outcome of the verdict"),
            Map.entry("author", "Who wrote it"),
            Map.entry("kind", "Of which kind it is"),
            Map.entry("state", "In which state it is"),
            Map.entry("limit", "1 to 200, 50 when absent"),
            Map.entry("cursor", "nextCursor of the page before"),
            Map.entry("Idempotency-Key", "A new one for each action; the same key and body get the first answer again"),
            Map.entry("If-Match", "The ETag of what is to be changed"));

    @Override
    public Parameter filterParameter(Parameter parameter) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(MEANINGS.get(parameter.getName()));
        }
        return parameter;
    }
}
