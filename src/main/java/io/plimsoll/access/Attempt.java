package io.plimsoll.access;

import jakarta.ws.rs.HeaderParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What a request that acts says of itself: a {@code @BeanParam} of every operation that {@link Repeats} guards.
 *
 * @param key tells it from others of the same caller to the same path; null when the caller sent none
 */
public record Attempt(
        @HeaderParam("Idempotency-Key") @Parameter(required = true) @Nullable String key) {}
