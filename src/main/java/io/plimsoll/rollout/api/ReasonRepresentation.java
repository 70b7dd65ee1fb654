package io.plimsoll.rollout.api;

import io.plimsoll.evaluation.EngineReason;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.rollout.ActivePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A reason code that verdicts of a domain may carry.
 *
 * @param statedBy a policy and its guardrails may mean different things by one code
 * @param text one sentence; the engine adds names of inputs, tables or rules to its own
 */
@Schema(
        name = "StatedReason",
        requiredProperties = {"code", "statedBy", "text"})
record ReasonRepresentation(String code, Author statedBy, String text) {

    /** Who states a reason. */
    @Schema(name = "ReasonAuthor")
    enum Author {
        POLICY,
        GUARDRAILS,
        ENGINE
    }

    /** Those of the active policy, of its guardrails, and those of every domain, in the order of their authors. */
    static List<ReasonRepresentation> of(ActivePolicy active) {
        List<ReasonRepresentation> reasons =
                new ArrayList<>(of(Author.POLICY, active.policy().manifest()));
        if (active.guardrails() != null) {
            reasons.addAll(of(Author.GUARDRAILS, active.guardrails().policy().manifest()));
        }
        Arrays.stream(EngineReason.values())
                .map(reason -> new ReasonRepresentation(reason.name(), Author.ENGINE, reason.text() + "."))
                .forEach(reasons::add);
        return reasons;
    }

    private static List<ReasonRepresentation> of(Author author, Manifest manifest) {
        return manifest.reasons().entrySet().stream()
                .map(reason -> new ReasonRepresentation(reason.getKey(), author, reason.getValue()))
                .toList();
    }
}
