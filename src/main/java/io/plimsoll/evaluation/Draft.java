package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A verdict in the making: put together from the answers of the tables, then cut back by rules. Used by one thread. */
final class Draft {
    private final Manifest manifest;
    private final @Nullable String requestType;
    private final Set<Outcome> stated = EnumSet.noneOf(Outcome.class);
    private final List<Intent> intents = new ArrayList<>();
    private final Set<Reason> reasons = new LinkedHashSet<>();
    private final List<Suppression> suppressed = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private int severity = Verdict.LEAST_SEVERITY;
    private @Nullable Route route;

    /** @param answers of all tables, at least one */
    Draft(Manifest manifest, @Nullable String requestType, List<Answer> answers) {
        this.manifest = manifest;
        this.requestType = requestType;
        Outcome strongest = Outcome.DISMISS;
        for (Answer answer : answers) {
            Outcome own = answer.outcome() == null ? Outcome.DISMISS : answer.outcome();
            stated.add(own);
            for (Intent intent : answer.intents()) {
                own = own.or(intent.disposition().outcome());
                intents.add(intent);
                reasons.addAll(intent.reasons());
            }
            reasons.addAll(answer.reasons());
            if (answer.route() != null && (route == null || own.compareTo(strongest) > 0)) {
                route = answer.route();
            }
            strongest = strongest.or(own);
            severity = Math.max(severity, answer.severity() == null ? Verdict.LEAST_SEVERITY : answer.severity());
            limits.addAll(answer.limits());
        }
    }

    List<Limit> limits() {
        return limits;
    }

    Verdict verdict() {
        Outcome outcome = suppressed.isEmpty() ? Outcome.DISMISS : Outcome.MONITOR;
        for (Outcome each : stated) {
            outcome = outcome.or(each);
        }
        for (Intent intent : intents) {
            outcome = outcome.or(intent.disposition().outcome());
        }
        boolean person = outcome == Outcome.ESCALATE || outcome == Outcome.ASK_APPROVAL;
        Route to = person && route == null ? manifest.handover().route() : route;
        return new Verdict(outcome, severity, to, intents, List.copyOf(reasons), suppressed);
    }

    /**
     * Does what rules said: first what they raise and restrict, then what they hold back.
     *
     * @param faults receives what cannot be understood
     * @return what was done, for the trace
     */
    List<Map<String, @Nullable Object>> apply(List<Record> results, List<Reason> faults) {
        List<Map<String, @Nullable Object>> applied = new ArrayList<>();
        for (Record result : results) {
            if (result instanceof Vocabulary.Raise raise) {
                Reason reason = reason(raise.reason(), faults);
                if (isPerson(raise.outcome(), faults)) {
                    stated.add(Outcome.valueOf(raise.outcome()));
                    reasons.add(reason);
                    applied.add(done("RAISE", raise.outcome(), null, raise.reason()));
                }
            } else if (result instanceof Vocabulary.Restrict restrict) {
                Reason reason = reason(restrict.reason(), faults);
                Disposition disposition = disposition(restrict.disposition(), faults);
                if (change(restrict.what(), intent -> restricted(intent, disposition, restrict.approvers(), reason))) {
                    reasons.add(reason);
                    applied.add(done("RESTRICT", restrict.what(), restrict.disposition(), restrict.reason()));
                }
            }
        }
        for (Record result : results) {
            if (result instanceof Vocabulary.Suppress suppress) {
                Reason reason = reason(suppress.reason(), faults);
                if (suppress(suppress.what(), reason)) {
                    reasons.add(reason);
                    suppressed.add(new Suppression(suppress.what(), reason));
                    applied.add(done("SUPPRESS", suppress.what(), null, suppress.reason()));
                }
            }
        }
        if (verdict().outcome().compareTo(Outcome.ACT) < 0) {
            // Whatever was to go somewhere was held back.
            route = null;
        }
        return applied;
    }

    /** An intent that was asked for stays, refused, so that whoever asked sees it; any other leaves the verdict. */
    private boolean suppress(String what, Reason reason) {
        boolean held = false;
        if (what.equals(Outcome.ESCALATE.name()) || what.equals(Outcome.ASK_APPROVAL.name())) {
            held = stated.remove(Outcome.valueOf(what));
            if (what.equals(Outcome.ASK_APPROVAL.name())) {
                for (Intent intent : List.copyOf(intents)) {
                    // Nobody can be asked.
                    held |= intent.disposition() == Disposition.NEEDS_APPROVAL
                            && change(intent.type(), each -> restricted(each, Disposition.REFUSED, "", reason));
                }
            }
            return held || suppressed.stream().anyMatch(each -> each.what().equals(what));
        }
        boolean granted = intents.stream().anyMatch(intent -> isGranted(intent, what));
        if (what.equals(requestType)) {
            change(what, intent -> restricted(intent, Disposition.REFUSED, "", reason));
        } else {
            intents.removeIf(intent -> isGranted(intent, what));
        }
        if (granted && intents.stream().noneMatch(intent -> intent.disposition() == Disposition.PERMITTED)) {
            stated.remove(Outcome.ACT);
        }
        return granted || suppressed.stream().anyMatch(each -> each.what().equals(what));
    }

    private static boolean isGranted(Intent intent, String what) {
        return intent.type().equals(what) && intent.disposition() != Disposition.REFUSED;
    }

    private boolean change(String what, UnaryOperator<Intent> change) {
        boolean changed = false;
        for (int i = 0; i < intents.size(); i++) {
            if (intents.get(i).type().equals(what)) {
                Intent after = change.apply(intents.get(i));
                changed |= !after.equals(intents.get(i));
                intents.set(i, after);
            }
        }
        return changed;
    }

    private static Intent restricted(Intent intent, Disposition disposition, String approvers, Reason reason) {
        if (disposition.compareTo(intent.disposition()) <= 0) {
            return intent;
        }
        List<Reason> reasons = new ArrayList<>(intent.reasons());
        reasons.add(reason);
        return intent.restricted(
                disposition, intent.ceiling(), approvers.isEmpty() ? intent.approvers() : approvers, reasons);
    }

    private Reason reason(String code, List<Reason> faults) {
        String text = manifest.reasons().get(code);
        if (text == null) {
            faults.add(EngineReason.RULE_ANSWER_MALFORMED.reason("the reason " + code + " is not in the manifest"));
            return new Reason(code, code);
        }
        return new Reason(code, text);
    }

    private static boolean isPerson(String outcome, List<Reason> faults) {
        boolean person = outcome.equals(Outcome.ESCALATE.name()) || outcome.equals(Outcome.ASK_APPROVAL.name());
        if (!person) {
            faults.add(EngineReason.RULE_ANSWER_MALFORMED.reason(
                    "an outcome is raised to ASK_APPROVAL or ESCALATE, not to " + outcome));
        }
        return person;
    }

    private static Disposition disposition(String name, List<Reason> faults) {
        for (Disposition disposition : Disposition.values()) {
            if (disposition.name().equals(name)) {
                return disposition;
            }
        }
        faults.add(EngineReason.RULE_ANSWER_MALFORMED.reason("there is no disposition " + name));
        return Disposition.REFUSED;
    }

    private static Map<String, @Nullable Object> done(
            String kind, String what, @Nullable String disposition, String reason) {
        return Tree.object()
                .put("kind", kind)
                .put("what", what)
                .put("disposition", disposition)
                .put("reason", reason)
                .build();
    }
}
