package io.plimsoll.scenario;

import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.ControlScope;
import io.plimsoll.evaluation.ControlShape;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads what people set and lift along a timeline. */
final class MeasureReader {
    static final String KILL = "kill";
    static final String HOLD = "hold";
    static final String OVERRIDE = "override";
    static final String LIFT = "lift";

    private final DomainName domain;
    private final BiConsumer<Pointer, String> refuse;
    private final Set<String> inForce = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    /** @param refuse receives what is wrong, and where */
    MeasureReader(DomainName domain, BiConsumer<Pointer, String> refuse) {
        this.domain = domain;
        this.refuse = refuse;
    }

    /**
     * Where an entry stands.
     *
     * @param number its id when it has none
     */
    record At(Pointer pointer, String number, Place place) {}

    Entry.Measure read(Map<String, @Nullable Object> control, At at) {
        if (control.get(LIFT) instanceof String lifted) {
            if (!inForce.remove(lifted)) {
                refuse.accept(
                        at.pointer().field(LIFT), "is not in force here; name the id of a control that was set above");
            }
            return new Entry.Measure(lifted, null, at.place());
        }
        String id = String.valueOf(control.getOrDefault("id", at.number()));
        inForce.add(id);
        if (!known.add(id)) {
            refuse.accept(at.pointer().field("id"), "stands twice in this scenario; give each control its own");
        }
        return control.containsKey(KILL)
                ? set(control, id, KILL, at)
                : set(control, id, control.containsKey(HOLD) ? HOLD : OVERRIDE, at);
    }

    private Entry.Measure set(Map<String, @Nullable Object> control, String id, String form, At at) {
        Control.Kind kind = form.equals(KILL)
                ? Control.Kind.KILL_SWITCH
                : form.equals(HOLD) ? Control.Kind.HOLD : Control.Kind.OVERRIDE;
        Map<String, @Nullable Object> scope = new LinkedHashMap<>(Tree.asObject(control.get(form)));
        scope.put("domain", domain.value());
        for (Violation violation : ControlShape.violations(kind, scope)) {
            refuse.accept(new Pointer(at.pointer().field(form).value() + violation.pointer()), violation.detail());
        }
        Object answer = control.get("answer");
        return new Entry.Measure(
                id,
                new Control(
                        id,
                        kind,
                        ControlScope.of(scope),
                        answer == null ? null : Tree.asObject(answer),
                        Objects.requireNonNullElse((String) control.get("reason"), "The scenario says so."),
                        "scenario",
                        null,
                        TimelineReader.instant(control, "at"),
                        control.get("until") == null ? null : TimelineReader.instant(control, "until")),
                at.place());
    }
}
