package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.event.BeforeEvaluateDecisionEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;

/**
 * One question that a policy puts to the engine, to be put again without the policy around it.
 *
 * @param runtime holds the same models under the same options as the policy's own, with no listener
 * @param inputs FEEL values by the names of the inputs
 */
record Question(DMNRuntime runtime, DMNModel model, String decision, Map<String, Object> inputs) {

    DMNResult ask() {
        DMNContext context = runtime.newContext();
        inputs.forEach(context::set);
        return runtime.evaluateByName(model, context, decision);
    }

    /** The models of a bundle as the policy compiles them, with no listener. */
    static DMNRuntime bare(PolicyBundle bundle) {
        Map<String, byte[]> dmn = new LinkedHashMap<>();
        bundle.paths().stream().filter(path -> path.endsWith(".dmn")).forEach(path -> dmn.put(path, bundle.file(path)));
        DMNRuntime runtime = DmnModels.compile(dmn, new ArrayList<>()).runtime();
        List.copyOf(runtime.getListeners()).forEach(runtime::removeListener);
        return runtime;
    }

    /** What was asked of one policy, in order, while {@code evaluation} ran. */
    static List<Question> during(Runnable evaluation, CompiledPolicy policy, DMNRuntime bare) {
        DMNModel any = policy.models().get(0);
        DMNRuntime runtime = policy.runtimeOf(any.getNamespace(), any.getName()).orElseThrow();
        Recorder recorder = new Recorder(bare);
        runtime.addListener(recorder);
        evaluation.run();
        runtime.removeListener(recorder);
        return recorder.questions;
    }

    /** The first decision that is evaluated for a result is the one that was asked for; the others are what it needs. */
    private static final class Recorder implements DMNRuntimeEventListener {
        private final List<Question> questions = new ArrayList<>();
        private final DMNRuntime bare;
        private Object last = this;

        Recorder(DMNRuntime bare) {
            this.bare = bare;
        }

        @Override
        public void beforeEvaluateDecision(BeforeEvaluateDecisionEvent event) {
            if (event.getResult() != last) {
                last = event.getResult();
                DMNModel model = bare.getModel(
                        event.getDecision().getModelNamespace(),
                        event.getDecision().getModelName());
                Map<String, Object> inputs =
                        new LinkedHashMap<>(event.getResult().getContext().getAll());
                questions.add(new Question(bare, model, event.getDecision().getName(), inputs));
            }
        }
    }
}
