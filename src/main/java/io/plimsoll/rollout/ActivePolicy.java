package io.plimsoll.rollout;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy that decides.
 *
 * @param version counted per domain from 1
 * @param since when this version was first loaded
 * @param guardrails restrict what it decides; null when the domain has none
 */
public record ActivePolicy(
        DomainName domain,
        int version,
        Instant since,
        CompiledPolicy policy,
        @Nullable Guardrails guardrails) {
    /**
     * Guardrails that restrict.
     *
     * @param version counted per domain from 1, apart from the versions of policies
     */
    public record Guardrails(int version, Instant since, CompiledPolicy policy) {}

    /** The guardrails, ready to restrict; null when the domain has none. */
    public @Nullable CompiledPolicy restricting() {
        return guardrails == null ? null : guardrails.policy();
    }
}
