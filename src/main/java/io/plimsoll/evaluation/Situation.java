package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a policy may know, frozen at one instant. Its canonical bytes are stored with the decision, and the decision
 * can be computed again from them alone.
 *
 * @param instant the service's clock when the situation was assembled
 */
public record Situation(DomainName domain, Instant instant, Submission submission) {
    private static final BigDecimal FORMAT = BigDecimal.ONE;

    /** Canonical JSON: {@code {domain, facts, format, instant, request, signal}}. */
    public byte[] bytes() {
        Request request = submission.request();
        return CanonicalJson.bytes(Tree.object()
                .put("format", FORMAT)
                .put("domain", domain.value())
                .put("instant", instant)
                .put("signal", submission.signal().tree())
                .put("request", request == null ? null : request.tree())
                .put("facts", submission.facts())
                .build());
    }

    /**
     * The situation that {@link #bytes()} wrote.
     *
     * @throws IllegalStateException when the bytes were written in a format that this version does not know
     */
    public static Situation read(byte[] bytes) {
        Map<String, @Nullable Object> tree = Tree.asObject(StrictJson.read(bytes));
        if (!(tree.get("format") instanceof BigDecimal format) || format.compareTo(FORMAT) != 0) {
            throw new IllegalStateException("unknown format of a situation: " + tree.get("format"));
        }
        return new Situation(
                new DomainName((String) Objects.requireNonNull(tree.get("domain"))),
                Instant.parse((String) Objects.requireNonNull(tree.get("instant"))),
                Submission.of(tree));
    }
}
