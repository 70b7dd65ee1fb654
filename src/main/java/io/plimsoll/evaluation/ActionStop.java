package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What kill switches of actions leave of a verdict. It comes after all that could hold a person back: when nothing is left
 * of what was to be done, a person gets it.
 *
 * @param verdict the same when nothing was stopped
 * @param stopped the actions that were stopped, in alphabetical order
 */
record ActionStop(Verdict verdict, List<String> stopped) {
    static ActionStop of(Verdict before, Controls controls, Route handover) {
        Set<String> stopped = new TreeSet<>();
        Set<Reason> reasons = new LinkedHashSet<>(before.reasons());
        List<Intent> intents = new ArrayList<>();
        for (Intent intent : before.intents()) {
            boolean stop = intent.disposition() != Disposition.REFUSED
                    && !controls.stopping(intent.type()).isEmpty();
            if (stop) {
                Reason reason = EngineReason.ACTION_STOPPED.reason(intent.type());
                stopped.add(intent.type());
                reasons.add(reason);
                intents.add(intent.because(reason).restricted(Disposition.REFUSED));
            } else {
                intents.add(intent);
            }
        }
        return stopped.isEmpty()
                ? new ActionStop(before, List.of())
                : new ActionStop(left(before, intents, List.copyOf(reasons), handover), List.copyOf(stopped));
    }

    private static Verdict left(Verdict before, List<Intent> intents, List<Reason> reasons, Route handover) {
        boolean nothing = !has(intents, Disposition.PERMITTED) || before.outcome() == Outcome.ASK_APPROVAL;
        boolean raised = nothing && !has(intents, Disposition.NEEDS_APPROVAL) && before.outcome() != Outcome.ESCALATE;
        return new Verdict(
                raised ? Outcome.ESCALATE : before.outcome(),
                before.severity(),
                raised ? handover : before.route(),
                intents,
                reasons,
                before.suppressed());
    }

    private static boolean has(List<Intent> intents, Disposition disposition) {
        return intents.stream().anyMatch(intent -> intent.disposition() == disposition);
    }
}
