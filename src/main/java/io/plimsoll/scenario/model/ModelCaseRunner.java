package io.plimsoll.scenario.model;

import io.plimsoll.evaluation.ModelAnswer;
import io.plimsoll.evaluation.ModelEvaluation;
import io.plimsoll.evaluation.ModelMessage;
import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts test cases to the models of a bundle. For one thread. */
public final class ModelCaseRunner {
    /** Of what the model says of itself; more would hide the difference. */
    private static final int MAX_MESSAGES = 3;

    /** Who is asked. */
    public interface Models {
        ModelAnswer evaluate(ModelQuestion question);
    }

    private final PolicyBundle bundle;
    private final Models models;
    private final Map<ModelReference, ModelReference.Named> found = new HashMap<>();

    public ModelCaseRunner(PolicyBundle bundle, Models models) {
        this.bundle = bundle;
        this.models = models;
    }

    /**
     * In this process, which models can stop for ever: the bundle MUST have passed the policy compiler, or be one's own.
     */
    public static ModelCaseRunner of(PolicyBundle bundle) {
        try {
            return new ModelCaseRunner(bundle, ModelEvaluation.compile(bundle)::evaluate);
        } catch (PlimsollException e) {
            // Without models nothing comes out as expected, which each case says for itself.
            return new ModelCaseRunner(bundle, question -> {
                throw e;
            });
        }
    }

    /** @return where what comes out differs: line and words; empty when everything is as expected */
    public List<String> run(ModelReference model, ModelCase one) {
        List<String> differences = new ArrayList<>();
        one.checks().forEach(check -> differences.addAll(run(model, check)));
        return differences;
    }

    /** The same for one check. */
    public List<String> run(ModelReference model, ModelCheck check) {
        UnaryOperator<String> placed = words -> "line " + check.line() + ": " + words;
        try {
            ModelReference.Named named = found.computeIfAbsent(model, reference -> reference.in(bundle));
            ModelAnswer answer = models.evaluate(named.asked(check.question()));
            return differences(check, answer).stream().map(placed).toList();
        } catch (PlimsollException e) {
            return refusals(e).stream()
                    .map(words -> placed.apply(check.subject() + ": " + words))
                    .toList();
        } catch (RuntimeException | StackOverflowError e) {
            // The engine throws what it likes; one case must not hide how the others went.
            return List.of(placed.apply(check.subject() + ": the engine failed with " + e));
        }
    }

    private static List<String> refusals(PlimsollException refused) {
        return refused.violations().isEmpty()
                ? List.of(refused.detail())
                : refused.violations().stream()
                        .map(violation -> (violation.pointer() + " " + violation.detail())
                                .replaceFirst("^/", "")
                                .strip())
                        .toList();
    }

    private static List<String> differences(ModelCheck check, ModelAnswer answer) {
        @Nullable Object actual = answer.result();
        for (String name : check.path()) {
            if (actual != null && !(actual instanceof Map<?, ?>)) {
                return List.of(check.subject() + " does not exist: the answer is " + Differences.words(actual)
                        + ", which has no field " + name);
            }
            actual = actual == null ? null : Tree.asObject(actual).get(name);
        }
        boolean failed = answer.messages().stream()
                .anyMatch(message -> message.severity().equals("ERROR"));
        List<String> differences = check.expected().differences(check.subject(), actual, failed);
        return differences.isEmpty() ? differences : withMessages(differences, answer.messages());
    }

    private static List<String> withMessages(List<String> differences, List<ModelMessage> messages) {
        List<String> told = new ArrayList<>(differences);
        messages.stream()
                .limit(MAX_MESSAGES)
                .forEach(message -> told.add("the model says: "
                        + (message.element() == null ? "" : message.element() + ": ") + message.text()));
        return told;
    }
}
