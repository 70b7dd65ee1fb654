package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was compared with what, on which data.
 *
 * @param mode how, for example {@code COMPARE}
 * @param alongside what both versions were evaluated with: the guardrails of policies, the policies of guardrails
 * @param engine name and version of the engine that evaluated
 * @param createdAt as the caller's clock says
 */
public record Header(
        String mode,
        DomainName domain,
        Version baseline,
        Version candidate,
        List<Version> alongside,
        String engine,
        DataSet data,
        Instant createdAt) {
    public Header {
        alongside = List.copyOf(alongside);
    }

    /**
     * A version of a policy or of guardrails.
     *
     * @param id as people name it, for example {@code retail.policy.3}
     * @param digest of its bundle
     */
    public record Version(String id, Digest digest) {
        Map<String, @Nullable Object> tree() {
            return Tree.object().put("id", id).put("digest", digest.toString()).build();
        }
    }

    /**
     * The situations that were evaluated.
     *
     * @param description which ones, in words
     * @param digest of all of them, so that others can tell whether they have the same
     * @param from the earliest instant that was asked for; null for no bound
     * @param to the end of the time that was asked for, itself not in it; null for no bound
     */
    public record DataSet(
            String description,
            Digest digest,
            @Nullable Instant from,
            @Nullable Instant to) {
        Map<String, @Nullable Object> tree() {
            return Tree.object()
                    .put("description", description)
                    .put("digest", digest.toString())
                    .put("from", from == null ? null : from.toString())
                    .put("to", to == null ? null : to.toString())
                    .build();
        }
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("mode", mode)
                .put("domain", domain.value())
                .put("baseline", baseline.tree())
                .put("candidate", candidate.tree())
                .put("alongside", alongside.stream().map(Version::tree).toList())
                .put("engine", engine)
                .put("data", data.tree())
                .put("createdAt", createdAt.toString())
                .build();
    }
}
