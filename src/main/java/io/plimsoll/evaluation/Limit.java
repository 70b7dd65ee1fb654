package io.plimsoll.evaluation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much of something a policy grants within a window. Tables state limits, rules hold proposals against them, and the
 * record enforces those of shared scopes once more when a decision is committed.
 *
 * @param what the type of an intent, or the name of an outcome that asks for a person
 * @param hours the window, counted back from the service's instant
 * @param most grants within it, this one included; null for no bound
 * @param total money within it, this grant included; null for no bound
 */
public record Limit(
        String what,
        Scope scope,
        BigDecimal hours,
        @Nullable BigDecimal most,
        @Nullable BigDecimal total,
        Reason reason) {}
