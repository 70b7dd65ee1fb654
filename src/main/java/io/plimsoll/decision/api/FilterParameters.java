package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Outcome;
import io.plimsoll.platform.Parameters;
import io.plimsoll.record.DecisionFilter;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters by which decisions are filtered. */
class FilterParameters {
    private static final Set<String> KNOWN = Set.of(
            "domain",
            "source",
            "customer",
            "case",
            "requestType",
            "outcome",
            "reason",
            "policyVersion",
            "from",
            "to",
            "limit",
            "cursor");

    @Context
    @Nullable UriInfo uri;

    @QueryParam("domain")
    @Nullable String domain;

    @QueryParam("source")
    @Parameter(description = "From where the signal came: the client and, for events, their source after a space")
    @Nullable String source;

    @QueryParam("customer")
    @Nullable String customer;

    @QueryParam("case")
    @Nullable String caseId;

    @QueryParam("requestType")
    @Nullable String requestType;

    @QueryParam("outcome")
    @Parameter(schema = @Schema(implementation = Outcome.class))
    @Nullable String outcome;

    @QueryParam("reason")
    @Parameter(description = "A reason code of the verdict")
    @Nullable String reason;

    @QueryParam("policyVersion")
    @Parameter(schema = @Schema(implementation = Integer.class))
    @Nullable String policyVersion;

    @QueryParam("from")
    @Parameter(description = "Least instant of the decision, inclusive", schema = @Schema(format = "date-time"))
    @Nullable String from;

    @QueryParam("to")
    @Parameter(description = "Greatest instant of the decision, exclusive", schema = @Schema(format = "date-time"))
    @Nullable String to;

    /** The filter, if there is no other query parameter than these and those that page a list. */
    DecisionFilter filter() {
        Parameters.refuseUnknown(
                Objects.requireNonNull(uri).getQueryParameters().keySet(), KNOWN);
        return new DecisionFilter(
                Parameters.text("domain", domain),
                null,
                Parameters.text("source", source),
                Parameters.text("customer", customer),
                Parameters.text("case", caseId),
                Parameters.text("requestType", requestType),
                Parameters.constant("outcome", outcome, Outcome.class),
                Parameters.text("reason", reason),
                Parameters.positive("policyVersion", policyVersion),
                Parameters.instant("from", from),
                Parameters.instant("to", to));
    }
}
