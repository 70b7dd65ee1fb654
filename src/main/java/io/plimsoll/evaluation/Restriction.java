package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What guardrails leave of a verdict. By construction it can only become stricter: dispositions and the outcome only grow,
 * ceilings only shrink, nothing is added that could be carried out, and what was suppressed stays so. Used by one thread.
 */
final class Restriction {
    private final Manifest guardrails;
    private final Verdict before;
    private final List<Intent> intents;
    private final Set<Reason> reasons;
    private Outcome outcome;
    private @Nullable Route route;
    private boolean changed;

    Restriction(Manifest guardrails, Verdict before) {
        this.guardrails = guardrails;
        this.before = before;
        this.intents = new ArrayList<>(before.intents());
        this.reasons = new LinkedHashSet<>(before.reasons());
        this.outcome = before.outcome();
        this.route = before.route();
    }

    /** Restricts the intent at this place, and the verdict if the answer says so. */
    void intent(int index, GuardAnswer answer) {
        Intent intent = intents.get(index);
        Disposition disposition =
                answer.disposition() != null && answer.disposition().compareTo(intent.disposition()) > 0
                        ? answer.disposition()
                        : intent.disposition();
        Money ceiling = intent.ceiling();
        if (ceiling != null && answer.ceiling() != null && answer.ceiling().compareTo(ceiling.amount()) < 0) {
            ceiling = new Money(answer.ceiling(), ceiling.currency());
        }
        boolean stricter = disposition != intent.disposition();
        if (stricter || ceiling != intent.ceiling()) {
            List<Reason> because = new ArrayList<>(intent.reasons());
            because.addAll(answer.reasons());
            String group = stricter && answer.approvers() != null ? answer.approvers() : intent.approvers();
            intents.set(index, intent.restricted(disposition, ceiling, group, because));
            atLeast(disposition == Disposition.REFUSED && stricter ? Outcome.ESCALATE : Outcome.ASK_APPROVAL, answer);
            changed = true;
            reasons.addAll(answer.reasons());
        }
        verdict(answer);
    }

    /** Restricts the verdict as a whole. */
    void verdict(GuardAnswer answer) {
        Outcome wanted = answer.outcome();
        if (wanted != null && wanted.compareTo(Outcome.ASK_APPROVAL) >= 0 && wanted.compareTo(outcome) > 0) {
            atLeast(wanted, answer);
            changed = true;
            reasons.addAll(answer.reasons());
        }
    }

    /** What rules of guardrails said. */
    void rules(List<Record> results, List<Reason> faults) {
        for (Record result : results) {
            if (result instanceof Vocabulary.Restrict restrict) {
                GuardAnswer answer = GuardAnswer.read(
                        Tree.object()
                                .put("disposition", restrict.disposition())
                                .put("approvers", restrict.approvers().isEmpty() ? null : restrict.approvers())
                                .put("reasons", List.of(restrict.reason()))
                                .build(),
                        guardrails,
                        faults);
                for (int i = 0; i < intents.size() && answer != null; i++) {
                    if (intents.get(i).type().equals(restrict.what())) {
                        intent(i, answer);
                    }
                }
            } else if (result instanceof Vocabulary.Raise raise) {
                GuardAnswer answer = GuardAnswer.read(
                        Tree.object()
                                .put("outcome", raise.outcome())
                                .put("reasons", List.of(raise.reason()))
                                .build(),
                        guardrails,
                        faults);
                if (answer != null) {
                    verdict(answer);
                }
            }
        }
    }

    Verdict verdict() {
        return changed
                ? new Verdict(outcome, before.severity(), route, intents, List.copyOf(reasons), before.suppressed())
                : before;
    }

    /** For the trace: whether compliance and policy disagreed, and what the policy alone would have said. */
    Map<String, @Nullable Object> trace() {
        return Tree.object()
                .put("disagreed", changed)
                .put("proposed", changed ? before.tree() : null)
                .build();
    }

    private void atLeast(Outcome wanted, GuardAnswer answer) {
        if (wanted.compareTo(outcome) > 0) {
            outcome = wanted;
            boolean hadPerson = Grant.personAsked(before) != null;
            route = answer.route() != null
                    ? answer.route()
                    : hadPerson && route != null ? route : guardrails.handover().route();
        }
    }
}
