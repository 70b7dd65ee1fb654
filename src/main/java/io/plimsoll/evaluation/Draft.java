package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
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
    /** By the outcome with which a table stated it; the first of equals. */
    private final Map<Outcome, Route> routes = new EnumMap<>(Outcome.class);

    private int severity = Verdict.LEAST_SEVERITY;

    /** @param answers of all tables, at least one */
    Draft(Manifest manifest, @Nullable String requestType, List<Answer> answers) {
        this.manifest = manifest;
        this.requestType = requestType;
        for (Answer answer : answers) {
            Outcome own = answer.outcome() == null ? Outcome.DISMISS : answer.outcome();
            stated.add(own);
            for (Intent intent : answer.intents()) {
                own = own.or(intent.disposition().outcome());
                intents.add(intent);
                reasons.addAll(intent.reasons());
            }
            reasons.addAll(answer.reasons());
            if (answer.route() != null) {
                routes.putIfAbsent(own, answer.route());
            }
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
        return new Verdict(outcome, severity, route(outcome), intents, List.copyOf(reasons), suppressed);
    }

    /** The route of the strongest outcome that is left; what was stated with a stronger one went with it. */
    private @Nullable Route route(Outcome outcome) {
        if (outcome.compareTo(Outcome.ACT) < 0) {
            return null;
        }
        Route stated = null;
        for (Map.Entry<Outcome, Route> each : routes.entrySet()) {
            stated = each.getKey().compareTo(outcome) <= 0 ? each.getValue() : stated;
        }
        if (outcome == Outcome.ASK_APPROVAL && !routes.containsKey(outcome)) {
            stated = Objects.requireNonNullElse(approval(), Objects.requireNonNullElse(stated, handover()));
        }
        return stated == null && outcome == Outcome.ESCALATE ? handover() : stated;
    }

    /** Where the group is found that has to approve; null when the manifest does not say. */
    private @Nullable Route approval() {
        return intents.stream()
                .filter(intent -> intent.disposition() == Disposition.NEEDS_APPROVAL && intent.approvers() != null)
                .map(intent -> manifest.approvals().get(intent.approvers()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Route handover() {
        return manifest.handover().route();
    }

    /**
     * Does what rules said: first what they raise and restrict, then what they hold back.
     *
     * @param faults receives what cannot be understood
     * @return what was done, for the trace
     */
    List<Map<String, @Nullable Object>> apply(List<Record> results, List<Reason> faults) {
        List<Map<String, @Nullable Object>> applied = new ArrayList<>();
        List<Intent> proposed = List.copyOf(intents);
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
                if (restrict(restrict.what(), proposed, disposition, restrict.approvers(), reason)) {
                    reasons.add(reason);
                    applied.add(done("RESTRICT", restrict.what(), restrict.disposition(), restrict.reason()));
                }
            }
        }
        Set<String> open = open();
        for (Record result : results) {
            if (result instanceof Vocabulary.Suppress suppress) {
                Suppression suppression = new Suppression(suppress.what(), reason(suppress.reason(), faults));
                if (open.contains(suppress.what()) && !suppressed.contains(suppression)) {
                    suppress(suppression);
                    reasons.add(suppression.reason());
                    suppressed.add(suppression);
                    applied.add(done("SUPPRESS", suppress.what(), null, suppress.reason()));
                }
            }
        }
        return applied;
    }

    /** Every reason counts that asks for more than the tables did, also when another asks for as much. */
    private boolean restrict(
            String what, List<Intent> proposed, Disposition disposition, String approvers, Reason reason) {
        boolean restricted = false;
        for (int i = 0; i < intents.size(); i++) {
            Intent before = proposed.get(i);
            if (before.type().equals(what) && disposition.compareTo(before.disposition()) > 0) {
                Intent now = intents.get(i);
                int stricter = disposition.compareTo(now.disposition());
                boolean names = !approvers.isEmpty()
                        && (stricter > 0 || (stricter == 0 && Objects.equals(now.approvers(), before.approvers())));
                intents.set(
                        i,
                        now.restricted(
                                stricter > 0 ? disposition : now.disposition(),
                                now.ceiling(),
                                names ? approvers : now.approvers(),
                                and(now.reasons(), reason)));
                restricted = true;
            }
        }
        return restricted;
    }

    /** What can be held back: what is proposed, and for another reason what was held back before. */
    private Set<String> open() {
        Set<String> open = new HashSet<>();
        suppressed.forEach(each -> open.add(each.what()));
        stated.forEach(each -> open.add(each.name()));
        for (Intent intent : intents) {
            if (intent.disposition() != Disposition.REFUSED) {
                open.add(intent.type());
                open.add(intent.disposition().outcome().name());
            }
        }
        open.removeAll(Set.of(Outcome.DISMISS.name(), Outcome.MONITOR.name(), Outcome.ACT.name()));
        return open;
    }

    private void suppress(Suppression suppression) {
        String what = suppression.what();
        if (what.equals(Outcome.ESCALATE.name())) {
            stated.remove(Outcome.ESCALATE);
        } else if (what.equals(Outcome.ASK_APPROVAL.name())) {
            // Nobody can be asked.
            stated.remove(Outcome.ASK_APPROVAL);
            boolean again = suppressed.stream().anyMatch(each -> each.what().equals(what));
            holdBack(
                    intent -> intent.disposition() == Disposition.NEEDS_APPROVAL || (again && isRefusedRequest(intent)),
                    suppression.reason());
        } else {
            holdBack(
                    intent -> intent.type().equals(what)
                            && (intent.disposition() != Disposition.REFUSED || isRefusedRequest(intent)),
                    suppression.reason());
            if (intents.stream().noneMatch(intent -> intent.disposition() == Disposition.PERMITTED)) {
                stated.remove(Outcome.ACT);
            }
        }
    }

    private boolean isRefusedRequest(Intent intent) {
        return intent.disposition() == Disposition.REFUSED && intent.type().equals(requestType);
    }

    /** An intent that was asked for stays, refused, so that whoever asked sees it; any other leaves the verdict. */
    private void holdBack(Predicate<Intent> which, Reason reason) {
        intents.removeIf(which.and(intent -> !intent.type().equals(requestType)));
        intents.replaceAll(intent -> which.test(intent)
                ? intent.restricted(
                        Disposition.REFUSED, intent.ceiling(), intent.approvers(), and(intent.reasons(), reason))
                : intent);
    }

    private static List<Reason> and(List<Reason> reasons, Reason another) {
        Set<Reason> all = new LinkedHashSet<>(reasons);
        all.add(another);
        return List.copyOf(all);
    }

    private Reason reason(String code, List<Reason> faults) {
        String text = manifest.reasonText(code);
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
