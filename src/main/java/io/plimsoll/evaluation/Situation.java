package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a policy may know, frozen at one instant. Its canonical bytes are stored with the decision, and the decision
 * can be computed again from them alone.
 *
 * @param instant the service's clock when the situation was assembled
 * @param background null in domains whose policies remember nothing
 */
public record Situation(
        DomainName domain,
        Instant instant,
        Submission submission,
        @Nullable Background background) {
    private static final BigDecimal WITHOUT_BACKGROUND = BigDecimal.ONE;
    private static final BigDecimal WITH_BACKGROUND = BigDecimal.valueOf(2);

    public Situation(DomainName domain, Instant instant, Submission submission) {
        this(domain, instant, submission, null);
    }

    /** Canonical JSON: {@code {background, domain, facts, format, instant, request, signal}}. */
    public byte[] bytes() {
        Request request = submission.request();
        Tree.Builder tree = Tree.object()
                .put("format", background == null ? WITHOUT_BACKGROUND : WITH_BACKGROUND)
                .put("domain", domain.value())
                .put("instant", instant)
                .put("signal", submission.signal().tree())
                .put("request", request == null ? null : request.tree())
                .put("facts", submission.facts());
        if (background != null) {
            tree.put("background", background.tree());
        }
        return CanonicalJson.bytes(tree.build());
    }

    /**
     * The situation that {@link #bytes()} wrote.
     *
     * @throws IllegalStateException when the bytes were written in a format that this version does not know
     */
    public static Situation read(byte[] bytes) {
        Map<String, @Nullable Object> tree = Tree.asObject(StrictJson.read(bytes));
        BigDecimal format = Trees.number(tree, "format");
        boolean background = format.compareTo(WITH_BACKGROUND) == 0;
        if (!background && format.compareTo(WITHOUT_BACKGROUND) != 0) {
            throw new IllegalStateException("unknown format of a situation: " + format);
        }
        return new Situation(
                new DomainName(Trees.text(tree, "domain")),
                Trees.instant(tree, "instant"),
                Submission.of(tree),
                background ? Background.of(Tree.asObject(tree.get("background"))) : null);
    }
}
