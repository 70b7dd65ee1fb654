package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Case.Prepared;
import io.plimsoll.platform.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.ast.InputDataNode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the trace of the tables costs. Evaluation has no second path without a trace, so the questions of a policy are put
 * in two ways: as its steps put them, with the trace built and written as JSON, and with the same checks and the same
 * reading of the answer, without listener, tree and text.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class TraceBenchmark {
    /** The steps of a case, each with both ways to be run. */
    @State(Scope.Benchmark)
    public static class Steps {
        private final Map<String, DecideStep> traced = new TreeMap<>();
        private final Map<String, Untraced> untraced = new TreeMap<>();

        @Setup(Level.Trial)
        public void prepare(Case state) {
            for (DecideStep step : state.policy.tables()) {
                String name = name(step.step().model(), step.step().decision());
                traced.put(name, step);
                untraced.put(name, new Untraced(step, state.bare));
            }
            Prepared sample = state.next();
            for (Question question : sample.policy()) {
                String name = name(question.model().getName(), question.decision());
                Object with =
                        traced.get(name).run(question.inputs(), new TableLog()).answer();
                Object without = untraced.get(name).run(question.inputs());
                if (with == null || !CanonicalJson.text(with).equals(CanonicalJson.text(without))) {
                    throw new IllegalStateException(
                            name + " answers " + with + " with a trace, " + without + " without");
                }
            }
        }

        private static String name(String model, String decision) {
            return model + "/" + decision;
        }
    }

    @Benchmark
    public Object traced(Case state, Steps steps) {
        List<Object> answers = new ArrayList<>();
        List<Object> traces = new ArrayList<>();
        for (Question question : state.next().policy()) {
            StepResult result = steps.traced
                    .get(Steps.name(question.model().getName(), question.decision()))
                    .run(question.inputs(), new TableLog());
            answers.add(result.answer());
            traces.add(result.trace());
        }
        return List.of(answers, CanonicalJson.text(traces));
    }

    @Benchmark
    public Object untraced(Case state, Steps steps) {
        List<Object> answers = new ArrayList<>();
        for (Question question : state.next().policy()) {
            answers.add(steps.untraced
                    .get(Steps.name(question.model().getName(), question.decision()))
                    .run(question.inputs()));
        }
        return answers;
    }

    /** What {@link DecideStep} does, but for the trace. */
    private static final class Untraced {
        private final DMNRuntime bare;
        private final org.kie.dmn.api.core.DMNModel model;
        private final String decision;
        private final List<InputDataNode> required;

        Untraced(DecideStep step, DMNRuntime bare) {
            this.bare = bare;
            this.decision = step.step().decision();
            this.model = bare.getModels().stream()
                    .filter(each -> each.getName().equals(step.step().model()))
                    .findFirst()
                    .orElseThrow();
            this.required = List.copyOf(model.getRequiredInputsForDecisionName(decision));
        }

        Object run(Map<String, Object> known) {
            Map<String, Object> values = new TreeMap<>();
            required.forEach(input -> values.put(input.getName(), known.get(input.getName())));
            for (InputDataNode input : required) {
                if (!input.getType().isAssignableValue(values.get(input.getName()))) {
                    return "refused";
                }
            }
            DMNContext context = bare.newContext();
            values.forEach(context::set);
            DMNResult result = bare.evaluateByName(model, context, decision);
            if (!result.getMessages().isEmpty()) {
                return "faults";
            }
            DMNDecisionResult answer = result.getDecisionResultByName(decision);
            return FeelValues.tree(answer.getResult());
        }
    }
}
