package io.plimsoll.rollout;

import io.plimsoll.evaluation.CaseId;
import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.CustomerId;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.evaluation.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a replica knows of controls. Immutable. */
public final class ControlsInForce {
    static final ControlsInForce NONE = new ControlsInForce(new ControlStore.Snapshot(0, List.of()));

    private final long number;
    private final List<Control> all = new ArrayList<>();
    /** Those that look at no single customer or case. */
    private final List<Control> wide = new ArrayList<>();

    private final Map<CustomerId, List<Control>> ofCustomers = new HashMap<>();
    private final Map<CaseId, List<Control>> ofCases = new HashMap<>();

    ControlsInForce(ControlStore.Snapshot snapshot) {
        this.number = snapshot.number();
        for (RecordedControl recorded : snapshot.active()) {
            Control control = recorded.control();
            all.add(control);
            CustomerId customer = control.scope().customer();
            CaseId caseId = control.scope().caseId();
            if (customer != null) {
                ofCustomers.computeIfAbsent(customer, name -> new ArrayList<>()).add(control);
            } else if (caseId != null) {
                ofCases.computeIfAbsent(caseId, name -> new ArrayList<>()).add(control);
            } else {
                wide.add(control);
            }
        }
    }

    /** Of the latest change that this replica knows. A decision is recorded only while it is the latest of all. */
    public long number() {
        return number;
    }

    /** How many of a kind act at an instant. */
    long count(Control.Kind kind, Instant now) {
        return all.stream()
                .filter(control -> control.kind() == kind && control.isInForce(now))
                .count();
    }

    /** The situation with the controls that cover it. */
    public Situation freeze(Situation situation) {
        if (all.isEmpty()) {
            return situation;
        }
        Signal signal = situation.submission().signal();
        List<Control> near = new ArrayList<>(wide);
        near.addAll(ofCustomers.getOrDefault(signal.customer(), List.of()));
        if (signal.caseId() != null) {
            near.addAll(ofCases.getOrDefault(signal.caseId(), List.of()));
        }
        return situation.under(near);
    }
}
