package io.plimsoll.decision.api;

import io.plimsoll.access.Caller;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Role;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Explainer;
import io.plimsoll.evaluation.Explanation;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.evaluation.Wording;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.api.AcceptedLanguage;
import io.plimsoll.record.DecisionCounts;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionId;
import io.plimsoll.record.DecisionStore;
import io.plimsoll.record.PolicyReference;
import io.plimsoll.record.RecordedDecision;
import io.plimsoll.rollout.ActivePolicies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Role.Name.CLIENT,
    Role.Name.ANALYST,
    Role.Name.REVIEWER,
    Role.Name.COMPLIANCE,
    Role.Name.OPERATOR,
    Role.Name.AUDITOR
})
@Tag(name = "Decisions")
class DecisionsResource {
    private static final String OWN_ONLY = "A caller whose only role is client sees its own decisions only.";

    private final DecisionStore store;
    private final ActivePolicies policies;
    private final CurrentCaller callers;

    DecisionsResource(DecisionStore store, ActivePolicies policies, CurrentCaller callers) {
        this.store = store;
        this.policies = policies;
        this.callers = callers;
    }

    @GET
    @Path("decisions")
    @Operation(operationId = "listDecisions", summary = "Lists decisions, the latest first.", description = OWN_ONLY)
    public Page<DecisionRepresentation> list(
            @BeanParam FilterParameters filter,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        return store.list(
                        restricted(filter.filter()),
                        Parameters.limit(limit),
                        Cursor.decode(cursor).orElse(null))
                .map(DecisionRepresentation::brief);
    }

    @GET
    @Path("decision-counts")
    @Operation(
            operationId = "countDecisions",
            summary = "Counts decisions by outcome and by reason.",
            description = OWN_ONLY)
    public DecisionCounts count(@BeanParam FilterParameters filter) {
        return store.count(restricted(filter.filter()));
    }

    @GET
    @Path("decisions/{id}")
    @Operation(
            operationId = "getDecision",
            summary = "Shows a decision with its verdict, reasons, situation and trace.",
            description = OWN_ONLY)
    public DecisionRepresentation get(@PathParam("id") String id) {
        return DecisionRepresentation.whole(visible(id));
    }

    @GET
    @Path("decisions/{id}/situation")
    @Operation(
            operationId = "getSituation",
            summary = "Shows all that the policy knew, as canonical JSON.",
            description = "The bytes of the answer are those that were stored. " + OWN_ONLY)
    @APIResponse(
            responseCode = "200",
            description = "The situation",
            content =
                    @Content(schema = @Schema(implementation = SubmissionRepresentation.SituationRepresentation.class)))
    public String situation(@PathParam("id") String id) {
        return visible(id).situationJson();
    }

    @GET
    @Path("decisions/{id}/trace")
    @Operation(
            operationId = "getTrace",
            summary = "Shows how the verdict came about, as canonical JSON.",
            description =
                    "Inputs, rows that matched and were selected by their DMN ids, intermediate results, messages as"
                            + " codes. The bytes of the answer are those that were stored. " + OWN_ONLY)
    @APIResponse(
            responseCode = "200",
            description = "The trace",
            content = @Content(schema = @Schema(implementation = Object.class)))
    public String trace(@PathParam("id") String id) {
        return visible(id).traceJson();
    }

    @GET
    @Path("decisions/{id}/explanation")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "explainDecision",
            summary = "Explains a decision in words, with every row of the tables that were asked.",
            description =
                    "As JSON, as a page to read and print, or as plain text, as Accept asks; texts of reasons in the"
                            + " language that Accept-Language asks for, where there is one, else in English. "
                            + OWN_ONLY)
    @APIResponse(
            responseCode = "200",
            description = "The explanation",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Explanation.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response explain(@PathParam("id") String id, @Context Request request, @Context HttpHeaders headers) {
        RecordedDecision decision = visible(id);
        Explainer explainer = explainer(decision);
        String language = AcceptedLanguage.best(headers, explainer.phrasebook().languages(), Wording.ENGLISH);
        Explanation explanation = explainer.explain(
                new Explainer.Recorded(
                        Situation.read(decision.situationJson().getBytes(StandardCharsets.UTF_8)),
                        decision.verdictJson(),
                        decision.traceJson()),
                ChosenVersion.of(decision.policy()),
                language);
        return ExplanationAnswer.of(decision, explanation, language, request);
    }

    private Explainer explainer(RecordedDecision decision) {
        PolicyReference.Guardrails restricted = decision.policy().guardrails();
        CompiledPolicy guardrails = restricted == null
                ? null
                : policies.guardrails(decision.domain(), restricted.version()).orElse(null);
        return policies.version(decision.domain(), decision.policy().version())
                .map(policy -> new Explainer(policy, guardrails))
                .orElseThrow(() -> new IllegalStateException("no policy for decision " + decision.id()));
    }

    /** What exists and is not the caller's is as if it did not exist. */
    private RecordedDecision visible(String id) {
        Caller caller = callers.get();
        return uuid(id).flatMap(uuid -> store.find(new DecisionId(uuid)))
                .filter(decision ->
                        Clients.readsAll(caller) || decision.source().client().equals(Clients.name(caller)))
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND, "There is no such decision, or it is not the caller's."));
    }

    private DecisionFilter restricted(DecisionFilter filter) {
        Caller caller = callers.get();
        return Clients.readsAll(caller) ? filter : filter.of(Clients.name(caller));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
