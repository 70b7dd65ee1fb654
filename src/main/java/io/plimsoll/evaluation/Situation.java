package io.plimsoll.evaluation;

import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a policy may know, frozen at one instant. Its canonical bytes are stored with the decision, and the decision
 * can be computed again from them alone.
 *
 * @param instant the service's clock when the situation was assembled
 * @param background null in domains whose policies remember nothing
 * @param controls those that cover the submission
 */
public record Situation(
        DomainName domain,
        Instant instant,
        Submission submission,
        @Nullable Background background,
        Controls controls) {
    private static final BigDecimal WITHOUT_BACKGROUND = BigDecimal.ONE;
    private static final BigDecimal WITH_BACKGROUND = BigDecimal.valueOf(2);
    private static final BigDecimal WITH_CONTROLS = BigDecimal.valueOf(3);

    public Situation(DomainName domain, Instant instant, Submission submission) {
        this(domain, instant, submission, null);
    }

    public Situation(DomainName domain, Instant instant, Submission submission, @Nullable Background background) {
        this(domain, instant, submission, background, Controls.NONE);
    }

    /** The same with those of the controls that cover it. */
    public Situation under(Collection<Control> set) {
        Controls covering = Controls.of(set, this);
        return covering.equals(controls) ? this : new Situation(domain, instant, submission, background, covering);
    }

    /**
     * Canonical JSON: {@code {background, controls, domain, facts, format, instant, request, signal}}. Without controls it
     * is written as before there were any.
     */
    public byte[] bytes() {
        Request request = submission.request();
        Tree.Builder tree = Tree.object()
                .put("format", format())
                .put("domain", domain.value())
                .put("instant", instant)
                .put("signal", submission.signal().tree())
                .put("request", request == null ? null : request.tree())
                .put("facts", submission.facts());
        if (background != null) {
            tree.put("background", background.tree());
        }
        if (!controls.isEmpty()) {
            tree.put("controls", controls.tree());
        }
        return CanonicalJson.bytes(tree.build());
    }

    private BigDecimal format() {
        return !controls.isEmpty() ? WITH_CONTROLS : background == null ? WITHOUT_BACKGROUND : WITH_BACKGROUND;
    }

    /**
     * The situation that {@link #bytes()} wrote.
     *
     * @throws IllegalStateException when the bytes were written in a format that this version does not know
     */
    public static Situation read(byte[] bytes) {
        Map<String, @Nullable Object> tree = Tree.asObject(StrictJson.read(bytes));
        BigDecimal format = Trees.number(tree, "format");
        boolean controls = format.compareTo(WITH_CONTROLS) == 0;
        boolean background = controls ? tree.containsKey("background") : format.compareTo(WITH_BACKGROUND) == 0;
        if (!controls && !background && format.compareTo(WITHOUT_BACKGROUND) != 0) {
            throw new IllegalStateException("unknown format of a situation: " + format);
        }
        return new Situation(
                new DomainName(Trees.text(tree, "domain")),
                Trees.instant(tree, "instant"),
                Submission.of(tree),
                background ? Background.of(Tree.asObject(tree.get("background"))) : null,
                controls ? new Controls(Trees.objects(tree, "controls", Control::of)) : Controls.NONE);
    }

    /**
     * A submission with what the service knew of it at another time.
     *
     * @param known {@code {background, controls}} as {@link #bytes()} writes them; either may be left out
     * @throws IllegalArgumentException when it is not as it was written
     */
    public static Situation knowing(
            DomainName domain, Instant instant, Submission submission, Map<String, @Nullable Object> known) {
        try {
            Object background = known.get("background");
            return new Situation(
                    domain,
                    instant,
                    submission,
                    background == null ? null : Background.of(Tree.asObject(background)),
                    known.get("controls") == null
                            ? Controls.NONE
                            : new Controls(Trees.objects(known, "controls", Control::of)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not what a service knew", e);
        }
    }
}
