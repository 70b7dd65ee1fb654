package io.plimsoll.policy.api;

import io.plimsoll.evaluation.Manifest;
import io.plimsoll.policy.ActivePolicy;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A domain on the wire.
 *
 * @param currency ISO 4217
 */
@Schema(name = "Domain")
record DomainRepresentation(
        String name, String title, String description, String currency, Policy policy, Links links) {

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
                new Links(self + "/inputs", self + "/decisions"));
    }
}
