package io.plimsoll.rollout.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.plimsoll.evaluation.CaseId;
import io.plimsoll.evaluation.ControlScope;
import io.plimsoll.evaluation.CustomerId;
import io.plimsoll.evaluation.DomainName;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a control covers, on the wire: all that is given has to hold. A kill switch names everything, or a domain, a producer
 * or an action; a hold a domain, a customer or a case; an override a domain and, if wanted, one of customer, case and topic,
 * and a type of request.
 */
@Schema(name = "ControlScope", additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScopeRepresentation(
        @Schema(description = "true: a kill switch for all decisions") @Nullable Boolean everything,

        @Nullable String domain,
        @Nullable ScoredBy producer,

        @Schema(description = "The type of the intent that is stopped") @Nullable String action,

        @Nullable String customer,
        @JsonProperty("case") @Nullable String caseId,
        @Nullable String topic,
        @Nullable String requestType) {
    /** Who scored; all versions when none is given. */
    @Schema(
            name = "ControlledProducer",
            additionalProperties = Schema.False.class,
            requiredProperties = {"name"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScoredBy(String name, @Nullable String version) {}

    static ScopeRepresentation of(ControlScope scope) {
        return new ScopeRepresentation(
                scope.equals(ControlScope.EVERYTHING) ? true : null,
                Optional.ofNullable(scope.domain()).map(DomainName::value).orElse(null),
                Optional.ofNullable(scope.producer())
                        .map(producer -> new ScoredBy(producer.name(), producer.version()))
                        .orElse(null),
                scope.action(),
                Optional.ofNullable(scope.customer()).map(CustomerId::value).orElse(null),
                Optional.ofNullable(scope.caseId()).map(CaseId::value).orElse(null),
                scope.topic(),
                scope.requestType());
    }
}
