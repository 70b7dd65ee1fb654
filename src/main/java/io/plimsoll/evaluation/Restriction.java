package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What guardrails leave of a verdict. By construction it can only become stricter: dispositions and the outcome only grow,
 * ceilings only shrink, nothing is added that could be carried out, and what was suppressed stays so. Used by one thread.
 */
final class Restriction {
    private final Manifest guardrails;
    private final Verdict before;
    private final List<Reason> faults;
    private final List<Intent> intents;
    private final Set<Reason> reasons;
    private Outcome outcome;
    private @Nullable Route route;
    private boolean changed;

    /** @param faults receives why an answer may not be used */
    Restriction(Manifest guardrails, Verdict before, List<Reason> faults) {
        this.guardrails = guardrails;
        this.faults = faults;
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
        Money ceiling = lower(intent, answer.ceiling());
        boolean stricter = disposition != intent.disposition();
        if (stricter || !Objects.equals(ceiling, intent.ceiling())) {
            List<Reason> because = new ArrayList<>(intent.reasons());
            because.addAll(answer.reasons());
            String group = stricter && answer.approvers() != null ? answer.approvers() : intent.approvers();
            intents.set(index, intent.restricted(disposition, ceiling, group, because));
            atLeast(disposition == Disposition.REFUSED && stricter ? Outcome.ESCALATE : Outcome.ASK_APPROVAL, answer);
            changed(answer);
        }
        verdict(answer);
    }

    /** An amount that only another system knows is bounded too; an action that moves no money stays one. */
    private @Nullable Money lower(Intent intent, @Nullable BigDecimal most) {
        Money ceiling = intent.ceiling();
        if (most == null) {
            return ceiling;
        }
        if (ceiling == null) {
            boolean elsewhere = intent.reasons().stream()
                    .anyMatch(reason -> reason.code().equals(EngineReason.AMOUNT_SET_ELSEWHERE.name()));
            return elsewhere ? new Money(most, guardrails.currency()) : null;
        }
        if (!ceiling.currency().equals(guardrails.currency())) {
            faults.add(EngineReason.ANSWER_MALFORMED.reason("the ceiling of " + intent.type() + " is in "
                    + ceiling.currency() + ", the guardrail's in " + guardrails.currency()));
            return ceiling;
        }
        return most.compareTo(ceiling.amount()) < 0 ? new Money(most, ceiling.currency()) : ceiling;
    }

    private void changed(GuardAnswer answer) {
        changed = true;
        reasons.addAll(answer.reasons());
        if (answer.reasons().isEmpty()) {
            faults.add(EngineReason.ANSWER_MALFORMED.reason("a guardrail restricts without a reason"));
        }
    }

    /** Restricts the verdict as a whole. */
    void verdict(GuardAnswer answer) {
        Outcome wanted = answer.outcome();
        if (wanted != null && wanted.compareTo(Outcome.ASK_APPROVAL) >= 0 && wanted.compareTo(outcome) > 0) {
            atLeast(wanted, answer);
            changed(answer);
        }
    }

    /** What rules of guardrails said. */
    void rules(List<Record> results) {
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
