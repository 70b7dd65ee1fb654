package io.plimsoll.rollout.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.policy.PolicyVersionStore;
import io.plimsoll.rollout.Rollouts;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The policy, or the guardrails, of a domain: how it stands.
 *
 * @param active the rollout by which a version answers now; left out when none does
 * @param candidate the shadow or canary under way; left out when there is none
 * @param planned activations that are still to come, the next first
 */
@Schema(
        name = "Policy",
        requiredProperties = {"id", "domain", "kind", "planned", "links"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record PolicyRepresentation(
        String id,
        String domain,
        Manifest.Kind kind,
        @Nullable RolloutRepresentation active,
        @Nullable RolloutRepresentation candidate,
        List<RolloutRepresentation> planned,
        Links links) {

    /** Where to go on. */
    @Schema(name = "PolicyLinks")
    record Links(String versions, String rollouts) {}

    static PolicyRepresentation of(PolicyVersionStore.PolicyName name, Rollouts.Standing standing) {
        String kind = name.kind().name().toLowerCase(Locale.ROOT);
        return new PolicyRepresentation(
                name.domain() + "." + kind,
                name.domain().value(),
                name.kind(),
                standing.active().map(RolloutRepresentation::brief).orElse(null),
                standing.candidate().map(RolloutRepresentation::brief).orElse(null),
                standing.planned().stream().map(RolloutRepresentation::brief).toList(),
                new Links(
                        "/v1/policy-versions?domain=" + name.domain() + "&kind=" + name.kind(),
                        "/v1/rollouts?domain=" + name.domain()));
    }
}
