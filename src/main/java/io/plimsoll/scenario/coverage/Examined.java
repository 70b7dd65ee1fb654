package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.scenario.ScenarioSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that is examined by running its scenarios.
 *
 * @param subject what is examined, compiled
 * @param bundle its files
 * @param counterpart for a policy, the guardrails that restrict it, null for none; for guardrails, the policy that they
 *     restrict, which MUST be there
 * @param scenarios of the subject
 */
public record Examined(
        CompiledPolicy subject,
        PolicyBundle bundle,
        @Nullable CompiledPolicy counterpart,
        ScenarioSet scenarios) {
    /** A scenario that sends more signals is left out: every examination runs scenarios again and again. */
    public static final long MOST_SIGNALS = 500;

    /** Reads the scenarios of a bundle. */
    public static Examined of(CompiledPolicy subject, PolicyBundle bundle, @Nullable CompiledPolicy counterpart) {
        return new Examined(subject, bundle, counterpart, ScenarioSet.of(bundle, subject.manifest(), MOST_SIGNALS));
    }

    /** The same scenarios with another subject. */
    public Examined with(CompiledPolicy other) {
        return new Examined(other, bundle, counterpart, scenarios);
    }

    /** The part that is examined. */
    public Manifest.Kind kind() {
        return subject.manifest().kind();
    }

    private boolean isPolicy() {
        return kind() == Manifest.Kind.POLICY;
    }

    /** The policy that decides. */
    public CompiledPolicy policy() {
        return isPolicy()
                ? subject
                : Optional.ofNullable(counterpart)
                        .orElseThrow(
                                () -> new IllegalStateException("guardrails are run on a policy, and there is none"));
    }

    /** The guardrails that restrict it; null for none. */
    public @Nullable CompiledPolicy guardrails() {
        return isPolicy() ? counterpart : subject;
    }
}
