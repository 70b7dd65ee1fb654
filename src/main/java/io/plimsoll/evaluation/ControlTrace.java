package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What controls did in one evaluation: {@code {applied: [{id, kind, reason, by, confirmedBy, action}], proposed}}, where
 * {@code action} is what a kill switch of an action stopped, and {@code proposed} the verdict that an override replaced.
 * Used by one thread.
 */
final class ControlTrace {
    private final List<Map<String, @Nullable Object>> applied = new ArrayList<>();
    private @Nullable Verdict proposed;

    void applied(Control control) {
        stopped(control, null);
    }

    void stopped(Control control, @Nullable String action) {
        applied.add(Tree.object()
                .put("id", control.id())
                .put("kind", control.kind())
                .put("reason", control.reason())
                .put("by", control.by())
                .put("confirmedBy", control.confirmedBy())
                .put("action", action)
                .build());
    }

    /** @param policys what the policy says before any rule of limits */
    void overridden(Control override, Verdict policys) {
        applied(override);
        proposed = policys;
    }

    boolean isEmpty() {
        return applied.isEmpty();
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("applied", applied)
                .put("proposed", proposed == null ? null : proposed.tree())
                .build();
    }
}
