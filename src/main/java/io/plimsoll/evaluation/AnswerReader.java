package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a step answered ({@link AnswerShape}) and holds it against what the manifest declares. */
final class AnswerReader {
    private final Manifest manifest;
    private final @Nullable String requestType;
    private final List<Reason> faults;

    /** @param faults receives why the answer may not be used */
    AnswerReader(Manifest manifest, @Nullable String requestType, List<Reason> faults) {
        this.manifest = manifest;
        this.requestType = requestType;
        this.faults = faults;
    }

    /** @return null when the answer does not even have the form */
    @Nullable Answer read(Object tree) {
        List<Violation> violations = AnswerShape.ANSWER.violations(tree);
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            malformed((first.pointer() + " " + first.detail()).strip());
            return null;
        }
        Map<String, @Nullable Object> answer = Tree.asObject(tree);
        Object outcome = answer.get("outcome");
        return new Answer(
                outcome == null ? null : Outcome.valueOf((String) outcome),
                answer.get("severity") instanceof BigDecimal severity ? severity.intValueExact() : null,
                answer.get("route") == null ? null : route(Tree.asObject(answer.get("route"))),
                listOrEmpty(answer.get("intents")).stream()
                        .map(intent -> intent(Tree.asObject(intent)))
                        .toList(),
                reasons(answer.get("reasons")),
                listOrEmpty(answer.get("limits")).stream()
                        .map(limit -> limit(Tree.asObject(limit)))
                        .toList());
    }

    private Limit limit(Map<String, @Nullable Object> tree) {
        String what = Trees.text(tree, "what");
        boolean person = what.equals(Outcome.ESCALATE.name()) || what.equals(Outcome.ASK_APPROVAL.name());
        if (!person && !manifest.intents().containsKey(what)) {
            malformed("the limit is about " + what + ", which is neither an intent of the manifest nor a person asked");
        }
        Scope scope = Scope.valueOf(Trees.text(tree, "scope"));
        BigDecimal hours = Trees.number(tree, "hours");
        if (!isCounted(what, scope, hours)) {
            malformed("nothing counts " + what + " by " + scope + " over " + hours.toPlainString()
                    + " hours; the manifest's history is shorter, or its loads lack it");
        }
        return new Limit(
                what,
                scope,
                hours,
                (BigDecimal) tree.get("most"),
                (BigDecimal) tree.get("total"),
                reason(Trees.text(tree, "reason")));
    }

    /** A limit over more than is remembered would never hold. */
    private boolean isCounted(String what, Scope scope, BigDecimal hours) {
        Memory memory = manifest.memory();
        if (memory == null) {
            return false;
        }
        return scope.isShared()
                ? memory.loads().stream()
                        .anyMatch(load -> load.of().equals(what)
                                && load.by() == scope
                                && Hours.of(load.within()).compareTo(hours) == 0)
                : Hours.of(memory.within()).compareTo(hours) >= 0;
    }

    static Route route(Map<String, @Nullable Object> tree) {
        return new Route(
                (String) Objects.requireNonNull(tree.get("queue")),
                ((BigDecimal) Objects.requireNonNull(tree.get("level"))).intValueExact(),
                Duration.parse((String) Objects.requireNonNull(tree.get("dueWithin"))));
    }

    private Intent intent(Map<String, @Nullable Object> tree) {
        String type =
                Objects.requireNonNullElse((String) tree.get("type"), Objects.requireNonNullElse(requestType, ""));
        Manifest.IntentType declared = manifest.intents().get(type);
        if (declared == null) {
            malformed("the intent " + type + " is not declared in the manifest");
        }
        Disposition disposition = Disposition.valueOf((String) Objects.requireNonNull(tree.get("disposition")));
        List<Reason> reasons = new ArrayList<>(reasons(tree.get("reasons")));
        boolean money = declared != null && declared.money() && disposition != Disposition.REFUSED;
        Money ceiling = ceiling(type, tree, money, reasons);
        Object parameters = tree.get("parameters");
        if (parameters != null && !(parameters instanceof Map<?, ?>)) {
            malformed("the parameters of " + type + " are not a context");
        }
        return new Intent(
                type,
                disposition,
                ceiling,
                parameters instanceof Map<?, ?> ? Tree.asObject(parameters) : Map.of(),
                (String) tree.get("approvers"),
                reasons);
    }

    /** Nothing that moves money may be permitted, or put up for approval, without saying how much. */
    private @Nullable Money ceiling(
            String type, Map<String, @Nullable Object> tree, boolean money, List<Reason> reasons) {
        Object ceiling = tree.get("ceiling");
        if (ceiling == null) {
            if (money) {
                faults.add(EngineReason.CEILING_MISSING.reason(type));
            }
            return null;
        }
        if (ceiling instanceof BigDecimal amount && amount.signum() >= 0) {
            String currency = Objects.requireNonNullElse((String) tree.get("currency"), manifest.currency());
            if (!currency.equals(manifest.currency())
                    && (manifest.memory() != null || !manifest.rules().isEmpty())) {
                malformed("the ceiling of " + type + " is in " + currency + "; rules and limits count "
                        + manifest.currency());
            }
            return new Money(amount, currency);
        }
        if (ceiling.equals(AnswerShape.NONE) || ceiling.equals(AnswerShape.EXTERNAL)) {
            if (money) {
                reasons.add((ceiling.equals(AnswerShape.NONE)
                                ? EngineReason.NO_MONEY_GRANTED
                                : EngineReason.AMOUNT_SET_ELSEWHERE)
                        .reason());
            }
            return null;
        }
        malformed("the ceiling of " + type + " is neither an amount of zero or more nor \"none\" nor \"external\"");
        return null;
    }

    private List<Reason> reasons(@Nullable Object codes) {
        List<Reason> reasons = new ArrayList<>();
        listOrEmpty(codes).forEach(code -> reasons.add(reason((String) Objects.requireNonNull(code))));
        return reasons;
    }

    private Reason reason(String code) {
        String text = manifest.reasonText(code);
        if (text == null) {
            malformed("the reason " + code + " has no text in the manifest");
        }
        return new Reason(code, text == null ? code : text);
    }

    private static List<@Nullable Object> listOrEmpty(@Nullable Object list) {
        return list == null ? List.of() : Tree.asList(list);
    }

    private void malformed(String detail) {
        faults.add(EngineReason.ANSWER_MALFORMED.reason(detail));
    }
}
