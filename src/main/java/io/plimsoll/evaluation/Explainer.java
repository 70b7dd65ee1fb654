package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Explanation.Row;
import io.plimsoll.evaluation.Explanation.Rule;
import io.plimsoll.evaluation.Explanation.Table;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.ast.DecisionNode;
import org.kie.dmn.core.ast.DecisionNodeImpl;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.InputClause;

/** Turns a recorded verdict and its trace into words, with the texts of the policy that decided. */
public final class Explainer {
    private final List<DMNModel> models;

    public Explainer(CompiledPolicy policy) {
        this(policy, null);
    }

    /** @param guardrails that restricted the policy; null for none */
    public Explainer(CompiledPolicy policy, @Nullable CompiledPolicy guardrails) {
        this.models = new ArrayList<>(policy.models());
        if (guardrails != null) {
            models.addAll(guardrails.models());
        }
    }

    /** Explains a verdict and a trace that were recorded under this policy. */
    public Explanation explain(String verdictJson, String traceJson) {
        Map<String, @Nullable Object> trace = read(traceJson);
        List<Table> tables = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        Map<String, Object> features = new LinkedHashMap<>();
        for (Object each : Tree.asList(trace.get("steps"))) {
            Map<String, @Nullable Object> step = Tree.asObject(each);
            if (step.get("model") != null) {
                String model = text(step, "model");
                Tree.asList(step.get("tables")).forEach(table -> tables.add(table(model, Tree.asObject(table))));
            } else if (step.get("rules") != null) {
                Phase phase = Phase.valueOf(text(step, "phase"));
                String file = text(step, "rules");
                Tree.asList(step.get("fired")).forEach(rule -> rules.add(rule(phase, file, Tree.asObject(rule))));
            } else {
                Tree.asObject(step.get("features"))
                        .forEach((name, value) -> features.put(name, Objects.requireNonNull(value)));
            }
        }
        return new Explanation(story(read(verdictJson), trace), tables, rules, features);
    }

    private static Rule rule(Phase phase, String file, Map<String, @Nullable Object> fired) {
        List<String> facts =
                Tree.asList(fired.get("facts")).stream().map(String::valueOf).toList();
        return new Rule(phase, file, text(fired, "rule"), facts);
    }

    private static String story(Map<String, @Nullable Object> verdict, Map<String, @Nullable Object> trace) {
        StringBuilder story = new StringBuilder(outcome(Outcome.valueOf(text(verdict, "outcome"))));
        for (Object each : Tree.asList(verdict.get("intents"))) {
            story.append(' ').append(intent(Tree.asObject(each)));
        }
        List<@Nullable Object> suppressed = Tree.asList(verdict.get("suppressed"));
        Set<@Nullable Object> told = new HashSet<>();
        suppressed.forEach(each -> told.add(Tree.asObject(each).get("reason")));
        story.append(Tree.asList(verdict.get("reasons")).stream()
                .filter(reason -> !told.contains(reason))
                .map(reason -> " " + text(Tree.asObject(reason), "text"))
                .collect(Collectors.joining()));
        suppressed.forEach(each -> story.append(' ').append(heldBack(Tree.asObject(each))));
        story.append(ControlStory.told(trace.get("controls")));
        story.append(disagreement(trace.get("guardrails")));
        if (verdict.get("route") != null) {
            Map<String, @Nullable Object> route = Tree.asObject(verdict.get("route"));
            story.append(" It goes to the queue ")
                    .append(text(route, "queue"))
                    .append(" and is due within ")
                    .append(text(route, "dueWithin"))
                    .append('.');
        }
        return story.toString().strip();
    }

    private static String heldBack(Map<String, @Nullable Object> suppression) {
        String what = text(suppression, "what");
        String said = what.equals(Outcome.ESCALATE.name())
                ? "calling a person"
                : what.equals(Outcome.ASK_APPROVAL.name())
                        ? "asking for approval"
                        : "the action \"" + what.replace('_', ' ') + "\"";
        return "Held back: " + said + ", because: " + text(Tree.asObject(suppression.get("reason")), "text");
    }

    private static String disagreement(@Nullable Object guardrails) {
        if (guardrails == null || !Boolean.TRUE.equals(Tree.asObject(guardrails).get("disagreed"))) {
            return "";
        }
        Map<String, @Nullable Object> proposed =
                Tree.asObject(Tree.asObject(guardrails).get("proposed"));
        String alone =
                switch (Outcome.valueOf(text(proposed, "outcome"))) {
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
        String type = text(intent, "type").replace('_', ' ');
        String said =
                switch (Disposition.valueOf(text(intent, "disposition"))) {
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

    private Table table(String model, Map<String, @Nullable Object> traced) {
        String decision = text(traced, "decision");
        Decision source = models.stream()
                .filter(each -> each.getName().equals(model))
                .map(each -> each.getDecisionByName(decision))
                .filter(Objects::nonNull)
                .map(Explainer::source)
                .findFirst()
                .orElse(null);
        if (source == null || !(source.getExpression() instanceof DecisionTable table)) {
            return new Table(model, decision, null, List.of());
        }
        List<Row> rows = new ArrayList<>();
        for (Object id : Tree.asList(traced.get("selected"))) {
            table.getRule().stream()
                    .filter(rule -> String.valueOf(id).equals(rule.getId()))
                    .forEach(rule -> rows.add(row(table, rule)));
        }
        return new Table(model, decision, source.getQuestion(), rows);
    }

    private static Decision source(DecisionNode node) {
        return ((DecisionNodeImpl) node).getDecision();
    }

    private static Row row(DecisionTable table, DecisionRule rule) {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (int i = 0; i < table.getInput().size(); i++) {
            String cell = rule.getInputEntry().get(i).getText();
            if (!cell.strip().equals("-")) {
                conditions.put(label(table.getInput().get(i)), cell);
            }
        }
        Map<String, String> conclusions = new LinkedHashMap<>();
        for (int i = 0; i < table.getOutput().size(); i++) {
            String name = table.getOutput().get(i).getName();
            conclusions.put(
                    name == null ? String.valueOf(table.getOutputLabel()) : name,
                    rule.getOutputEntry().get(i).getText());
        }
        Map<String, String> annotations = new LinkedHashMap<>();
        for (int i = 0;
                i < table.getAnnotation().size()
                        && i < rule.getAnnotationEntry().size();
                i++) {
            String text = rule.getAnnotationEntry().get(i).getText();
            if (text != null && !text.isBlank()) {
                annotations.put(table.getAnnotation().get(i).getName(), text);
            }
        }
        return new Row(rule.getId(), conditions, conclusions, annotations);
    }

    private static String label(InputClause input) {
        return input.getLabel() == null ? input.getInputExpression().getText() : input.getLabel();
    }

    private static Map<String, @Nullable Object> read(String json) {
        return Tree.asObject(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Map<String, @Nullable Object> tree, String name) {
        return (String) Objects.requireNonNull(tree.get(name));
    }
}
