package io.plimsoll.rollout.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.rollout.ActivePolicy;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A domain on the wire.
 *
 * @param currency ISO 4217
 * @param guardrails what restricts the policy; left out when the domain has none
 */
@Schema(
        name = "Domain",
        requiredProperties = {"name", "title", "description", "currency", "policy", "links"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record DomainRepresentation(
        String name,
        String title,
        String description,
        String currency,
        Policy policy,
        @Nullable Policy guardrails,
        Links links) {

    /** The version that decides, and since when it is there. */
    @Schema(name = "DomainPolicy")
    record Policy(int version, String digest, Instant since) {}

    /** Where to go on. */
    @Schema(name = "DomainLinks")
    record Links(String inputs, String decisions) {}

    static DomainRepresentation of(ActivePolicy active) {
        Manifest manifest = active.policy().manifest();
        String self = "/v1/domains/" + active.domain();
        return new DomainRepresentation(
                active.domain().value(),
                manifest.title(),
                manifest.description(),
                manifest.currency(),
                new Policy(active.version(), active.policy().digest().toString(), active.since()),
                guardrails(active.guardrails()),
                new Links(self + "/inputs", self + "/decisions"));
    }

    private static @Nullable Policy guardrails(ActivePolicy.@Nullable Guardrails active) {
        return active == null
                ? null
                : new Policy(active.version(), active.policy().digest().toString(), active.since());
    }
}
