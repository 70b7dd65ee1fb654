package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person set to stop policies, or to answer in their place, until it is lifted.
 *
 * @param answer of an override, see {@link OverrideAnswer}; null for the others
 * @param reason why, in the words of whoever set it
 * @param by the name of whoever set it
 * @param confirmedBy the second person; null when none was needed
 * @param since when it came into force
 * @param until when it ends by itself, exclusive; null when it does not
 */
public record Control(
        String id,
        Kind kind,
        ControlScope scope,
        @Nullable Map<String, @Nullable Object> answer,
        String reason,
        String by,
        @Nullable String confirmedBy,
        Instant since,
        @Nullable Instant until) {
    static final Comparator<Control> ORDER =
            Comparator.comparing(Control::since).thenComparing(Control::id);

    /** What controls do, the strongest first. */
    public enum Kind {
        /** Stops all decisions that it covers, or one action. */
        KILL_SWITCH,
        /** Lets nothing be done automatically. */
        HOLD,
        /** Answers in the place of the policy. */
        OVERRIDE
    }

    public Control {
        if ((kind == Kind.OVERRIDE) != (answer != null)) {
            throw new IllegalArgumentException("an override has an answer, and nothing else has one");
        }
    }

    /** Whether it stops one action, and not whole decisions. */
    boolean isOfAction() {
        return scope.action() != null;
    }

    /**
     * Whether it is in force. When it was set does not matter: clocks differ, and what is known to be set holds at once.
     */
    public boolean isInForce(Instant instant) {
        return until == null || instant.isBefore(until);
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("id", id)
                .put("kind", kind)
                .put("scope", scope.tree())
                .put("answer", answer)
                .put("reason", reason)
                .put("by", by)
                .put("confirmedBy", confirmedBy)
                .put("since", since)
                .put("until", until)
                .build();
    }

    static Control of(Map<String, @Nullable Object> tree) {
        Object answer = tree.get("answer");
        return new Control(
                Trees.text(tree, "id"),
                Kind.valueOf(Trees.text(tree, "kind")),
                ControlScope.of(Tree.asObject(tree.get("scope"))),
                answer == null ? null : Tree.asObject(answer),
                Trees.text(tree, "reason"),
                Trees.text(tree, "by"),
                (String) tree.get("confirmedBy"),
                Trees.instant(tree, "since"),
                tree.get("until") == null ? null : Trees.instant(tree, "until"));
    }
}
