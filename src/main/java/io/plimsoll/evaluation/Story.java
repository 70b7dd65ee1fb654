package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A verdict as one paragraph in English. */
final class Story {
    private Story() {}

    static String of(Map<String, @Nullable Object> verdict, Map<String, @Nullable Object> trace) {
        StringBuilder story = new StringBuilder(outcome(Outcome.valueOf(Trees.text(verdict, "outcome"))));
        for (Object each : Tree.asList(verdict.get("intents"))) {
            story.append(' ').append(intent(Tree.asObject(each)));
        }
        List<@Nullable Object> suppressed = Tree.asList(verdict.get("suppressed"));
        Set<@Nullable Object> told = new HashSet<>();
        suppressed.forEach(each -> told.add(Tree.asObject(each).get("reason")));
        story.append(Tree.asList(verdict.get("reasons")).stream()
                .filter(reason -> !told.contains(reason))
                .map(reason -> " " + Trees.text(Tree.asObject(reason), "text"))
                .collect(Collectors.joining()));
        suppressed.forEach(each -> story.append(' ').append(heldBack(Tree.asObject(each))));
        story.append(ControlStory.told(trace.get("controls")));
        story.append(disagreement(trace.get("guardrails")));
        if (verdict.get("route") != null) {
            Map<String, @Nullable Object> route = Tree.asObject(verdict.get("route"));
            story.append(" It goes to the queue ")
                    .append(Trees.text(route, "queue"))
                    .append(" and is due within ")
                    .append(Trees.text(route, "dueWithin"))
                    .append('.');
        }
        return story.toString().strip();
    }

    private static String heldBack(Map<String, @Nullable Object> suppression) {
        String what = Trees.text(suppression, "what");
        String said = what.equals(Outcome.ESCALATE.name())
                ? "calling a person"
                : what.equals(Outcome.ASK_APPROVAL.name())
                        ? "asking for approval"
                        : "the action \"" + what.replace('_', ' ') + "\"";
        return "Held back: " + said + ", because: " + Trees.text(Tree.asObject(suppression.get("reason")), "text");
    }

    private static String disagreement(@Nullable Object guardrails) {
        if (guardrails == null || !Boolean.TRUE.equals(Tree.asObject(guardrails).get("disagreed"))) {
            return "";
        }
        Map<String, @Nullable Object> proposed =
                Tree.asObject(Tree.asObject(guardrails).get("proposed"));
        String alone =
                switch (Outcome.valueOf(Trees.text(proposed, "outcome"))) {
                    case DISMISS -> "done nothing";
                    case MONITOR -> "kept watching";
                    case ACT -> "acted";
                    case ASK_APPROVAL -> "asked for approval";
                    case ESCALATE -> "called a person";
                };
        return " The guardrails are stricter than the policy, which alone would have " + alone + ".";
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case DISMISS -> "Nothing is to be done.";
            case MONITOR -> "Nothing is to be done but to keep watching.";
            case ACT -> "This may be carried out.";
            case ASK_APPROVAL -> "A person has to approve first.";
            case ESCALATE -> "A person takes over.";
        };
    }

    private static String intent(Map<String, @Nullable Object> intent) {
        String type = Trees.text(intent, "type").replace('_', ' ');
        String said =
                switch (Disposition.valueOf(Trees.text(intent, "disposition"))) {
                    case PERMITTED -> "is permitted";
                    case NEEDS_APPROVAL -> "needs approval";
                    case REFUSED -> "is refused";
                };
        if (intent.get("ceiling") == null) {
            return "The action \"" + type + "\" " + said + ".";
        }
        Map<String, @Nullable Object> ceiling = Tree.asObject(intent.get("ceiling"));
        String amount = Trees.number(ceiling, "amount").toPlainString();
        return "The action \"" + type + "\" " + said + ", up to " + amount + " " + ceiling.get("currency") + ".";
    }
}
