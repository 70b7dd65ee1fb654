package io.plimsoll.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The controls that cover one submission. A kill switch goes before a hold, a hold before an override, and an override
 * before the policy.
 *
 * @param all in the order in which they came into force
 */
public record Controls(List<Control> all) {
    public static final Controls NONE = new Controls(List.of());

    /** The closest look wins, then the latest. */
    private static final Comparator<Control> WEIGHT = Comparator.comparing(
                    (Control control) -> control.scope().closeness())
            .thenComparing(Control.ORDER);

    public Controls {
        all = all.stream().sorted(Control.ORDER).toList();
    }

    /** Those that cover the situation's submission and are in force at its instant. */
    public static Controls of(Collection<Control> set, Situation situation) {
        if (set.isEmpty()) {
            return NONE;
        }
        return new Controls(set.stream()
                .filter(control -> control.isInForce(situation.instant())
                        && control.scope().covers(situation.domain(), situation.submission()))
                .toList());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Because of which nothing is decided: kill switches, or else holds. */
    List<Control> stopping() {
        List<Control> switches = of(Control.Kind.KILL_SWITCH).stream()
                .filter(control -> !control.isOfAction())
                .toList();
        return switches.isEmpty() ? of(Control.Kind.HOLD) : switches;
    }

    /** Because of which this action may not be carried out. */
    List<Control> stopping(String action) {
        return of(Control.Kind.KILL_SWITCH).stream()
                .filter(control -> action.equals(control.scope().action()))
                .toList();
    }

    /** The one that answers in the place of the policy. */
    Optional<Control> override() {
        return of(Control.Kind.OVERRIDE).stream().max(WEIGHT);
    }

    private List<Control> of(Control.Kind kind) {
        return all.stream().filter(control -> control.kind() == kind).toList();
    }

    List<Map<String, @Nullable Object>> tree() {
        return all.stream().map(Control::tree).toList();
    }
}
