package io.plimsoll.evaluation;

import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a guardrail says about an intent, or about the verdict as a whole. Everything in it can only restrict; null leaves
 * things as they are.
 *
 * @param ceiling the most money there may be
 */
record GuardAnswer(
        @Nullable Disposition disposition,
        @Nullable BigDecimal ceiling,
        @Nullable String approvers,
        @Nullable Outcome outcome,
        @Nullable Route route,
        List<Reason> reasons) {
    GuardAnswer {
        reasons = List.copyOf(reasons);
    }

    private static final Shape SHAPE = shape();

    /**
     * @param tree what a table answered; null and an empty context restrict nothing
     * @param faults receives why the answer may not be used
     */
    static @Nullable GuardAnswer read(@Nullable Object tree, Manifest guardrails, List<Reason> faults) {
        if (tree == null) {
            return null;
        }
        List<Violation> violations = SHAPE.violations(tree);
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            faults.add(EngineReason.ANSWER_MALFORMED.reason((first.pointer() + " " + first.detail()).strip()));
            return null;
        }
        Map<String, @Nullable Object> answer = Tree.asObject(tree);
        List<Reason> reasons = new ArrayList<>();
        if (answer.get("reasons") != null) {
            for (Object code : Tree.asList(answer.get("reasons"))) {
                String text = guardrails.reasonText(String.valueOf(code));
                if (text == null) {
                    faults.add(EngineReason.ANSWER_MALFORMED.reason(
                            "the reason " + code + " has no text in the guardrails' manifest"));
                }
                reasons.add(new Reason(String.valueOf(code), text == null ? String.valueOf(code) : text));
            }
        }
        Object disposition = answer.get("disposition");
        Object outcome = answer.get("outcome");
        return new GuardAnswer(
                disposition == null ? null : Disposition.valueOf((String) disposition),
                (BigDecimal) answer.get("ceiling"),
                (String) answer.get("approvers"),
                outcome == null ? null : Outcome.valueOf((String) outcome),
                answer.get("route") == null ? null : AnswerReader.route(Tree.asObject(answer.get("route"))),
                reasons);
    }

    private static Shape shape() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("disposition", Field.optional(AnswerShape.names(Disposition.values())));
        fields.put("ceiling", Field.optional(new Shape.Numeric(BigDecimal.ZERO, null, false)));
        fields.put("approvers", Field.optional(AnswerShape.NAME));
        fields.put("outcome", Field.optional(AnswerShape.names(Outcome.values())));
        fields.put("route", Field.optional(AnswerShape.route()));
        fields.put("reasons", Field.optional(AnswerShape.CODES));
        return new Shape.ObjectOf(fields);
    }
}
