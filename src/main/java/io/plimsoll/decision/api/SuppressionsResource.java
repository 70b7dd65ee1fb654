package io.plimsoll.decision.api;

import io.plimsoll.access.Caller;
import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.Role;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.record.SuppressionFilter;
import io.plimsoll.record.SuppressionStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/suppressions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Role.Name.CLIENT,
    Role.Name.ANALYST,
    Role.Name.REVIEWER,
    Role.Name.COMPLIANCE,
    Role.Name.OPERATOR,
    Role.Name.AUDITOR
})
@Tag(name = "Suppressions", description = "What policies proposed and held back, and why.")
class SuppressionsResource {
    private static final Set<String> KNOWN =
            Set.of("domain", "source", "customer", "case", "what", "reason", "from", "to", "limit", "cursor");

    private final SuppressionStore store;
    private final CurrentCaller callers;

    SuppressionsResource(SuppressionStore store, CurrentCaller callers) {
        this.store = store;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listSuppressions",
            summary = "Lists what policies proposed and held back, the latest first.",
            description =
                    "Each with its reason. A caller whose only role is client sees those of its own signals only.")
    public Page<SuppressionRepresentation> list(
            @Context UriInfo uri,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam("source") @Parameter(description = "From where the signal came") @Nullable String source,
            @QueryParam("customer") @Nullable String customer,
            @QueryParam("case") @Nullable String caseId,
            @QueryParam("what") @Parameter(description = "An intent, or ESCALATE or ASK_APPROVAL") @Nullable String what,
            @QueryParam("reason") @Parameter(description = "A reason code") @Nullable String reason,
            @QueryParam("from")
                    @Parameter(
                            description = "Least instant of the decision, inclusive",
                            schema = @Schema(format = "date-time"))
                    @Nullable String from,
            @QueryParam("to")
                    @Parameter(
                            description = "Greatest instant of the decision, exclusive",
                            schema = @Schema(format = "date-time"))
                    @Nullable String to,
            @QueryParam("limit") @Parameter(description = "1 to 200, 50 when absent") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        Parameters.refuseUnknown(uri.getQueryParameters().keySet(), KNOWN);
        SuppressionFilter filter = new SuppressionFilter(
                Parameters.text("domain", domain),
                null,
                Parameters.text("source", source),
                Parameters.text("customer", customer),
                Parameters.text("case", caseId),
                Parameters.text("what", what),
                Parameters.text("reason", reason),
                Parameters.instant("from", from),
                Parameters.instant("to", to));
        Caller caller = callers.get();
        SuppressionFilter visible = Clients.readsAll(caller) ? filter : filter.of(Clients.name(caller));
        return store.list(
                        visible, Parameters.limit(limit), Cursor.decode(cursor).orElse(null))
                .map(SuppressionRepresentation::of);
    }
}
