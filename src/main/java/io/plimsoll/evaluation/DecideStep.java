package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kie.api.builder.Message;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult;
import org.kie.dmn.api.core.DMNDecisionResult.DecisionEvaluationStatus;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.ast.InputDataNode;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.feel.runtime.events.HitPolicyViolationEvent;
import org.kie.dmn.feel.runtime.events.InvalidInputEvent;

/** Evaluates one decision of a DMN model, with everything that it requires. Immutable and thread-safe. */
final class DecideStep {
    private final Step step;
    private final DMNRuntime runtime;
    private final DMNModel model;
    private final List<InputDataNode> required;

    DecideStep(Step step, DMNRuntime runtime, DMNModel model) {
        this.step = step;
        this.runtime = runtime;
        this.model = model;
        this.required = model.getRequiredInputsForDecisionName(step.decision()).stream()
                .sorted(Comparator.comparing(InputDataNode::getName))
                .toList();
    }

    Step step() {
        return step;
    }

    /** The names of the inputs that the decision and what it requires read. */
    List<String> inputs() {
        return required.stream().map(InputDataNode::getName).toList();
    }

    /**
     * MUST depend on nothing but the argument, and does not throw: what goes wrong is a fault of the result.
     *
     * @param known everything that tables may read, by the names of their inputs, as FEEL knows it; what is not there is null
     * @param log a new one; receives the tables that are asked
     */
    StepResult run(Map<String, @Nullable Object> known, TableLog log) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        required.forEach(input -> values.put(input.getName(), known.get(input.getName())));
        try {
            return checked(values, log);
        } catch (RuntimeException | StackOverflowError e) {
            // An engine that breaks is a fault like any other: what it throws is not the caller's to see.
            return new StepResult(
                    null,
                    List.of(EngineReason.EVALUATION_FAILED.reason(step.decision())),
                    trace(Map.of(), List.of(), List.of(), new TreeSet<>(Set.of("BROKEN"))));
        }
    }

    private StepResult checked(Map<String, @Nullable Object> values, TableLog log) {
        TreeSet<String> refused = new TreeSet<>();
        for (InputDataNode input : required) {
            if (!input.getType().isAssignableValue(values.get(input.getName()))) {
                refused.add(input.getName());
            }
        }
        if (!refused.isEmpty()) {
            Reason fault = EngineReason.VALUE_NOT_ALLOWED.reason(String.join(", ", refused));
            return new StepResult(null, List.of(fault), trace(values, List.of(), List.of(), Set.of()));
        }
        return evaluate(values, log);
    }

    private StepResult evaluate(Map<String, @Nullable Object> values, TableLog log) {
        DMNContext context = runtime.newContext();
        values.forEach(context::set);
        log.attachTo(context);
        DMNResult result = runtime.evaluateByName(model, context, step.decision());

        List<Reason> faults = new ArrayList<>(faults(result));
        Object answer = null;
        List<Map<String, @Nullable Object>> decisions = new ArrayList<>();
        for (DMNDecisionResult decision : evaluated(result)) {
            Object value = null;
            try {
                value = FeelValues.tree(decision.getResult());
            } catch (FeelValues.Unrepresentable e) {
                faults.add(EngineReason.EVALUATION_FAILED.reason(decision.getDecisionName() + " is " + e.getMessage()));
            }
            if (decision.getDecisionName().equals(step.decision())) {
                answer = value;
            }
            decisions.add(Tree.object()
                    .put("name", decision.getDecisionName())
                    .put("status", decision.getEvaluationStatus().name())
                    .put("result", value)
                    .build());
        }
        // A guardrail that says nothing restricts nothing.
        if (answer == null && faults.isEmpty() && step.phase() == Phase.DECIDE) {
            faults.add(EngineReason.EVALUATION_FAILED.reason(step.decision() + " has no value"));
        }
        return new StepResult(
                faults.isEmpty() ? answer : null, faults, trace(values, decisions, tables(log), messages(result)));
    }

    private static List<DMNDecisionResult> evaluated(DMNResult result) {
        return result.getDecisionResults().stream()
                .filter(decision -> decision.getEvaluationStatus() != DecisionEvaluationStatus.NOT_EVALUATED)
                .sorted(Comparator.comparing(DMNDecisionResult::getDecisionName))
                .toList();
    }

    private List<Reason> faults(DMNResult result) {
        Set<String> unmatched = new TreeSet<>();
        Set<String> invalid = new TreeSet<>();
        boolean failed = false;
        for (DMNMessage message : result.getMessages()) {
            if (message.getFeelEvent() instanceof InvalidInputEvent event) {
                invalid.add(event.getNodeName());
            } else if (message.getFeelEvent() instanceof HitPolicyViolationEvent event
                    && message.getLevel() != Message.Level.ERROR) {
                unmatched.add(event.getNodeName());
            } else if (message.getLevel() == Message.Level.ERROR) {
                failed = true;
            }
        }
        if (!invalid.isEmpty()) {
            return List.of(EngineReason.VALUE_NOT_ALLOWED.reason(String.join(", ", invalid)));
        }
        if (!unmatched.isEmpty()) {
            return List.of(EngineReason.NO_MATCHING_ROW.reason(String.join(", ", unmatched)));
        }
        return failed ? List.of(EngineReason.EVALUATION_FAILED.reason(failedDecisions(result))) : List.of();
    }

    private String failedDecisions(DMNResult result) {
        List<String> failed = result.getDecisionResults().stream()
                .filter(decision -> decision.getEvaluationStatus() == DecisionEvaluationStatus.FAILED)
                .map(DMNDecisionResult::getDecisionName)
                .sorted()
                .toList();
        return failed.isEmpty() ? step.decision() : String.join(", ", failed);
    }

    private static List<Map<String, @Nullable Object>> tables(TableLog log) {
        return log.events().stream()
                .sorted(Comparator.comparing(AfterEvaluateDecisionTableEvent::getNodeName))
                .map(event -> Tree.object()
                        .put("decision", event.getNodeName())
                        .put("table", event.getDecisionTableId())
                        .put("matched", orEmpty(event.getMatchesIds()))
                        .put("selected", orEmpty(event.getSelectedIds()))
                        .build())
                .toList();
    }

    private static List<String> orEmpty(@Nullable List<String> ids) {
        return ids == null ? List.of() : ids;
    }

    /** Only codes: the engine's texts quote values and change between its versions. */
    private static Set<String> messages(DMNResult result) {
        TreeSet<String> messages = new TreeSet<>();
        result.getMessages()
                .forEach(message -> messages.add(
                        message.getLevel() + " " + message.getMessageType() + " " + message.getSourceId()));
        return messages;
    }

    private Map<String, @Nullable Object> trace(
            Map<String, @Nullable Object> values,
            List<Map<String, @Nullable Object>> decisions,
            List<Map<String, @Nullable Object>> tables,
            Set<String> messages) {
        return Tree.object()
                .put("phase", step.phase())
                .put("model", step.model())
                .put("decision", step.decision())
                .put("inputs", FeelValues.tree(values))
                .put("decisions", decisions)
                .put("tables", tables)
                .put("messages", messages)
                .build();
    }
}
