package io.plimsoll.policy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Digest;
import io.plimsoll.policy.Evidence;
import io.plimsoll.policy.Passage;
import io.plimsoll.policy.PolicyVersion;
import io.plimsoll.policy.Transition;
import io.plimsoll.policy.VersionId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version on the wire.
 *
 * @param evidence digest of all evidence, which an approval is bound to; left out in lists and while there is none
 */
@Schema(
        name = "PolicyVersion",
        requiredProperties = {
            "id",
            "domain",
            "kind",
            "number",
            "state",
            "digest",
            "author",
            "note",
            "revision",
            "createdAt",
            "changedAt",
            "links"
        })
@JsonInclude(JsonInclude.Include.NON_NULL)
record VersionRepresentation(
        String id,
        String domain,
        Manifest.Kind kind,
        int number,
        Transition.State state,
        String digest,
        @Nullable String evidence,
        String author,
        String note,
        @Nullable String parent,
        long revision,
        Instant createdAt,
        Instant changedAt,
        Links links) {

    /** Where to go on. */
    @Schema(name = "PolicyVersionLinks")
    record Links(String self, String bundle, String files, String findings, String passages, String evidence) {}

    /** One file. */
    @Schema(name = "PolicyFile")
    record FileRepresentation(String path, int bytes, String digest) {
        static FileRepresentation of(String path, byte[] content) {
            return new FileRepresentation(
                    path, content.length, Digest.of(content).toString());
        }
    }

    /** One step of a version's life. */
    @Schema(
            name = "Passage",
            requiredProperties = {"to", "by", "why", "digest", "at"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PassageRepresentation(
            Transition.@Nullable State from,
            Transition.State to,
            String by,
            String why,
            String digest,
            @Nullable String evidence,
            Instant at) {
        static PassageRepresentation of(Passage passage) {
            Digest evidence = passage.evidence();
            return new PassageRepresentation(
                    passage.from(),
                    passage.to(),
                    passage.by(),
                    passage.why(),
                    passage.digest().toString(),
                    evidence == null ? null : evidence.toString(),
                    passage.at());
        }
    }

    /** A piece of evidence, byte for byte. */
    @Schema(name = "Evidence")
    record EvidenceRepresentation(
            String kind,
            String digest,
            Instant at,

            @JsonRawValue @Schema(implementation = Object.class)
            String content) {
        static EvidenceRepresentation of(Evidence evidence) {
            return new EvidenceRepresentation(
                    evidence.kind(), evidence.digest().toString(), evidence.at(), evidence.json());
        }
    }

    static VersionRepresentation brief(PolicyVersion version) {
        return of(version, List.of());
    }

    static VersionRepresentation of(PolicyVersion version, List<Evidence> evidence) {
        String self = "/v1/policy-versions/" + version.id();
        return new VersionRepresentation(
                version.id().toString(),
                version.id().domain().value(),
                version.id().kind(),
                version.id().number(),
                version.state(),
                version.digest().toString(),
                evidence.isEmpty() ? null : Evidence.digest(evidence).toString(),
                version.author(),
                version.note(),
                version.parent() == null
                        ? null
                        : new VersionId(version.id().domain(), version.id().kind(), version.parent()).toString(),
                version.revision(),
                version.createdAt(),
                version.changedAt(),
                new Links(
                        self,
                        self + "/bundle",
                        self + "/files",
                        self + "/findings",
                        self + "/passages",
                        self + "/evidence"));
    }
}
