package io.plimsoll.record;

import io.plimsoll.platform.Digest;

/**
 * Which policy decided.
 *
 * @param version counted per domain from 1
 * @param digest of the bundle
 * @param engine name and version of the software that evaluated it
 */
public record PolicyReference(int version, Digest digest, Stage stage, String engine) {
    /** In which role a version decided. */
    public enum Stage {
        ACTIVE,
        CANARY
    }
}
