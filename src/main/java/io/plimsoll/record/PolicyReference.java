package io.plimsoll.record;

import io.plimsoll.platform.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Which policy decided.
 *
 * @param version counted per domain from 1
 * @param digest of the bundle
 * @param guardrails that restricted it; null when there were none
 * @param chosen why this version answered, and among which
 * @param engine name and version of the software that evaluated it
 */
public record PolicyReference(
        int version, Digest digest, Stage stage, @Nullable Guardrails guardrails, String chosen, String engine) {
    /** A version of guardrails, counted per domain from 1, and the digest of its bundle. */
    public record Guardrails(int version, Digest digest) {}

    /** In which role a version decided. */
    public enum Stage {
        ACTIVE,
        CANARY
    }
}
