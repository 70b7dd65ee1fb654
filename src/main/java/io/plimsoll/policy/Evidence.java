package io.plimsoll.policy;

import io.plimsoll.platform.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What speaks for or against a version: an approval is bound to it.
 *
 * @param kind what it is, for example {@code gate}
 * @param json canonical JSON
 */
public record Evidence(String kind, Digest digest, String json, Instant at) {
    /** What the gate found. */
    public static final String GATE = "gate";
    /** What a replay found that it would change. */
    public static final String DOSSIER = "dossier";

    /** What of it its scenarios come by. */
    public static final String COVERAGE = "coverage";
    /** Which mistakes in it its scenarios would notice. */
    public static final String MUTATION = "mutation";

    public static Evidence of(String kind, String json, Instant at) {
        return new Evidence(kind, Digest.of(json.getBytes(StandardCharsets.UTF_8)), json, at);
    }

    /** One digest of all evidence: SHA-256 over a line {@code <digest><space><kind><newline>} for each, sorted. */
    public static Digest digest(List<Evidence> all) {
        return Digest.of(all.stream()
                .map(evidence -> evidence.digest().hex() + " " + evidence.kind() + "\n")
                .sorted()
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
    }
}
